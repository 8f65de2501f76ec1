"""Counts months from a day: a year after 29 February ends on 28 February."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from generator.records.partial_date import PartialDate


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later, or the month's last if it has no such day.

    So the Civil Code counts (art. 202 民法典); the last day of the calendar stands for what lies beyond it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=20_000)  # the same days stand in many records
def term_after(date: PartialDate, months: int, grace: int = 0) -> str:
    """The last day of a term that runs from the earliest day that `date` can mean, with days of grace; as text."""
    last = months_after(date.first_day, months).toordinal() + grace
    return datetime.date.fromordinal(min(last, datetime.date.max.toordinal())).isoformat()
