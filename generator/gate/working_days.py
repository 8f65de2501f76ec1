"""Counts working days by calendar.yml: Monday to Friday without public holidays, with the days that make up."""

from __future__ import annotations

import datetime

from generator.records.calendar_settings import Calendar

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
        self._years = {year.year for year in calendar.years}
        self._counted: dict[tuple[datetime.date, datetime.date], int] = {}

    def is_working(self, day: datetime.date) -> bool:
        """Whether offices work on `day`."""
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)

    def count(self, first: datetime.date, last: datetime.date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        span = first, last
        if span not in self._counted:  # many records stand in one notice
            self._counted[span] = sum(map(self.is_working, _days(first, last)))
        return self._counted[span]

    def reached(self, first: datetime.date, days: int) -> datetime.date:
        """The day on which, beginning with `first`, so many working days are full."""
        day = first
        left = days - self.is_working(day)
        while left > 0:
            day += datetime.timedelta(days=1)
            left -= self.is_working(day)
        return day

    def lacking(self, first: datetime.date, last: datetime.date) -> list[int]:
        """The years from `first` to `last` that the calendar does not know."""
        return [year for year in range(first.year, last.year + 1) if year not in self._years]


def _days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
