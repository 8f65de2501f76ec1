"""Publishing rests on a legal basis; a consent covers the site and was not withdrawn.

A person's data may be published with separate consent (PIPL art. 25), by statutory duty (art. 13.3), as news in the
public interest (art. 13.5), or because it is public already and the person did not refuse (art. 27). Consent may be
withdrawn at any time (art. 15); from that day nothing is published, whatever the basis.

Fails:

    approval: {basis: consent, consent: {on: 2011-06-01, scope: [media]}}

Passes:

    approval: {basis: consent, consent: {on: 2011-06-01, scope: [site, media]}}
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, Told, Window, day_before, known_by
from generator.language import _
from generator.records.model import Basis


def title() -> str:
    """What staff call it."""
    return _("legal basis")


def window(case: Case) -> Window:
    """From the day of the consent to the day before its withdrawal; always for another basis."""
    approval = case.record.approval
    if approval is None:
        return NEVER
    consent = approval.consent
    if approval.basis != "consent":
        if consent is None or not consent.withdrawn:
            return ALWAYS
        return Window(closes=day_before(consent.withdrawn))
    if consent is None or "site" not in consent.scope:
        return NEVER
    closes = day_before(consent.withdrawn) if consent.withdrawn else ""
    return Window(known_by(consent.on, case.record.updated), closes)


def told(case: Case, window: Window, day: str) -> Told:
    """The basis, and what a consent lacks."""
    approval = case.record.approval
    if approval is None:
        state = _("the record gives no legal basis")
        return Told(
            state, _("the editor asks the person for consent, or finds another basis, and writes approval: basis")
        )
    consent = approval.consent
    if approval.basis == "consent":
        if consent is None:
            state = _("the basis is consent, and no consent is recorded")
            return Told(state, _("the liaison has the person sign; the editor writes consent: {on: …, scope: [site]}"))
        if "site" not in consent.scope:
            state = _("the consent of {day} does not cover the site").format(day=consent.on)
            return Told(
                state, _("the liaison asks the person; if the site is agreed to, the editor adds site to the scope")
            )
        if day < window.opens:
            state = _("the consent is dated {day}").format(day=consent.on)
            return Told(state, _("nothing to do but wait until {day}").format(day=window.opens))
    if consent and consent.withdrawn and not window.holds(day):
        state = _("the consent was withdrawn on {day}").format(day=consent.withdrawn)
        return Told(state, _("the editor sets stage: withdrawn; only a new consent of the person can undo it"))
    return Told(_basis(approval.basis, str(consent.on) if consent and approval.basis == "consent" else ""))


def _basis(basis: Basis, on: str) -> str:
    if basis == "consent":
        return _("the person's consent of {day}").format(day=on)
    return {
        "statutory": _("statutory duty"),
        "news": _("news in the public interest"),
        "public": _("public already"),
    }[basis]
