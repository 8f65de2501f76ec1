"""Reviews as sheets: what is overdue, what falls due, and the plan of all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from generator.language import _, ngettext
from generator.office.due import Due, Reviews, lateness
from generator.office.managed import manager_of
from generator.office.matrix_words import listed
from generator.office.overlay import Overlay
from generator.office.roll import Exemplar
from generator.office.sheet import Cell, Head, Line, Sheet, cell

_NAMES = 12
"""How many names are told of those without a day to count from."""


class Whose(NamedTuple):
    """What tells whose reviews these are: the labels of levels by id, and the overlay if one was given."""

    levels: dict[str, str]
    overlay: Overlay
    private: bool

    def level(self, exemplar: Exemplar) -> str:
        """The level of an exemplar as the vocabulary calls it."""
        return self.levels.get(exemplar.level, exemplar.level)


def overdue_sheet(reviews: Reviews, whose: Whose) -> Sheet:
    """What should have been reviewed before today, the longest overdue first."""
    title = _("Overdue: {n}").format(n=len(reviews.overdue))
    return _sheet(_("Overdue reviews"), title, reviews.overdue, reviews, whose)


def coming_sheet(reviews: Reviews, whose: Whose) -> Sheet:
    """What falls due from today on, day by day."""
    title = _("Due by {day}: {n}").format(day=reviews.until.isoformat(), n=len(reviews.coming))
    return _sheet(_("Coming reviews"), title, reviews.coming, reviews, whose)


def due_sheet(reviews: Reviews, whose: Whose) -> Sheet:
    """Both in one."""
    title = _("Reviews that are overdue or fall due by {day}").format(day=reviews.until.isoformat())
    sheet = _sheet(_("Due reviews"), title, (*reviews.overdue, *reviews.coming), reviews, whose)
    return sheet._replace(note=rule())


def plan_sheet(reviews: Reviews, whose: Whose) -> Sheet:
    """Every review that is asked for, whenever it falls due; those without a day to count from come last."""
    sheet = _sheet(_("All reviews"), _("Plan of all reviews"), reviews.all, reviews, whose)
    rows = tuple(_undated(exemplar, whose) for exemplar in reviews.undated)
    return sheet._replace(rows=sheet.rows + rows, note=rule())


def rule() -> str:
    """How the day is found, in a sentence."""
    return _(
        "The periods stand in gate.yml under “reviews” and run from the last review, or from the naming if there was "
        "none; a date known to the month or year counts from its first day. A page stays up until the days of grace "
        "are over."
    )


def remarks(reviews: Reviews) -> list[str]:
    """What is to be known beside the sheets: who cannot be counted, and of how many nothing is asked."""
    said: list[str] = []
    if reviews.undated:
        names = listed(exemplar.name for exemplar in reviews.undated[:_NAMES])
        more = len(reviews.undated) - _NAMES
        names = _("{names} and {n} more").format(names=names, n=more) if more > 0 else names
        text = _("No day to count from: {names}. Please enter the day of the decision (approval.decision.on).")
        said.append(text.format(names=names))
    if reviews.free:
        text = ngettext(
            "Of {n} more named exemplar gate.yml asks no review (its “reviews” say of whom: kinds, levels, bases).",
            "Of {n} more named exemplars gate.yml asks no review (its “reviews” say of whom: kinds, levels, bases).",
            reviews.free,
        )
        said.append(text.format(n=reviews.free))
    return said


def _sheet(name: str, title: str, rows: Iterable[Due], reviews: Reviews, whose: Whose) -> Sheet:
    heads = [
        Head(_("Due"), width=11),
        Head(_("Time left"), width=18),
        Head(_("Exemplar"), width=18),
        Head(_("Unit"), width=24),
        Head(_("Level"), width=8),
        Head(_("Period"), width=11),
        Head(_("Last review"), width=26),
        Head(_("Page stays until"), width=14),
    ]
    if whose.private:
        heads += [
            Head(_("Managing unit"), width=20),
            Head(_("Leader in charge"), width=10),
            Head(_("Liaison"), width=10),
        ]
    return Sheet(name, title, tuple(heads), tuple(_row(due, reviews.today, whose) for due in rows), 3)


def _row(due: Due, today: datetime.date, whose: Whose) -> tuple[Cell, ...]:
    exemplar = due.exemplar
    late = due.on < today
    return (
        cell(due.on.isoformat()),
        (Line(time_left(due, today), tone="gap" if late else ""),),
        cell(exemplar.name),
        cell(exemplar.unit),
        cell(whose.level(exemplar)),
        cell(period(due.months)),
        cell(last_review(due)),
        (Line(due.last_day.isoformat(), tone="gap" if due.last_day < today else ""),),
        *_private(exemplar, whose),
    )


def _undated(exemplar: Exemplar, whose: Whose) -> tuple[Cell, ...]:
    said = (Line(_("no day to count from"), tone="gap"),)
    level = cell(whose.level(exemplar))
    return ((), said, cell(exemplar.name), cell(exemplar.unit), level, (), (), (), *_private(exemplar, whose))


def _private(exemplar: Exemplar, whose: Whose) -> tuple[Cell, ...]:
    if not whose.private:
        return ()
    liaison = whose.overlay.of(exemplar.id).liaison
    return cell(manager_of(exemplar, whose.overlay)), cell(liaison.leader or ""), cell(liaison.contact or "")


def time_left(due: Due, today: datetime.date) -> str:
    """How long it is still, or how long it is overdue."""
    left = due.days_left(today)
    if left == 0:
        return _("today")
    if left > 0:
        return ngettext("in {n} day", "in {n} days", left).format(n=left)
    months, days = lateness(due.on, today)
    if months == 0:
        return ngettext("{n} day overdue", "{n} days overdue", days).format(n=days)
    years, months = divmod(months, 12)
    if years == 0:
        return ngettext("{n} month overdue", "{n} months overdue", months).format(n=months)
    if months == 0:
        return ngettext("{n} year overdue", "{n} years overdue", years).format(n=years)
    return _("{y} y {m} m overdue").format(y=years, m=months)


def period(months: int) -> str:
    """How often reviews are held."""
    if months == 6:
        return _("half-yearly")
    if months == 12:
        return _("yearly")
    return ngettext("every {n} month", "every {n} months", months).format(n=months)


def last_review(due: Due) -> str:
    """The last review, by whom and with what result; or that there was none, and from when the period runs."""
    if due.last is None:
        return _("never; named {day}").format(day=due.since)
    by = f"{due.last.by}：" if due.last.by else ""
    return f"{due.last.on} {by}{due.last.result}"
