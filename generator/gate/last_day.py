"""Nothing is published after the day in publish.until.

That day itself is public.

Fails:

    publish: {until: 2026-11-21}   # on 2026-11-22

Passes:

    publish: {until: 2026-11-22}   # on 2026-11-22
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NOTHING, Told, Window
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("last day")


def window(case: Case) -> Window:
    """To publish.until."""
    publish = case.record.publish
    return Window(closes=str(publish.end)) if publish and publish.end else ALWAYS


def told(case: Case, window: Window, day: str) -> Told:
    """The day after which it is gone."""
    if window == ALWAYS:
        return NOTHING
    state = _("public until {day}").format(day=window.closes)
    if window.holds(day):
        return Told(state)
    return Told(state, _("if it should stay, the editor takes publish: until out or writes a later day"))
