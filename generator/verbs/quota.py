"""`exemplar quota`: what units did in a quarter against what is asked of them, and the notice of it (通报)."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _
from generator.verbs.books import Books, closed, kept_safe, opened
from generator.verbs.verb import PROBLEMS, Console, Misuse, project_of

if TYPE_CHECKING:
    from generator.office.quota import Quarter, Tally

TAKES: tuple[str, ...] = ("day", "managed")
SHEETS, NOTICES = ("text", "csv", "xlsx"), ("pdf", "docx", "txt")


def summary() -> str:
    """What the verb does, in a line."""
    return _("hold exemplars and information of a quarter against the quota, unit by unit")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.epilog = _(
        "An exemplar counts in the quarter in which it was named, an item of information in the month in which it was "
        "sent or published; both for the managing unit, or else the unit of the record. The numbers stand in quota.yml."
    )
    parser.add_argument("--quarter", type=_quarter, metavar="2026Q4", help=_("the quarter (default: the one of today)"))
    parser.add_argument("--notice", action="store_true", help=_("make the notice instead of the table"))
    parser.add_argument("--number", type=int, default=0, help=_("the number of the bulletin that the notice is"))
    parser.add_argument(
        "--format",
        choices=(*SHEETS, *NOTICES),
        help=_("form of the table (text, csv, xlsx) or of the notice (pdf, docx, txt)"),
    )
    parser.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))


def _quarter(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{4})-?[Qq]([1-4])", text)
    if not match or match[1] == "0000":
        raise argparse.ArgumentTypeError(_("“{text}” is no quarter; write it like 2026Q4").format(text=text))
    return int(match[1]), int(match[2])


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the table or write it, or make the notice; `PROBLEMS` if a record with errors had to be left out."""
    from generator.office.quota import Quarter
    from generator.output import write_whole

    form = _form(options)
    if form in ("xlsx", "pdf", "docx") and not options.out and console.terminal:
        said = _("this form is no text for a terminal; name a file with --out, such as --out {file}")
        raise Misuse(said.format(file=f"quota.{form}"))
    if options.out:
        kept_safe(options, project_of(argparse.Namespace(records=options.records)))
    quarter = Quarter(*options.quarter) if options.quarter else Quarter.of(options.today)
    if f"{options.today:%Y-%m}" < quarter.months[0]:
        raise Misuse(_("that quarter has not begun; there is nothing to count yet"))
    books = opened(options, console)
    tally = _tally(books, quarter, options, console)
    if tally is None:
        return PROBLEMS
    data = _notice(tally, books, form, options.number) if options.notice else _table(tally, books, form)
    if options.out:
        write_whole(options.out, data)
    else:
        console.write(data)
    return closed(books, console)


def _form(options: argparse.Namespace) -> str:
    """The form that is asked for, or the one that the file's ending says."""
    allowed = NOTICES if options.notice else SHEETS
    ending = options.out.suffix.removeprefix(".").lower() if options.out else ""
    usual = ending if ending in allowed else ("txt" if options.notice else "text")
    form: str = options.format or usual
    if form in allowed:
        return form
    if options.notice:
        raise Misuse(_("a notice is made as pdf, docx or txt; leave out --notice for a table"))
    raise Misuse(_("a table is given as text, csv or xlsx; add --notice for the notice as {form}").format(form=form))


def _tally(books: Books, quarter: Quarter, options: argparse.Namespace, console: Console) -> Tally | None:
    from generator import language
    from generator.office.quota import asked_of, tally_of
    from generator.quotas import read_quota

    vocabulary = books.settings.vocabulary
    quota, problems = read_quota(books.project, vocabulary)
    if quota is None:
        console.tell(books.project, problems)
        return None
    asked = asked_of(quota, vocabulary.units, chinese=options.notice or language.chosen() == "zh")
    if not asked:
        raise Misuse(
            _("no unit is named; write them into exemplars/quota.yml, such as:")
            + "\nexemplars: 1\nitems: 3\nunits:\n  - {unit: 示例县东坡镇}"
        )
    if options.managed_by:
        asked = tuple(one for one in asked if options.managed_by in one.names) or asked
    return tally_of(books.exemplars, books.overlay, asked, quarter, options.today)


def _table(tally: Tally, books: Books, form: str) -> bytes:
    from generator.office.matrix_words import labels_of, levels_of
    from generator.office.quota_forms import FORMS, Words

    settings = books.settings
    words = Words(settings.office.name, labels_of(settings), levels_of(settings), books.overlay, books.private)
    return FORMS[form]()(tally, words)


def _notice(tally: Tally, books: Books, form: str, number: int) -> bytes:
    from generator.documents.commission import GlyphsMissing, TemplateFailed
    from generator.office.quota_forms import NOTICES
    from generator.office.quota_notice import notice_of

    last = books.settings.bulletins[0].bulletin if books.settings.bulletins else None
    circular = notice_of(tally, books.settings.office, number, last)
    folder = books.project.templates / "channels" / "bulletin"
    try:
        return NOTICES[form](circular, folder)
    except GlyphsMissing as glyphs:
        said = _("no font can write {characters}; put one that can into templates/fonts")
        raise Misuse(said.format(characters="、".join(glyphs.characters))) from glyphs
    except TemplateFailed as failed:
        raise Misuse(str(failed)) from failed
