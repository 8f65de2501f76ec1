"""The stages of an exemplar and the legal moves between them, in one table.

Forward one step at a time, so that nobody skips the public notice; back one step when something has to be mended; at
any time out. A revoked honour can be restored, and a withdrawn story taken up again where it may begin.
"""

from __future__ import annotations

from generator.language import _
from generator.records.model import Basis, Stage

MOVES: dict[Stage, tuple[Stage, ...]] = {
    "lead": ("cultivating", "withdrawn"),
    "cultivating": ("nominated", "lead", "withdrawn"),
    "nominated": ("noticed", "cultivating", "lead", "withdrawn"),
    "noticed": ("named", "nominated", "cultivating", "withdrawn"),
    "named": ("suspended", "revoked", "withdrawn"),
    "suspended": ("named", "revoked", "withdrawn"),
    "revoked": ("named", "withdrawn"),
    "withdrawn": ("lead", "cultivating", "nominated", "noticed", "named"),
}
"""From each stage those that may follow, the usual one first. Staying is no move and is always legal."""

BEGINNINGS: tuple[Stage, ...] = ("lead", "cultivating", "nominated", "noticed")
"""Where a new record may begin."""

MADE_PUBLIC_ELSEWHERE: tuple[Basis, ...] = ("public", "news")


def may_move(before: Stage, after: Stage) -> bool:
    """Whether a record may go from one stage to the other in one step."""
    return after == before or after in MOVES[before]


def may_begin(stage: Stage, basis: Basis | None, decided: bool) -> bool:
    """Whether a new record may be written at `stage` at once.

    Who was made public elsewhere was named there; and an exemplar of former years, whose decision the record gives,
    went through the steps before there were records.
    """
    return stage in BEGINNINGS or basis in MADE_PUBLIC_ELSEWHERE or decided


def next_stage(stage: Stage) -> Stage:
    """The stage that usually follows."""
    return MOVES[stage][0]


def stages() -> dict[str, str]:
    """The stages of a record in the chosen language."""
    return {
        "lead": _("lead"),
        "cultivating": _("cultivating"),
        "nominated": _("nominated"),
        "noticed": _("public notice"),
        "named": _("named"),
        "suspended": _("suspended"),
        "revoked": _("revoked"),
        "withdrawn": _("withdrawn"),
    }


def stage_label(stage: str) -> str:
    """What a stage is called in the chosen language."""
    return stages()[stage]
