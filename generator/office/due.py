"""Which reviews fall due, and when (定期考核).

The practice behind it: 省级以上集体、部级以上个人每半年考核一次，其他的每年一次. The periods stand in gate.yml under
`reviews`: the first demand that fits an exemplar's kind, level, fields and basis holds.

A period runs, as the gate's does, from the last review, or from the naming if there was none: the decision, else the
newest honour. A date that is known to the month or the year counts from its first day, so that nobody is late. A day
that the month in which a period ends does not have is that month's last: half a year after 31 August is 28 or 29
February.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from generator.gate.months import months_after
from generator.office.roll import Exemplar
from generator.records.gate_settings import GateSettings, ReviewDemand
from generator.records.model import Review
from generator.records.partial_date import PartialDate


class Due(NamedTuple):
    """A review that falls due `on` a day; after `last_day` an exemplar that was not reviewed leaves the site.

    `since` is the date, as written, from which the period of `months` runs: that of the review `last`, or where none
    was held that of the naming.
    """

    exemplar: Exemplar
    on: datetime.date
    last_day: datetime.date
    since: str
    months: int
    last: Review | None

    def days_left(self, today: datetime.date) -> int:
        """The days until it falls due; fewer than 0 when it is overdue."""
        return (self.on - today).days


class Reviews(NamedTuple):
    """The reviews of an office on `today`: all that are asked for, the earliest first.

    `until` is the last day that is looked at. `undated` are named exemplars whose period has no day to run from;
    `free` is of how many named exemplars no review is asked, and `ruled` says that gate.yml asks for reviews at all.
    """

    today: datetime.date
    until: datetime.date
    all: tuple[Due, ...]
    undated: tuple[Exemplar, ...]
    free: int
    ruled: bool = True

    @property
    def overdue(self) -> tuple[Due, ...]:
        """Those that should have been held before today."""
        return tuple(due for due in self.all if due.on < self.today)

    @property
    def coming(self) -> tuple[Due, ...]:
        """Those that fall due from today to `until`."""
        return tuple(due for due in self.all if self.today <= due.on <= self.until)


def reviews_due(
    exemplars: Iterable[Exemplar], settings: GateSettings, today: datetime.date, until: datetime.date
) -> Reviews:
    """The reviews of the named exemplars among these; nobody is reviewed before or after that stage."""
    found: list[Due] = []
    undated: list[Exemplar] = []
    free = 0
    for exemplar in exemplars:
        if exemplar.stage != "named":
            continue
        demand = demand_for(exemplar, settings)
        if demand is None:
            free += 1
        elif due := _due(exemplar, demand):
            found.append(due)
        else:
            undated.append(exemplar)
    found.sort(key=lambda due: (due.on, due.exemplar.kind != "person", due.exemplar.id))
    return Reviews(today, until, tuple(found), tuple(undated), free, bool(settings.reviews))


def demand_for(exemplar: Exemplar, settings: GateSettings) -> ReviewDemand | None:
    """The review that is asked of an exemplar."""
    of = exemplar.kind, exemplar.level or None, exemplar.fields, exemplar.basis
    return next((demand for demand in settings.reviews if demand.fits_values(*of)), None)


def _due(exemplar: Exemplar, demand: ReviewDemand) -> Due | None:
    if not exemplar.review_from:
        return None
    last = max(exemplar.reviews, key=lambda review: review.on, default=None)
    on = months_after(PartialDate(exemplar.review_from).first_day, demand.months)
    return Due(exemplar, on, until(on, demand.grace, "d"), exemplar.review_from, demand.months, last)


def until(today: datetime.date, number: int, unit: str) -> datetime.date:
    """The last day of so many days ("d"), weeks ("w") or months ("m") from `today`; at most the last day there is."""
    try:
        if unit == "m":
            return months_after(today, number)
        return today + datetime.timedelta(number * (7 if unit == "w" else 1))
    except (OverflowError, ValueError):
        return datetime.date.max


def lateness(on: datetime.date, today: datetime.date) -> tuple[int, int]:
    """How long ago `on` was: whole months, and the days that are left over."""
    months = (today.year - on.year) * 12 + today.month - on.month
    if months_after(on, months) > today:
        months -= 1
    return months, (today - months_after(on, months)).days
