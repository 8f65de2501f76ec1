"""The forms in which a quarter is given: text, CSV or a workbook; and the notice as PDF, Word document or text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.documents.circular import CHART_PPI, Circular, fill_circular, typeset_circular
from generator.documents.commission import Commission
from generator.language import _
from generator.office.matrix_words import Labels
from generator.office.overlay import Overlay
from generator.office.quota import Tally
from generator.office.quota_notice import as_text as notice_text
from generator.office.quota_sheets import exemplars_sheet, items_sheet, units_sheet
from generator.office.sheet import Book


class Words(NamedTuple):
    """What the sheets are worded with; `private` says that an overlay was given."""

    office: str
    labels: Labels
    levels: dict[str, str]
    overlay: Overlay
    private: bool


Form = Callable[[Tally, Words], bytes]


def _text() -> Form:
    from generator.office.sheet_text import as_text

    return lambda tally, _words: (as_text(units_sheet(tally), {}) + "\n").encode()


def _csv() -> Form:
    from generator.office.sheet_csv import as_csv

    return lambda tally, _words: as_csv(units_sheet(tally))


def _xlsx() -> Form:
    from generator.office.sheet_xlsx import as_xlsx

    def made(tally: Tally, words: Words) -> bytes:
        about = [words.office, _("as of {day}").format(day=tally.today.isoformat())]
        marked = _("For internal use only; do not pass on") if words.private else ""
        sheets = (
            units_sheet(tally),
            exemplars_sheet(tally, words.levels, words.overlay),
            items_sheet(tally, words.labels),
        )
        return as_xlsx(
            Book(_("Exemplars and information by unit"), "　".join(about), sheets, marked=marked), tally.today
        )

    return made


FORMS: dict[str, Callable[[], Form]] = {"text": _text, "csv": _csv, "xlsx": _xlsx}
"""Each loads what it needs when it is called, so that a missing package is told before any work is done."""


def _pdf(circular: Circular, folder: Path) -> bytes:
    return typeset_circular(Commission(folder / "quota.typ", "quota.pdf"), circular)


def _docx(circular: Circular, folder: Path) -> bytes:
    picture = Commission(folder / "quota.typ", "quota.png", "chart")
    chart = typeset_circular(picture, circular, CHART_PPI)
    return fill_circular(Commission(folder / "quota.docx", "quota.docx"), circular, chart)


NOTICES: dict[str, Callable[[Circular, Path], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "txt": lambda circular, _folder: notice_text(circular).encode(),
}
"""The notice, from the templates in the bulletin's folder. Raise `TemplateFailed` and `GlyphsMissing`."""
