"""Counts working days by calendar.yml: Monday to Friday without public holidays, with the days that make up."""

from __future__ import annotations

import datetime

from generator.records.calendar_settings import Calendar
from generator.records.partial_date import FullDate

_SATURDAY = 5


class WorkingDays:
    """The working days of a calendar. In a year that it lacks, every Monday to Friday counts."""

    def __init__(self, calendar: Calendar) -> None:
        self._off = {
            day
            for year in calendar.years
            for holiday in year.holidays
            for day in _days(holiday.start.day, holiday.last.day)
        }
        self._worked = {day.day for year in calendar.years for day in year.workdays}
        self._counted: dict[tuple[str, str], int] = {}

    def is_working(self, day: datetime.date) -> bool:
        """Whether offices work on `day`."""
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)

    def count(self, first: FullDate, last: FullDate) -> int:
        """How many working days there are from `first` to `last`, both included."""
        counted = self._counted.get((first, last))  # many records stand in one notice
        if counted is None:
            counted = self._counted[first, last] = sum(map(self.is_working, _days(first.day, last.day)))
        return counted

    def reached(self, first: datetime.date, days: int) -> datetime.date:
        """The day on which, beginning with `first`, so many working days are full."""
        day = first
        left = days - self.is_working(day)
        while left > 0:
            day += datetime.timedelta(days=1)
            left -= self.is_working(day)
        return day


def _days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
