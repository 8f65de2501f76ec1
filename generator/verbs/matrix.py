"""`exemplar matrix`: the publicity matrix, planned against done, and what is missing."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from generator.language import _
from generator.verbs.books import closed, opened
from generator.verbs.verb import Console, Misuse

TAKES: tuple[str, ...] = ("day", "managed")


def summary() -> str:
    """What the verb does, in a line."""
    return _("show what of the publicity is planned and done, by channel and level")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("--month", type=_month, help=_("only this month, YYYY-MM (default: all time)"))
    parser.add_argument(
        "--format", choices=("text", "csv", "xlsx", "html"), default="text", help=_("form of the matrix")
    )
    parser.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))


def _month(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) or text.startswith("0000"):
        raise argparse.ArgumentTypeError(_("“{text}” is no month; write it like 2026-11").format(text=text))
    return text


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the matrix, or write it; `PROBLEMS` if a record with errors had to be left out."""
    from generator.office.matrix import Asked, matrix_of
    from generator.office.matrix_forms import FORMS, empty
    from generator.office.matrix_words import labels_of
    from generator.output import write_whole

    if options.format == "xlsx" and not options.out and console.terminal:
        raise Misuse(_("a workbook is no text for a terminal; name a file with --out, such as --out matrix.xlsx"))
    if options.out:
        options.out.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made
    form = FORMS[options.format]()
    books = opened(options, console, by_level=False)  # the level here is that of the publicity
    labels = labels_of(books.settings)
    if unknown := [level for level in options.level if level not in labels.levels]:
        said = _("there is no level “{name}”; known: {known}")
        raise Misuse(said.format(name=unknown[0], known=", ".join(labels.levels)))
    levels = tuple(level for level in labels.levels if level in options.level)
    asked = Asked(options.today, options.month or "", levels)
    channels = tuple(labels.channels)
    matrix = matrix_of(books.exemplars, channels, asked)
    month = options.month or f"{options.today:%Y-%m}"
    plan = matrix_of(books.exemplars, channels, asked._replace(month=month))
    data = form(matrix, plan, labels, books.settings.office.name, books.project.templates)
    if options.out:
        write_whole(options.out, data)
    else:
        console.write(data)
    if options.format != "text" or options.out:
        console.warn(empty(matrix))
    return closed(books, console)
