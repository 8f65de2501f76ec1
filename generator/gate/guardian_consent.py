"""For a child under fourteen a guardian has consented.

PIPL art. 31 asks for it whatever the basis is. The record says only that the exemplar is a minor, never a birth date.

Fails:

    approval: {basis: news, minor: true}

Passes:

    approval: {basis: news, minor: true, consent: {on: 2011-06-01, scope: [site], guardian: 2011-06-01}}
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window, known_by
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("guardian")


def window(case: Case) -> Window:
    """From the day on which the guardian consented."""
    approval = case.record.approval
    if approval is None or approval.minor != "true":
        return ALWAYS
    consent = approval.consent
    if consent is None or not consent.guardian:
        return NEVER
    return Window(known_by(consent.guardian, case.record.updated))


def told(case: Case, window: Window, day: str) -> Told:
    """Who has to sign."""
    approval = case.record.approval
    if approval is None or approval.minor != "true":
        return NOTHING
    consent = approval.consent
    if consent is None or not consent.guardian:
        state = _("under fourteen, and no guardian's consent is recorded")
        return Told(state, _("the liaison has a parent or guardian sign; the editor writes consent: guardian: the day"))
    state = _("the guardian's consent of {day}").format(day=consent.guardian)
    if window.holds(day):
        return Told(state)
    return Told(state, _("nothing to do but wait until {day}").format(day=window.opens))
