"""A record before the gate, together with what the office asks of its like."""

from __future__ import annotations

from typing import NamedTuple

from generator.gate.working_days import WorkingDays
from generator.records.calendar_settings import Calendar
from generator.records.folders import Kind
from generator.records.gate_settings import CheckDemand, GateSettings, NoticeDemand, ReviewDemand
from generator.records.model import Record


class Asked(NamedTuple):
    """What gate.yml asks of records of one kind, level, choice of fields and basis.

    `bodies` are names with how many months an answer holds that states no end, or None if for good.
    """

    bodies: tuple[tuple[str, int | None], ...] = ()
    notice: NoticeDemand | None = None
    decision: bool = False
    appraisal: bool = False
    review: ReviewDemand | None = None


class Case(NamedTuple):
    """A record, its kind, what is asked of it, and how working days are counted."""

    kind: Kind
    record: Record
    asked: Asked
    working: WorkingDays


class Rules:
    """The settings of the gate, looked up once for all records that are alike."""

    def __init__(self, settings: GateSettings, calendar: Calendar) -> None:
        self._settings = settings
        self._working = WorkingDays(calendar)
        self._asked: dict[tuple[object, ...], Asked] = {}

    def case(self, kind: Kind, record: Record) -> Case:
        """The record before the gate."""
        basis = record.approval.basis if record.approval else None
        alike = kind, record.level, record.fields_, basis
        asked = self._asked.get(alike)
        if asked is None:
            asked = self._asked[alike] = self._of(kind, record)
        return Case(kind, record, asked, self._working)

    def _of(self, kind: Kind, record: Record) -> Asked:
        given = self._settings
        return Asked(
            _bodies([demand for demand in given.checks if demand.fits(kind, record)]),
            next((demand for demand in given.notice if demand.fits(kind, record)), None),
            any(demand.fits(kind, record) for demand in given.decision),
            any(demand.fits(kind, record) for demand in given.appraisal),
            given.review_for(kind, record),
        )


def _bodies(demands: list[CheckDemand]) -> tuple[tuple[str, int | None], ...]:
    """Every body that is asked for, once; of two terms the shorter holds."""
    found: dict[str, int | None] = {}
    for demand in demands:
        for body in demand.by:
            terms = [months for months in (found.get(body), demand.months) if months]
            found[body] = min(terms, default=None)
    return tuple(found.items())
