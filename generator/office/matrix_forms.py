"""The forms in which the matrix is given, text, CSV, a workbook or a page, and which sheets go into each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.language import _
from generator.office.matrix import Matrix
from generator.office.matrix_sheets import (
    counts_sheet,
    coverage_sheet,
    entries_sheet,
    gaps_sheet,
    matrix_sheet,
    plan_sheet,
)
from generator.office.matrix_words import Labels
from generator.office.sheet import Book, Sheet

Form = Callable[[Matrix, Matrix, Labels, str, Path], bytes]
"""Makes the bytes from the matrix, the same of one month, the labels, the office's name and the templates' folder."""

PAPER = 150
"""Columns of a terminal that A4 shows across in the type of the page."""
NAMES_IN_TEXT, NAMES_ON_PAGE = 8, 60
"""How many names are told of those who are missing in a channel."""


def _text() -> Form:
    from generator.office.sheet_text import as_text

    def made(matrix: Matrix, _plan: Matrix, labels: Labels, _office: str, _templates: Path) -> bytes:
        links: dict[str, int] = {}
        sheets = [matrix_sheet(matrix, labels, whom=1), counts_sheet(matrix, labels)] if matrix.rows else []
        sheets += [gaps_sheet(matrix, labels, NAMES_IN_TEXT)] if matrix.coverage else []
        told = [as_text(sheet, links) for sheet in sheets]
        if links:
            numbered = (f"[{number}] {link}" for link, number in links.items())
            told[0] += "\n\n" + "\n".join(numbered)
        return ("\n\n\n".join([*([empty(matrix)] if empty(matrix) else []), *told]) + "\n").encode()

    return made


def _csv() -> Form:
    from generator.office.sheet_csv import as_csv

    def made(matrix: Matrix, _plan: Matrix, labels: Labels, _office: str, _templates: Path) -> bytes:
        return as_csv(matrix_sheet(matrix, labels))

    return made


def _xlsx() -> Form:
    from generator.office.sheet_xlsx import as_xlsx

    def made(matrix: Matrix, plan: Matrix, labels: Labels, office: str, _templates: Path) -> bytes:
        sheets = (
            matrix_sheet(matrix, labels),
            plan_sheet(plan, labels),
            counts_sheet(matrix, labels),
            coverage_sheet(matrix, labels),
            entries_sheet(matrix, labels),
        )
        return as_xlsx(_book(matrix, office, sheets), matrix.asked.today)

    return made


def _html() -> Form:
    from generator.office.sheet_html import as_html

    def made(matrix: Matrix, plan: Matrix, labels: Labels, office: str, templates: Path) -> bytes:
        sheets = (
            *(matrix_sheet(matrix, labels).parts(PAPER) if matrix.rows else ()),
            *((plan_sheet(plan, labels),) if plan.rows else ()),
            *((counts_sheet(matrix, labels),) if matrix.rows else ()),
            gaps_sheet(matrix, labels, NAMES_ON_PAGE),
        )
        return as_html(_book(matrix, office, sheets), templates / "office" / "matrix.html.j2")

    return made


FORMS: dict[str, Callable[[], Form]] = {"text": _text, "csv": _csv, "xlsx": _xlsx, "html": _html}
"""Each loads what it needs when it is called, so that a missing package is told before any work is done."""


def empty(matrix: Matrix) -> str:
    """What to say of a matrix that is empty, and what to do about it; "" of one that is not."""
    if matrix.rows:
        return ""
    if matrix.asked.month or matrix.asked.levels:
        return _("Nothing was planned or published there; without --month and --level everything is shown.")
    return _("No record says anything of publicity yet. Add a line such as:") + (
        f"\n  publicity: [{{channel: newspaper, level: city, planned: {matrix.asked.today:%Y-%m}}}]"
    )


def _book(matrix: Matrix, office: str, sheets: tuple[Sheet, ...]) -> Book:
    day = _("as of {day}").format(day=matrix.asked.today.isoformat())
    return Book(_("Publicity matrix of exemplars"), f"{office}　{day}", sheets, empty(matrix))
