"""The sheets of the register that run over time: 逐月跟踪, and 到期考核 from rows that are computed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.language import _
from generator.office.managed import manager_of
from generator.office.matrix_words import Labels, month_in_words
from generator.office.overlay import Overlay
from generator.office.register import ACTIVE, Month, Tracked
from generator.office.register_sheets import NAME, UNIT
from generator.office.sheet import Cell, Head, Line, Sheet, Tone, cell


def tracking_sheet(rows: Sequence[Tracked], months: Sequence[str], labels: Labels, overlay: Overlay | None) -> Sheet:
    """Each exemplar month by month: what was published or sent, and with the overlay what was noted, and by whom.

    The last column counts the months in which nothing at all is written.
    """
    heads = (
        Head(_("Exemplar"), width=NAME),
        Head(_("Managing unit") if overlay else _("Unit"), width=UNIT),
        *((Head(_("Liaison"), width=10),) if overlay else ()),
        *(Head(month_in_words(month), width=13) for month in months),
        Head(_("Months without an entry"), width=10),
    )
    told: list[tuple[Cell, ...]] = []
    for row in rows:
        exemplar = row.exemplar
        unit = manager_of(exemplar, overlay) if overlay else exemplar.unit
        contact = ((cell(overlay.of(exemplar.id).liaison.contact or ""),)) if overlay else ()
        empty = sum(not month.publicity and not month.notes for month in row.months)
        told.append(
            (cell(labels.exemplar(exemplar)), cell(unit), *contact, *(_month(m, labels) for m in row.months), empty)
        )
    note = _("What was published or sent in a month, from the records; from cultivating to suspended.")
    if overlay:
        note = _("What was published or sent, and what the liaison noted; from cultivating to suspended.")
    title = _("Tracking month by month")
    assert ACTIVE[0] == "cultivating"
    return Sheet(_("Tracking"), title, heads, tuple(told), 3 if overlay else 2, note, paper="A3")


def _month(month: Month, labels: Labels) -> Cell:
    words: dict[str, tuple[str, Tone]] = {"sent": (_("sent"), "sent"), "published": (_("published"), "published")}
    lines = [Line(note, by) for note, by in month.notes]
    for entry in month.publicity:
        word, tone = words[entry.state]
        lines.append(Line(f"{labels.channel(entry.channel)} {word}", tone=tone))
    return tuple(lines)


class Due(NamedTuple):
    """A review that falls due. Dates are as written or YYYY-MM-DD; `days` is negative once it is overdue."""

    name: str
    unit: str
    contact: str
    last: str
    due: str
    days: int


def due_sheet(rows: Sequence[Due]) -> Sheet:
    """到期考核: who is to be reviewed next, the most overdue first."""
    heads = (
        Head(_("Exemplar"), width=NAME),
        Head(_("Managing unit"), width=UNIT),
        Head(_("Liaison"), width=12),
        Head(_("Last review"), width=14),
        Head(_("Review due"), width=14),
        Head(_("State"), width=20),
    )
    told = tuple(
        (cell(row.name), cell(row.unit), cell(row.contact), cell(row.last), cell(row.due), (_state(row.days),))
        for row in sorted(rows, key=lambda row: (row.days, row.name))
    )
    return Sheet(_("Due reviews"), _("Reviews that fall due"), heads, told, 1)


def _state(days: int) -> Line:
    if days < 0:
        return Line(_("{n} days overdue").format(n=-days), tone="gap")
    return Line(_("in {n} days").format(n=days) if days else _("today"))
