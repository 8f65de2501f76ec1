"""`exemplar register`: the office's register as a workbook, with what is private only where an overlay is given."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.language import _
from generator.verbs.books import closed, opened
from generator.verbs.verb import PROBLEMS, Console, Misuse, project_of

TAKES: tuple[str, ...] = ("day", "managed")


def summary() -> str:
    """What the verb does, in a line."""
    return _("make the register: who there is, counts, stages, tracking, coverage")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("-o", "--out", type=Path, help=_("write to this file instead of standard output"))
    parser.add_argument(
        "--format",
        choices=("text", "csv", "xlsx"),
        help=_("form of the register (default: as the file of --out ends, or else text)"),
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the register, or write it; `PROBLEMS` if something with errors had to be left out."""
    from generator.appraisals import read_appraisals
    from generator.office.due import reviews_due
    from generator.office.due_sheets import Whose, plan_sheet
    from generator.office.matrix_words import levels_of
    from generator.office.overlay_place import Exposed, safe_place
    from generator.office.register import Inside
    from generator.office.register_book import FORMS, register_book
    from generator.output import write_whole

    name = options.format or (options.out.suffix.lower().removeprefix(".") if options.out else "text")
    if name not in FORMS:
        raise Misuse(_("--out ends with none of .xlsx, .csv and .text; name the form with --format xlsx"))
    if name == "xlsx" and not options.out and console.terminal:
        raise Misuse(_("a workbook is no text for a terminal; name a file with --out, such as --out register.xlsx"))
    form = FORMS[name]()
    project = project_of(argparse.Namespace(records=options.records))
    if options.out:
        folder = options.out.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made
        if options.private:
            try:
                safe_place(folder, project)  # a book with what is private must lie as safe as the overlay
            except Exposed as exposed:
                raise Misuse(str(exposed)) from exposed
    books = opened(options, console)
    inside = None
    if books.private:
        appraisals, problems = read_appraisals(books.project)
        if appraisals is None:
            console.tell(books.project, problems)
            return PROBLEMS
        inside = Inside(books.overlay, appraisals)
    reviews = reviews_due(books.exemplars, books.settings.gate, options.today, options.today)
    due = plan_sheet(reviews, Whose(levels_of(books.settings), books.overlay, books.private))
    due = due._replace(name=_("Due reviews"))
    book = register_book(books.exemplars, books.settings, options.today, inside, (due,))
    data = form(book, options.today)
    if options.out:
        write_whole(options.out, data)
    else:
        console.write(data)
    return closed(books, console)
