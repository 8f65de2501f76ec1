"""A record of a child under 14 says so, with `approval: {minor: true}`.

What concerns children under 14 may be published with a guardian's consent only (PIPL, art. 31). The day of birth stands
in the private overlay alone, so the gate can ask for that consent only if the record says that it is needed.

Fails:

    people/zhang-san/private.yml: {birth: 2020-05-01}, and the record does not say approval.minor

Passes:

    people/zhang-san/record.md: {approval: {basis: consent, minor: true, consent: {on: 2026-01-01}}}
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Position

SEVERITY = Severity.ERROR


def unmarked(at: Position) -> Finding:
    """The finding for a child whose record does not say so; `at` is where the overlay states the birth."""
    message = _("by this birth the exemplar is under 14, and the record does not say so")
    hint = _("write “minor: true” under approval of the record, and ask the guardian for consent before publishing")
    return Finding(at, message, hint)
