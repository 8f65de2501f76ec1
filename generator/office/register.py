"""The register of exemplars (登记造册) as figures: by field and level, by stage, and month by month."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.office.overlay import Overlay
from generator.office.roll import Exemplar
from generator.records.appraisal_settings import AppraisalSettings
from generator.records.model import Publicity, Stage

ACTIVE: tuple[Stage, ...] = ("cultivating", "nominated", "noticed", "named", "suspended")
"""Stages in which an exemplar is tracked month by month: known to the office, and not given up."""
MONTHS = 12


class Inside(NamedTuple):
    """What the register may say besides the records: the overlay, and the tables to add up its scores by."""

    overlay: Overlay
    appraisals: AppraisalSettings


class Crossing(NamedTuple):
    """How many exemplars stand where a field and a level cross; one of several fields counts in each of them."""

    fields: tuple[str, ...]
    levels: tuple[str, ...]
    counts: Counter[tuple[str, str]]
    by_level: Counter[str]
    persons: Counter[str]
    organizations: Counter[str]


class Month(NamedTuple):
    """A month of an exemplar: what was published or sent; the overlay's notes, with their writer if not the liaison."""

    publicity: tuple[Publicity, ...]
    notes: tuple[tuple[str, str], ...]


class Tracked(NamedTuple):
    """An exemplar month by month."""

    exemplar: Exemplar
    months: tuple[Month, ...]


def in_order(exemplars: Iterable[Exemplar], fields: Sequence[str], levels: Sequence[str]) -> tuple[Exemplar, ...]:
    """By field and level as the vocabulary orders them, then by id; what it does not know comes last."""
    field_rank = {id_: number for number, id_ in enumerate(fields)}
    level_rank = {id_: number for number, id_ in enumerate(levels)}

    def rank(one: Exemplar) -> tuple[int, int, str]:
        first = field_rank.get(one.fields[0], len(fields)) if one.fields else len(fields)
        return first, level_rank.get(one.level, len(levels)), one.id

    return tuple(sorted(exemplars, key=rank))


def crossed(exemplars: Sequence[Exemplar], fields: Sequence[str], levels: Sequence[str]) -> Crossing:
    """Field by level; only fields that somebody has, all levels, and "" where a record names none."""
    counts = Counter((field, one.level) for one in exemplars for field in one.fields)
    used = {field for field, _level in counts}
    named = [*(field for field in fields if field in used), *sorted(used - set(fields))]
    others = sorted({one.level for one in exemplars} - set(levels), reverse=True)  # "" comes last
    kinds = {
        kind: Counter(field for one in exemplars if one.kind == kind for field in one.fields)
        for kind in ("person", "organization")
    }
    by_level = Counter(one.level for one in exemplars)
    return Crossing(
        tuple(named), (*levels, *others), counts, by_level, kinds["person"], kinds["organization"]
    )  # fmt: skip


def months_before(today: datetime.date, count: int = MONTHS) -> tuple[str, ...]:
    """The last `count` months up to that of `today`, YYYY-MM, the earliest first."""
    last = today.year * 12 + today.month - 1
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - count + 1, last + 1))


def tracked(exemplars: Iterable[Exemplar], overlay: Overlay, months: Sequence[str]) -> tuple[Tracked, ...]:
    """Those that are tracked, with what happened in each of `months`."""
    return tuple(
        Tracked(one, tuple(_month(one, overlay, month) for month in months))
        for one in exemplars
        if one.stage in ACTIVE
    )  # fmt: skip


def _month(exemplar: Exemplar, overlay: Overlay, month: str) -> Month:
    done = (cell for cell in exemplar.publicity if cell.state != "planned" and (cell.on or "").startswith(month))
    private = overlay.of(exemplar.id)
    usual = private.liaison.contact  # who writes every month is named once
    notes = (
        (entry.note, entry.by if entry.by and entry.by != usual else "")
        for entry in private.tracking
        if entry.month == month
    )
    return Month(tuple(done), tuple(notes))
