"""The publicity matrix: exemplars by channels at county, city, province and national level, planned against done.

The practice behind it: 每月在县、市、省、中央宣传推介典型计划安排表,
and 报刊有文章、电视有图像、广播有声音、网络有专题.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.office.roll import Exemplar
from generator.records.model import Publicity, PublicityState
from generator.records.partial_date import PartialDate

LEVELS = ("county", "city", "province", "national")
"""县、市、省、中央, in the order in which the plan names them."""
HALTED = ("suspended", "revoked", "withdrawn")
"""Stages in which nothing more is publicised, so that an old plan leaves no gap."""


class Asked(NamedTuple):
    """What of the matrix is wanted. `month` is YYYY-MM or "" for all time; no `levels` are all of them."""

    today: datetime.date
    month: str = ""
    levels: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One publication, planned or done. Texts are "" where the record says nothing; dates are as written.

    A `gap` is a plan for a month that is past or present, of which nothing has been published.
    """

    level: str
    channel: str
    outlet: str
    state: PublicityState
    planned: str
    on: str
    url: str
    gap: bool


class Column(NamedTuple):
    """A channel at a level."""

    level: str
    channel: str


class Row(NamedTuple):
    """An exemplar with its entries, the earliest first."""

    exemplar: Exemplar
    entries: tuple[Entry, ...]

    def at(self, column: Column) -> list[Entry]:
        """The entries of one cell."""
        return [entry for entry in self.entries if (entry.level, entry.channel) == column]


class Count(NamedTuple):
    """Planned against done at one level: of `planned` entries `done` were published, `sent` handed over, `gap` due.

    `beyond` were published without a plan or, in the matrix of one month, by the plan of another.
    """

    level: str
    planned: int
    done: int
    sent: int
    gap: int
    beyond: int


class Covered(NamedTuple):
    """How often something was published about an exemplar, by channel."""

    exemplar: Exemplar
    published: dict[str, int]


class Matrix(NamedTuple):
    """The matrix of all time or of a month. Rows are the exemplars that have an entry in it.

    `coverage` reaches over all time and holds the named exemplars only: nobody else is to be publicised.
    """

    asked: Asked
    levels: tuple[str, ...]
    channels: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counts: tuple[Count, ...]
    coverage: tuple[Covered, ...]

    def missing(self, channel: str) -> list[Exemplar]:
        """The named exemplars of whom nothing was published in `channel`."""
        return [line.exemplar for line in self.coverage if not line.published.get(channel)]


def matrix_of(exemplars: Iterable[Exemplar], channels: Sequence[str], asked: Asked) -> Matrix:
    """The matrix of `exemplars`; `channels` are the known ones in their order, others follow as records name them."""
    whole = [Row(exemplar, _of_levels(entries_of(exemplar, asked.today), asked.levels)) for exemplar in exemplars]
    entries = [entry for row in whole for entry in row.entries]
    known = (*channels, *sorted({entry.channel for entry in entries} - set(channels)))
    rows = [Row(row.exemplar, tuple(entry for entry in row.entries if _concerns(entry, asked.month))) for row in whole]
    shown = [entry for row in rows for entry in row.entries]
    other = {entry.level for entry in shown} - set(LEVELS)
    # What stands at no level comes last: "" sorts before all names.
    levels = asked.levels or (*LEVELS, *sorted(other - {""}), *(other & {""}))
    there = {(entry.level, entry.channel) for entry in shown}
    return Matrix(
        asked,
        tuple(levels),
        known,
        tuple(Column(level, channel) for level in levels for channel in known if (level, channel) in there),
        tuple(row for row in rows if row.entries),
        tuple(count_of(level, [entry for entry in shown if entry.level == level], asked.month) for level in levels),
        tuple(_covered(row) for row in whole if row.exemplar.stage == "named"),
    )


def entries_of(exemplar: Exemplar, today: datetime.date) -> tuple[Entry, ...]:
    """The publicity of an exemplar as entries, the earliest first.

    A publication that stands apart from the plan it carries out, same channel and level, is joined with it.
    """
    free = [cell for cell in exemplar.publicity if cell.state == "published" and not cell.planned]
    joined: list[tuple[Publicity, str]] = []
    for cell in sorted(exemplar.publicity, key=lambda cell: cell.planned or ""):
        if cell.planned and cell.state != "published":
            done = next((other for other in free if _carries_out(other, cell)), None)
            if done:
                free = [other for other in free if other is not done]
                outlet = done.outlet or cell.outlet
                joined.append((done.model_copy(update={"outlet": outlet}), cell.planned))
                continue
        elif cell.state == "published" and not cell.planned:
            continue  # free until a plan takes it
        joined.append((cell, cell.planned or ""))
    joined += [(cell, "") for cell in free]
    halted = exemplar.stage in HALTED
    entries = [_entry(cell, planned, today, halted) for cell, planned in joined]
    return tuple(sorted(entries, key=lambda entry: entry.on or entry.planned or "9"))


def _carries_out(done: Publicity, plan: Publicity) -> bool:
    """Whether a publication can be the one that was planned: not before its month, and by no other outlet."""
    assert plan.planned
    return (
        (done.channel, done.level) == (plan.channel, plan.level)
        and (not done.outlet or not plan.outlet or done.outlet == plan.outlet)
        and (not done.on or done.on.last_day >= plan.planned.first_day.replace(day=1))
    )


def _entry(cell: Publicity, planned: str, today: datetime.date, halted: bool) -> Entry:
    due = bool(planned) and month_due(planned) <= today.isoformat()[:7]
    return Entry(
        cell.level or "",
        cell.channel,
        cell.outlet or "",
        cell.state,
        planned,
        cell.on or "",
        cell.url or "",
        due and cell.state != "published" and not halted,
    )


def month_due(planned: str) -> str:
    """The month, YYYY-MM, by whose end a plan is to be carried out; that of a whole year is December."""
    return PartialDate(planned).last_day.isoformat()[:7]


def _of_levels(entries: tuple[Entry, ...], levels: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.level in levels) if levels else entries


def _concerns(entry: Entry, month: str) -> bool:
    return not month or _planned_in(entry, month) or entry.on.startswith(month)


def _planned_in(entry: Entry, month: str) -> bool:
    return bool(entry.planned) and (not month or month_due(entry.planned) == month)


def count_of(level: str, entries: Sequence[Entry], month: str) -> Count:
    """The count of entries that concern `month`, or of all time."""
    states = Counter((_planned_in(entry, month), entry.state) for entry in entries)
    gaps = sum(entry.gap for entry in entries if _planned_in(entry, month))
    planned = sum(number for (by_plan, _state), number in states.items() if by_plan)
    return Count(level, planned, states[True, "published"], states[True, "sent"], gaps, states[False, "published"])


def _covered(row: Row) -> Covered:
    return Covered(row.exemplar, Counter(entry.channel for entry in row.entries if entry.state == "published"))
