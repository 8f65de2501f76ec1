"""Where gate.yml asks for it, the decision to name has a number; and nobody is published before the decision.

Fails:

    approval: {basis: statutory, decision: {by: 虚构县委, on: 2026-11-01}}

Passes:

    approval: {basis: statutory, decision: {number: 虚构〔2026〕1号, by: 虚构县委, on: 2026-11-01}}
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window, known_by
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("decision")


def window(case: Case) -> Window:
    """From the day of the decision."""
    decision = case.record.approval.decision if case.record.approval else None
    if case.asked.decision and (decision is None or not decision.number):
        return NEVER
    if decision is None or not decision.on:
        return ALWAYS
    return Window(known_by(decision.on, case.record.updated))


def told(case: Case, window: Window, day: str) -> Told:
    """The decision, and what it lacks."""
    decision = case.record.approval.decision if case.record.approval else None
    if decision is None and not case.asked.decision:
        return NOTHING
    if decision is None:
        state = _("a decision is asked for, and none is recorded")
        return Told(state, _("the body that names decides; the editor writes decision: {number: …, by: …, on: …}"))
    if not window.possible:
        state = _("the decision has no number")
        return Told(state, _("the editor asks the deciding body's records office and adds the number of the document"))
    state = _("decision {number}").format(number=decision.number or decision.on or decision.by or "")
    if window.holds(day):
        return Told(state)
    return Told(
        _("the decision is dated {day}").format(day=decision.on),
        _("nothing to do but wait until {day}").format(day=window.opens),
    )
