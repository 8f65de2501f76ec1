"""Only who is named is public.

Before naming the record is the office's own paper; a public notice (公示) is shown on the notices page alone. After a
suspension, a revocation or a withdrawal the story is taken back.

Fails:

    stage: nominated

Passes:

    stage: named
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.stages import next_stage, stage_label
from generator.gate.window import ALWAYS, NEVER, Told, Window
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("stage")


def window(case: Case) -> Window:
    """Always or never: a stage has no date of its own."""
    return ALWAYS if case.record.stage == "named" else NEVER


def told(case: Case, window: Window, day: str) -> Told:
    """The stage, and the steps that may follow."""
    stage = case.record.stage
    if window.possible:
        return Told(_("named"))
    state = _("the stage is {stage}").format(stage=stage_label(stage))
    if stage == "withdrawn":
        return Told(
            state, _("the office leaves it so; if it is taken up again, the editor sets the stage where it begins")
        )
    if stage == "revoked":
        return Told(state, _("the office leaves it so; only the body that decided can restore it, by a new decision"))
    if stage == "suspended":
        return Told(state, _("the leader in charge decides: back to stage: named, or on to revoked or withdrawn"))
    following = next_stage(stage)
    remedy = _("the office takes the next step, “{step}”; when it is done, the editor writes stage: {stage}")
    return Told(state, remedy.format(step=stage_label(following), stage=following))
