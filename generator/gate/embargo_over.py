"""Nothing is published before the day in publish.from.

That day itself is public.

Fails:

    publish: {from: 2026-12-01}   # on 2026-11-30

Passes:

    publish: {from: 2026-12-01}   # on 2026-12-01
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NOTHING, Told, Window
from generator.language import _


def title() -> str:
    """What staff call it."""
    return _("embargo")


def window(case: Case) -> Window:
    """From publish.from."""
    publish = case.record.publish
    return Window(opens=str(publish.start)) if publish and publish.start else ALWAYS


def told(case: Case, window: Window, day: str) -> Told:
    """The day on which it may appear."""
    if window == ALWAYS:
        return NOTHING
    if window.holds(day):
        return Told(_("public since {day}").format(day=window.opens))
    state = _("embargoed until {day}").format(day=window.opens)
    return Told(state, _("it appears by itself on that day; the leader in charge may have publish: from changed"))
