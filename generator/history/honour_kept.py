"""An honour that stood in a public record does not change in silence: a correction says what it was and why.

Title, body, date and number are what readers and newspapers quoted. Completing what was left out is no change: a day
where only the year stood, a number where there was none. An honour taken back stays, with `revoked` beneath it.

Fails:

    honours: [{title: 优秀共产党员, by: 虚构县委, on: 2011}]   # at the revision
    honours: [{title: 优秀共产党员, by: 虚构市委, on: 2011}]   # now

Passes:

    honours: [{title: 优秀共产党员, by: 虚构县委, on: 2011}]   # at the revision
    honours: [{title: 优秀共产党员, by: 虚构市委, on: 2011}]   # now
    corrections: [{on: 2026-11-22, field: honours, was: 虚构县委, now: 虚构市委, reason: 原文有误}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Severity
from generator.history.life import PUBLIC, Life, said
from generator.language import _
from generator.records.model import Honour, Record

SEVERITY = Severity.ERROR
FIELD = "honours"


def check(life: Life) -> Iterator[Finding]:
    """Looks for every honour that stood at the revision."""
    before, now = said(life.before), said(life.now)
    if before is None or now is None or life.now is None or before.stage not in PUBLIC or _corrected(before, now):
        return
    left = list(now.honours)
    for honour in before.honours:
        same = next((other for other in left if _completes(honour, other)), None)
        if same:
            left.remove(same)
            continue
        named = honour.title + (f"（{honour.on}）" if honour.on else "")
        message = _("the honour “{honour}” stood in the public record, and is not as it was").format(honour=named)
        hint = _("restore it; or, if it was wrong, add a correction with field: honours, what it was, is now, and why")
        yield Finding(life.now.at("honours", _place(honour, now)), message, hint)


def _completes(old: Honour, new: Honour) -> bool:
    """Whether `new` says all that `old` said, and at most more."""
    return (
        new.title == old.title
        and (old.by is None or new.by == old.by)
        and (old.document is None or new.document == old.document)
        and (old.on is None or (new.on or "").startswith(old.on))
    )


def _corrected(before: Record, now: Record) -> bool:
    """Whether a correction of honours was added, dated no earlier than the record's last change."""
    return any(
        correction.field == FIELD and correction not in before.corrections and correction.on >= before.updated
        for correction in now.corrections
    )


def _place(honour: Honour, now: Record) -> int:
    """The number of the honour that is most like it, or 0."""
    alike = [n for n, other in enumerate(now.honours) if other.title == honour.title]
    alike += [n for n, other in enumerate(now.honours) if other.on == honour.on]
    return alike[0] if alike else 0
