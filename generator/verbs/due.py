"""`exemplar due`: which reviews are overdue or fall due, and who does them."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NamedTuple

from generator.language import _
from generator.verbs.books import closed, kept_safe, opened
from generator.verbs.verb import Console, Misuse, project_of

TAKES: tuple[str, ...] = ("day", "managed")


class Span(NamedTuple):
    """A length of time: a number of "d" days, "w" weeks or "m" months."""

    number: int
    unit: str


def summary() -> str:
    """What the verb does, in a line."""
    return _("list the reviews of exemplars that are overdue or fall due")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument(
        "--within", type=_span, default=Span(60, "d"), help=_("how far to look: 60d, 8w or 2m (default: 60d)")
    )
    parser.add_argument("--format", choices=("text", "csv", "xlsx", "ics"), default="text", help=_("form of the list"))
    parser.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))


def _span(text: str) -> Span:
    match = re.fullmatch(r"([0-9]{1,4})([dwm])", text)
    if not match:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no length of time; write it like 60d, 8w or 2m").format(text=text)
        )
    return Span(int(match[1]), match[2])


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the list, or write it; `PROBLEMS` if a record with errors had to be left out."""
    from generator.office.due import reviews_due, until
    from generator.office.due_forms import FORMS
    from generator.office.due_sheets import Whose
    from generator.office.matrix_words import levels_of
    from generator.output import write_whole

    if options.format == "xlsx" and not options.out and console.terminal:
        raise Misuse(_("a workbook is no text for a terminal; name a file with --out, such as --out due.xlsx"))
    if options.out:
        kept_safe(options, project_of(argparse.Namespace(records=options.records)))
    form = FORMS[options.format]()
    books = opened(options, console)
    last = until(options.today, *options.within)
    reviews = reviews_due(books.exemplars, books.settings.gate, options.today, last)
    data = form(reviews, Whose(levels_of(books.settings), books.overlay, books.private), books.settings.office)
    if options.out:
        write_whole(options.out, data)
    else:
        console.write(data)
    return closed(books, console)
