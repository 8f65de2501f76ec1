"""Counts months from a day: a year after 29 February ends on 28 February."""

from __future__ import annotations

import calendar
import datetime


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later, or the month's last if it has no such day.

    So the Civil Code counts (art. 202 民法典); the last day of the calendar stands for what lies beyond it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
