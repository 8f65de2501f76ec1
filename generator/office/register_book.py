"""The register as a book, and the forms in which it is given: a workbook, its first sheet as CSV, or counts as text."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from generator.language import _
from generator.office.matrix import Asked, matrix_of
from generator.office.matrix_sheets import coverage_sheet
from generator.office.matrix_words import Labels, labels_of
from generator.office.overlay import EMPTY
from generator.office.register import Inside, in_order, months_before, tracked
from generator.office.register_sheets import counts_sheet, register_sheet, stages_sheet, terms_of
from generator.office.roll import Exemplar
from generator.office.sheet import Book, Sheet
from generator.office.tracking_sheets import tracking_sheet
from generator.records.appraisal_settings import AppraisalSettings
from generator.settings import Settings

NOTHING = Inside(EMPTY, AppraisalSettings())


def register_book(
    exemplars: Sequence[Exemplar],
    settings: Settings,
    today: datetime.date,
    inside: Inside | None = None,
    more: Sequence[Sheet] = (),
) -> Book:
    """All sheets; `inside` adds what is private, `more` are sheets made elsewhere, such as that of due reviews."""
    terms, labels = terms_of(settings), labels_of(settings)
    ordered = in_order(exemplars, tuple(terms.fields), tuple(terms.levels))
    months = months_before(today)
    overlay = inside.overlay if inside else None
    sheets = (
        register_sheet(ordered, terms, inside),
        counts_sheet(ordered, terms),
        stages_sheet(ordered),
        tracking_sheet(tracked(ordered, overlay or EMPTY, months), months, labels, overlay),
        _coverage(ordered, labels, today),
        *more,
    )
    day = _("as of {day}").format(day=today.isoformat())
    marked = _("For internal use only; do not pass on") if inside else ""
    return Book(_("Register of exemplars"), f"{settings.office.name}　{day}", sheets, marked=marked)


def _coverage(exemplars: Sequence[Exemplar], labels: Labels, today: datetime.date) -> Sheet:
    sheet = coverage_sheet(matrix_of(exemplars, tuple(labels.channels), Asked(today)), labels)
    return sheet._replace(name=_("Publicity coverage"))


def _text() -> Callable[[Book, datetime.date], bytes]:
    from generator.office.sheet_text import as_text

    def made(book: Book, _today: datetime.date) -> bytes:
        told = [as_text(sheet, {}) for sheet in book.sheets[1:3]]
        return ("\n\n\n".join([*([book.marked] if book.marked else []), *told]) + "\n").encode()

    return made


def _csv() -> Callable[[Book, datetime.date], bytes]:
    from generator.office.sheet_csv import as_csv

    return lambda book, _today: as_csv(book.sheets[0])


def _xlsx() -> Callable[[Book, datetime.date], bytes]:
    from generator.office.sheet_xlsx import as_xlsx

    return as_xlsx


FORMS: dict[str, Callable[[], Callable[[Book, datetime.date], bytes]]] = {"text": _text, "csv": _csv, "xlsx": _xlsx}
"""Each loads what it needs when it is called, so that a missing package is told before any work is done."""
