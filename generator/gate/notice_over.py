"""The public notice (公示) is over, and lasted as long as it must.

It is over on the day after its last. How long it must last, gate.yml says by kind, level and field: five working days
unless it says otherwise, counted by calendar.yml with the first and the last day. A notice that is recorded must be
over even where none was asked for.

Fails:

    approval: {basis: statutory, notice: {from: 2026-11-20, to: 2026-11-26, objections: none}}   # on 2026-11-25

Passes:

    approval: {basis: statutory, notice: {from: 2026-11-16, to: 2026-11-20, objections: none}}   # on 2026-11-25
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window, day_after
from generator.language import _, ngettext
from generator.records.gate_settings import NoticeDemand
from generator.records.model import Notice


def title() -> str:
    """What staff call it."""
    return _("public notice")


def window(case: Case) -> Window:
    """From the day after its last day; never if it is missing or too short."""
    demand = case.asked.notice
    notice = case.record.approval.notice if case.record.approval else None
    if notice is None:
        return NEVER if demand else ALWAYS
    if demand and _lasted(case, notice, demand) < demand.days:
        return NEVER
    return Window(day_after(notice.end))


def told(case: Case, window: Window, day: str) -> Told:
    """When it was, and how long it must be."""
    demand = case.asked.notice
    notice = case.record.approval.notice if case.record.approval else None
    if notice is None and demand is None:
        return NOTHING
    if notice is None:
        state = _("a public notice is asked for, and none is recorded")
        days = _days(demand) if demand else ""
        return Told(
            state, _("the office posts one for {days}; the editor writes notice: {{from: …, to: …}}").format(days=days)
        )
    state = _("public notice from {start} to {end}").format(start=notice.start, end=notice.end)
    if demand and not window.possible:
        state += _(", only {lasted} of {days}").format(lasted=_lasted(case, notice, demand), days=_days(demand))
        full = _full(case, notice, demand)
        return Told(state, _("the office keeps it posted; the editor writes to: {day} or later").format(day=full))
    if day < window.opens:
        return Told(
            state,
            _("the office waits for objections until its last day is over; it passes on {day}").format(
                day=window.opens
            ),
        )
    return Told(state)


def _lasted(case: Case, notice: Notice, demand: NoticeDemand) -> int:
    """How many of the days that count it lasted."""
    if demand.count == "working":
        return case.working.count(notice.start, notice.end)
    return (notice.end.day - notice.start.day).days + 1


def _full(case: Case, notice: Notice, demand: NoticeDemand) -> str:
    """The first day on which it could end."""
    if demand.count == "working":
        return case.working.reached(notice.start.day, demand.days).isoformat()
    return notice.start.day.fromordinal(notice.start.day.toordinal() + demand.days - 1).isoformat()


def _days(demand: NoticeDemand) -> str:
    if demand.count == "working":
        return ngettext("{n} working day", "{n} working days", demand.days).format(n=demand.days)
    return ngettext("{n} day", "{n} days", demand.days).format(n=demand.days)
