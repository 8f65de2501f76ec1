"""What is published because it is public already shows where: one source at least can be found by a reader.

By its address, or by title and publisher together.

Fails:

    approval: {basis: public}
    sources:
      - {id: s1, title: 张三的故事}

Passes:

    approval: {basis: public}
    sources:
      - {id: s1, title: 张三的故事, publisher: 虚构日报}
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window
from generator.language import _, ngettext


def title() -> str:
    """What staff call it."""
    return _("source")


def window(case: Case) -> Window:
    """Always or never."""
    approval = case.record.approval
    if approval is None or approval.basis != "public":
        return ALWAYS
    for source in case.record.sources:
        if source.findable:
            return ALWAYS
    return NEVER


def told(case: Case, window: Window, day: str) -> Told:
    """How many sources a reader can find."""
    approval = case.record.approval
    if approval is None or approval.basis != "public":
        return NOTHING
    found = sum(source.findable for source in case.record.sources)
    if window.possible:
        return Told(
            ngettext("{n} source that readers can find", "{n} sources that readers can find", found).format(n=found)
        )
    state = _("no source that a reader can find")
    return Told(
        state, _("the editor looks up the report and adds its address, or its title with the publisher, to sources")
    )
