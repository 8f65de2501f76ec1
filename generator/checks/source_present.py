"""A record that is named, suspended or revoked has at least one source.

What is published must stand where a reader can look it up.

Fails:

    stage: named
    sources: []

Passes:

    stage: named
    sources:
      - {id: s1, title: 张三的故事, publisher: 虚构日报}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, unsettled
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
_PUBLIC = frozenset({"named", "suspended", "revoked"})


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Counts the sources of a public record."""
    record = file.record
    if not record or record.sources or record.stage not in _PUBLIC or unsettled(file, "sources"):
        return
    message = _("the stage is “{stage}” and no source is given").format(stage=record.stage)
    hint = _("add under sources: - {id: s1, title: …, publisher: …, on: …, url: …}")
    yield Finding(file.at("stage"), message, hint)
