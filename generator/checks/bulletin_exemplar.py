"""Every exemplar of a bulletin has a record, and stands in the issue once.

An issue names exemplars by their ids, in the order in which they are printed.

Fails:

    bulletins/2026-11.yml: exemplars: [zhang-san, zhang-san, nobody-of-that-name]

Passes:

    bulletins/2026-11.yml: exemplars: [zhang-san, li-si]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.finding import Finding, Severity
from generator.checks.nearest import did_you_mean
from generator.language import _
from generator.records.bulletin import Bulletin
from generator.records.reader import Document

SEVERITY = Severity.ERROR


def unlisted(file: Document[Bulletin], known: Collection[str]) -> Iterator[Finding]:
    """Ids of a bulletin without a record, and ids that it lists again."""
    seen: set[str] = set()
    for number, id_ in enumerate(file.value.exemplars if file.value else ()):
        at = file.at("exemplars", number)
        if id_ in seen:
            yield Finding(at, _("“{id}” stands in this issue already").format(id=id_), _("remove one of the two"))
        elif id_ not in known:
            yield Finding(at, _("there is no exemplar “{id}”").format(id=id_), did_you_mean(id_, known))
        seen.add(id_)
