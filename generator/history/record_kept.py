"""A record that was public is not deleted before its story was withdrawn.

A withdrawal leaves a notice under the address that readers and search engines know, tells the feeds, and lets the
ledger reach everyone who was given copy; a folder that simply goes does none of this.

Fails:

    stage: named   # at the revision; now the folder is gone

Passes:

    stage: withdrawn   # at the revision; now the folder is gone
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Severity
from generator.gate.stages import stage_label
from generator.history.life import PUBLIC, Life, said
from generator.language import _
from generator.records.fault import START

SEVERITY = Severity.ERROR


def check(life: Life) -> Iterator[Finding]:
    """Looks at the last state before the record went."""
    if life.now is not None or life.before is None:
        return
    states = [record for record in map(said, life.states) if record]
    if not states or states[-1].stage not in PUBLIC:
        return
    message = _("the record is gone, and its stage was {stage}").format(stage=stage_label(states[-1].stage))
    hint = _("the editor brings the folder back (git checkout) and sets stage: withdrawn; the page becomes a notice")
    yield Finding(START, message, hint)
