"""The days on which a condition of the gate holds, and what is told of it.

A condition knows no day. It says from which day to which it holds, so it is computed once when a record is read, kept
on its card, and asked for any day by comparing texts.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple

from generator.records.partial_date import PartialDate

_NEVER = "never"  # greater than every date, for letters follow digits


class Window(NamedTuple):
    """From the day `opens` to the day `closes`, both included, as ISO 8601 text; "" is without limit."""

    opens: str = ""
    closes: str = ""

    def holds(self, day: str) -> bool:
        """Whether it holds on `day` (ISO 8601)."""
        return self.opens <= day and (not self.closes or day <= self.closes)

    @property
    def possible(self) -> bool:
        """Whether it holds on any day."""
        return self.opens != _NEVER and (not self.closes or self.opens <= self.closes)

    def meet(self, other: Window) -> Window:
        """The days on which both hold."""
        closes = min(self.closes, other.closes) if self.closes and other.closes else self.closes or other.closes
        return Window(max(self.opens, other.opens), closes)


ALWAYS = Window()
NEVER = Window(opens=_NEVER)


class Bar(NamedTuple):
    """A condition that does not hold on every day: its name, and when it holds as a `Window` says it."""

    condition: str
    opens: str
    closes: str

    def waits_for(self, day: str) -> str:
        """The day on which it will hold if nothing changes, seen from `day`; "" if there is none."""
        return self.opens if day < self.opens != _NEVER else ""


class Told(NamedTuple):
    """What a condition says of a record: how it stands, and if it fails, who mends it and how."""

    state: str
    remedy: str = ""


NOTHING = Told("")
"""What a condition says that does not concern a record."""


def known_by(date: PartialDate, updated: PartialDate) -> str:
    """The day by which what is dated `date` has surely happened.

    What is known to the month only has happened when the month is over; or on the day of the record's last change,
    if that lies in the month, for the record tells of it.
    """
    if len(date) == 10:
        return str(date)
    return str(updated) if updated.startswith(date) else date.last_day.isoformat()


@lru_cache(maxsize=20_000)  # the same days stand in many records
def day_before(date: PartialDate) -> str:
    """The day before the earliest that `date` can mean, as text."""
    day = date.first_day
    return (day - datetime.timedelta(days=1)).isoformat() if day > datetime.date.min else day.isoformat()


@lru_cache(maxsize=20_000)
def day_after(date: PartialDate) -> str:
    """The day after the latest that `date` can mean, as text."""
    day = date.last_day
    return (day + datetime.timedelta(days=1)).isoformat() if day < datetime.date.max else _NEVER
