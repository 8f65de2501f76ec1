"""After a public notice (公示) nobody's objection is open.

The record says what came of the notice: `none`, or `settled` when every objection was looked into. Who objected, and
why, stands nowhere in this tree.

Fails:

    approval: {basis: statutory, notice: {from: 2026-11-16, to: 2026-11-20, objections: open}}

Passes:

    approval: {basis: statutory, notice: {from: 2026-11-16, to: 2026-11-20, objections: settled}}
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("objections")


def window(case: Case) -> Window:
    """Always or never: what came of the notice has no date of its own."""
    notice = case.record.approval.notice if case.record.approval else None
    return ALWAYS if notice is None or notice.objections in ("none", "settled") else NEVER


def told(case: Case, window: Window, day: str) -> Told:
    """What came of the notice."""
    notice = case.record.approval.notice if case.record.approval else None
    if notice is None:
        return NOTHING
    if notice.objections == "open":
        state = _("an objection to the public notice is open")
        return Told(state, _("the office looks into it and answers; the editor then writes objections: settled"))
    if notice.objections is None:
        state = _("the record does not say whether anybody objected")
        return Told(
            state,
            _("when the notice is over, the office's contact tells the editor, who writes objections: none or settled"),
        )
    return Told(_("no objections") if notice.objections == "none" else _("all objections settled"))
