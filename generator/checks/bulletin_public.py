"""A bulletin is published when all its exemplars are public.

An issue with somebody who is not named yet or is under embargo is held back as a whole: a printed issue cannot lack a
page. It can still be previewed. If somebody's honour was revoked or the story withdrawn, the issue is taken down; who
has it on paper is found with `exemplar takedown`.

Fails:

    bulletins/2026-11.yml: exemplars: [somebody-whose-stage-is-withdrawn]

Passes:

    bulletins/2026-11.yml: exemplars: [zhang-san]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.bulletin import Bulletin
from generator.records.reader import Document

SEVERITY = Severity.WARNING


def held_back(file: Document[Bulletin], public: Collection[str], withdrawn: Collection[str] = ()) -> Iterator[Finding]:
    """The exemplars for whose sake an issue is held back; `withdrawn` are those who were public before."""
    for number, id_ in enumerate(file.value.exemplars if file.value else ()):
        if id_ in withdrawn:
            message = _("this issue is taken down: “{id}” was revoked or withdrawn")
            hint = _(
                "take it out of the issue to publish the others; “exemplar takedown {id}” says who got it on paper"
            )
            yield Finding(file.at("exemplars", number), message.format(id=id_), hint.format(id=id_))
        elif id_ not in public:
            message = _("this issue is held back: “{id}” is not public")
            hint = _("remove it from the issue, or wait until it is")
            yield Finding(file.at("exemplars", number), message.format(id=id_), hint)
