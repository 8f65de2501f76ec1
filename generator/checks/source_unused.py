"""Every source is cited in the body.

A source that no claim leads to proves nothing to the reader; mostly a citation was forgotten.

Fails:

    张三带着乡亲远迁安家。

Passes:

    张三带着61户乡亲远迁安家。[^s1]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks for [^id] of every source in the body."""
    record = file.record
    if not record:
        return
    body = file.body
    for n, source in enumerate(record.sources):
        if f"[^{source.id}]" not in body:
            message = _("the source “{id}” is cited nowhere in the body").format(id=source.id)
            hint = _("write [^{id}] after what it proves, or take the source out").format(id=source.id)
            yield Finding(file.at("sources", n, "id"), message, hint)
