"""What units did in a quarter, held against what is asked of them (每季度至少培树 1 个典型，每月上报信息不少于 3 条).

What counts, and for whom:

- an exemplar, in the quarter in which it was named (by the decision, else the earliest honour that stands, else the
  day from which it may be public), if it is named still: who was revoked or withdrawn since counts no more;
- an item of information, in the month in which it was handed to an outlet or published, one for each line of
  `publicity`, whatever became of the exemplar later;
- for the managing unit that the private overlay names, else the unit of the record. A unit of the quota answers for
  the units whose names begin with its own: 某镇 for 某镇某村; the longest name that fits wins.

A date of which only the year is known says nothing of a quarter. It is not counted, but told, if it is a unit's.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.office.managed import manager_of
from generator.office.matrix import Entry, entries_of
from generator.office.overlay import Overlay
from generator.office.roll import Exemplar
from generator.records.partial_date import PartialDate
from generator.records.quota import Quota
from generator.records.settings import Term

DONE = ("sent", "published")


class Quarter(NamedTuple):
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> Quarter:
        """The quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def months(self) -> tuple[str, ...]:
        """Its three months, YYYY-MM."""
        return tuple(f"{self.year:04}-{month:02}" for month in range(self.number * 3 - 2, self.number * 3 + 1))

    @property
    def last_day(self) -> datetime.date:
        """Its last day."""
        return PartialDate(self.months[-1]).last_day


class Asked(NamedTuple):
    """What is asked of a unit: `exemplars` a quarter, `items` a month. `names` are its Chinese name, then its id."""

    unit: str
    names: tuple[str, ...]
    exemplars: int
    items: int


class Reported(NamedTuple):
    """An item of information, and the exemplar it is about."""

    exemplar: Exemplar
    entry: Entry


class Count(NamedTuple):
    """What a unit did: its exemplars, and its items in each of `months`, of which `closed` says if they are over.

    `short` is by how many exemplars it missed a quarter that is over, `missing` by how many items each month.
    """

    asked: Asked
    exemplars: tuple[Exemplar, ...]
    items: tuple[tuple[Reported, ...], ...]
    months: tuple[str, ...]
    closed: tuple[bool, ...]

    @property
    def reported(self) -> int:
        """All items of the quarter."""
        return sum(map(len, self.items))

    @property
    def lacking(self) -> int:
        """The exemplars that are still missing, whether or not the quarter is over."""
        return max(0, self.asked.exemplars - len(self.exemplars))

    @property
    def short(self) -> int:
        """The same once the quarter is over; until then 0."""
        return self.lacking if all(self.closed) else 0

    @property
    def missing(self) -> tuple[int, ...]:
        """The items that each month lacks, of months that are over."""
        asked = self.asked.items
        return tuple(max(0, asked - len(month)) * over for month, over in zip(self.items, self.closed, strict=True))


class Tally(NamedTuple):
    """A quarter of all units as seen on `today`. `others` are those that no quota is set for.

    `vague` are the exemplars, and `vague_items` the number of items, whose date does not tell the quarter.
    """

    quarter: Quarter
    today: datetime.date
    units: tuple[Count, ...]
    others: Count
    vague: tuple[Exemplar, ...]
    vague_items: int

    @property
    def over(self) -> bool:
        """Whether the quarter has ended."""
        return self.quarter.last_day < self.today


def asked_of(quota: Quota, units: Sequence[Term], *, chinese: bool = True) -> tuple[Asked, ...]:
    """The units of the quota in its order, or those of the vocabulary where it lists none."""
    known = {unit.id: unit for unit in units}
    if not quota.units:
        return tuple(Asked(*_names(unit, chinese), quota.exemplars, quota.items) for unit in units)
    found: list[Asked] = []
    for one in quota.units:
        names = _names(known[one.unit], chinese) if one.unit in known else (one.unit, (one.unit,))
        exemplars = quota.exemplars if one.exemplars is None else one.exemplars
        found.append(Asked(*names, exemplars, quota.items if one.items is None else one.items))
    return tuple(found)


def _names(unit: Term, chinese: bool) -> tuple[str, tuple[str, ...]]:
    return (unit.zh if chinese else unit.en), (unit.zh, unit.id)


def tally_of(
    exemplars: Iterable[Exemplar], overlay: Overlay, asked: Sequence[Asked], quarter: Quarter, today: datetime.date
) -> Tally:
    """Count a quarter; what is dated after `today` has not happened yet."""
    named: dict[str, list[Exemplar]] = defaultdict(list)
    items: dict[tuple[str, str], list[Reported]] = defaultdict(list)
    vague: list[Exemplar] = []
    vague_items = 0
    for exemplar in exemplars:
        unit = answers_for(manager_of(exemplar, overlay), asked)
        when = _month(exemplar.named_on, quarter, today) if exemplar.stage == "named" else ""
        if when in quarter.months:
            named[unit].append(exemplar)
        elif when and unit:
            vague.append(exemplar)
        for entry in entries_of(exemplar, today) if exemplar.publicity else ():
            month = _month(entry.on, quarter, today) if entry.state in DONE else ""
            if month in quarter.months:
                items[unit, month].append(Reported(exemplar, entry))
            elif month and unit:
                vague_items += 1
    closed = tuple(PartialDate(month).last_day < today for month in quarter.months)

    def count(one: Asked) -> Count:
        by_month = tuple(tuple(items[one.unit, month]) for month in quarter.months)
        return Count(one, tuple(named[one.unit]), by_month, quarter.months, closed)

    others = count(Asked("", (), 0, 0))
    return Tally(quarter, today, tuple(map(count, asked)), others, tuple(vague), vague_items)


def answers_for(unit: str, asked: Sequence[Asked]) -> str:
    """The unit of the quota that answers for `unit`, "" if none does."""
    fitting = ((len(one.names[0]), one.unit) for one in asked if unit in one.names or unit.startswith(one.names[0]))
    return max(fitting, default=(0, ""))[1]


def _month(date: str, quarter: Quarter, today: datetime.date) -> str:
    """The month of a date if it lies in the quarter; its year if that is all that is known of one that might."""
    if len(date) == 4:
        return date if date == f"{quarter.year:04}" else ""
    month = date[:7]
    return month if month in quarter.months and date <= today.isoformat() else ""
