"""A stage goes on by legal moves only: lead, cultivating, nominated, noticed, named, one step at a time.

Back steps, suspension, revocation, withdrawal and restoring are legal where the table in gate/stages.py has them. Every
commit since the revision is looked at, so that several steps may come together; and a mistake that was put right counts
no more. A new record begins before naming, unless it was made public elsewhere or its decision is given.

Fails:

    stage: lead    # at the revision
    stage: named   # now

Passes:

    stage: lead          # at the revision
    stage: cultivating   # now
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.finding import Finding, Severity
from generator.gate.stages import MOVES, may_begin, may_move, stage_label
from generator.history.life import Life, said
from generator.language import _

SEVERITY = Severity.ERROR


def check(life: Life) -> Iterator[Finding]:
    """Follows the stages from state to state."""
    if life.now is None:
        return
    records = [record for record in map(said, life.states) if record]
    now = said(life.now)
    if now is None or not records:
        return
    at = life.now.at("stage")
    if life.before is None:
        first = records[0]
        approval = first.approval
        decided = bool(approval and approval.decision and approval.decision.number)
        if not may_begin(first.stage, approval.basis if approval else None, decided) and first.stage == now.stage:
            message = _("a new record begins at stage {stage}").format(stage=_shown(first.stage))
            hint = _(
                "the editor begins at lead, cultivating, nominated or noticed; or gives the number of the decision"
            )
            yield Finding(at, message, hint)
            return
    stages = [record.stage for record in records]
    if life.before is not None and may_move(stages[0], stages[-1]):
        return
    for before, after in pairwise(stages):
        if not may_move(before, after):
            message = _("the stage went from {before} to {after}").format(before=_shown(before), after=_shown(after))
            steps = _(", ").join(map(_shown, MOVES[before]))
            hint = _("the editor sets it back and goes on step by step; after {before} may follow: {steps}")
            yield Finding(at, message, hint.format(before=_shown(before), steps=steps))
            return


def _shown(stage: str) -> str:
    return f"{stage} ({stage_label(stage)})" if stage_label(stage) != stage else stage
