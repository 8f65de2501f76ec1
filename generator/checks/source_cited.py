"""A citation in the body names a source of the record.

[^s1] leads the reader to the entry of `sources` with that id; without the entry it leads nowhere.

Fails:

    张三带着61户乡亲远迁安家。[^s9]

Passes:

    张三带着61户乡亲远迁安家。[^s1]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, place, unsettled
from generator.checks.nearest import did_you_mean
from generator.language import _
from generator.records.body import CITATION
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up every citation of the body."""
    record = file.record
    if not record or "[^" not in file.body:
        return
    body, known = file.body, {source.id for source in record.sources}
    if body.count("[^") == sum(body.count(f"[^{name}]") for name in known) or unsettled(file, "sources"):
        return
    for match in CITATION.finditer(body):
        if match[1] not in known:
            message = _("the citation [^{id}] names no source of this record").format(id=match[1])
            hint = did_you_mean(match[1], known) if known else _("add a source with this id")
            yield Finding(place(body, match.start(), file.body_line), message, hint)
