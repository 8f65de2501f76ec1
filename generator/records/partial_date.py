"""Dates as far as they are known: 2011, 2011-07 or 2011-07-01 (ISO 8601-1:2019, 5.2.2, calendar dates)."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

if TYPE_CHECKING:  # loading it takes 6 ms
    from pydantic import GetJsonSchemaHandler

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


class PartialDate(str):
    """A date of year, month or day precision, kept as the characters it was written with.

    Being text it sorts with others of its kind in calendar order: a year before its months.
    """

    __slots__ = ()
    FORMAT: ClassVar = "partial-date"
    """What JSON Schema calls it; ours, for the standard knows no format for dates that are known in part."""

    @property
    def year(self) -> int:
        """The year, 1 to 9999."""
        return int(self[:4])

    @property
    def first_day(self) -> datetime.date:
        """The earliest day it can mean."""
        year, month, day = (int(part) for part in (self + "-01-01")[:10].split("-"))
        return datetime.date(year, month, day)

    @property
    def last_day(self) -> datetime.date:
        """The latest day it can mean."""
        if len(self) == 10:
            return self.first_day
        month = int(self[5:7]) if len(self) == 7 else 12
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @classmethod
    @lru_cache(maxsize=20_000)  # the same days stand in many records
    def parse(cls, text: str) -> PartialDate:
        """`text` as a date; raises `ValueError` for another form or a day that is not on the calendar."""
        match = _FORM.match(text)
        if not match:
            raise ValueError("form")
        year, month, day = match.groups()
        datetime.date(int(year), int(month or 1), int(day or 1))
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._validated, core_schema.str_schema(pattern=None), serialization=None
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "format": cls.FORMAT}

    @classmethod
    def _validated(cls, text: str) -> PartialDate:
        try:
            return cls.parse(text)
        except ValueError as error:
            form = "form" if not _FORM.match(text) else "calendar"
            raise PydanticCustomError("date_real", "not a date", {"why": form}) from error


class FullDate(PartialDate):
    """A date to the day."""

    __slots__ = ()
    FORMAT = "date"

    @property
    def day(self) -> datetime.date:
        """The day."""
        return self.first_day

    @classmethod
    def _validated(cls, text: str) -> PartialDate:
        date = super()._validated(text)
        if len(date) != 10:
            raise PydanticCustomError("date_real", "no day", {"why": "day"})
        return date
