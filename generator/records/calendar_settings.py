"""calendar.yml: public holidays and the working days that make up for them, year by year, as the State Council sets."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.records.model import Part, Text
from generator.records.partial_date import FullDate


class Holiday(Part):
    """Days off in a row, both ends included; a single day needs no `to`."""

    name: Text
    start: FullDate = Field(alias="from")
    end: FullDate | None = Field(default=None, alias="to")

    @property
    def last(self) -> FullDate:
        """Its last day."""
        return self.end or self.start


class CalendarYear(Part):
    """One year: the notice it is taken from, the days off, and the Saturdays and Sundays that are worked."""

    year: Annotated[int, Field(strict=False, ge=1949, le=2999)]
    source: Text
    holidays: tuple[Holiday, ...] = ()
    workdays: tuple[FullDate, ...] = ()


class Calendar(Part):
    """All years that are known."""

    years: tuple[CalendarYear, ...] = ()
