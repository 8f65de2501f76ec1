"""Where gate.yml asks for it, the appraisal meets the threshold.

The record says only `meets` or `fails`. The score stays in the private overlay; `exemplar score --write` sets the word.

Fails:

    approval: {basis: statutory, appraisal: {result: fails, on: 2026-10-12}}

Passes:

    approval: {basis: statutory, appraisal: {result: meets, on: 2026-10-12}}
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window, known_by
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("appraisal")


def window(case: Case) -> Window:
    """From the day of the appraisal, if one is asked for."""
    if not case.asked.appraisal:
        return ALWAYS
    appraisal = case.record.approval.appraisal if case.record.approval else None
    if appraisal is None or appraisal.result != "meets":
        return NEVER
    return Window(known_by(appraisal.on, case.record.updated)) if appraisal.on else ALWAYS


def told(case: Case, window: Window, day: str) -> Told:
    """What the appraisal found."""
    if not case.asked.appraisal:
        return NOTHING
    appraisal = case.record.approval.appraisal if case.record.approval else None
    if appraisal is None:
        state = _("an appraisal is asked for, and none is recorded")
        return Told(state, _("whoever keeps the scores appraises it and runs `exemplar score --write`"))
    if appraisal.result == "fails":
        state = _("the appraisal is below the threshold")
        return Told(state, _("the unit makes up what it lacks and is appraised again; until then it is not commended"))
    if not window.holds(day):
        return Told(_("the appraisal is dated {day}").format(day=appraisal.on), _wait(window))
    return Told(_("meets the threshold"))


def _wait(window: Window) -> str:
    return _("nothing to do but wait until {day}").format(day=window.opens)
