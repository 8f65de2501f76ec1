"""Every source of a record has an id of its own.

A citation [^s1] must lead to one source.

Fails:

    sources:
      - {id: s1, title: 张三的故事, publisher: 虚构日报}
      - {id: s1, title: 东坡见闻, publisher: 虚构电视台}

Passes:

    sources:
      - {id: s1, title: 张三的故事, publisher: 虚构日报}
      - {id: s2, title: 东坡见闻, publisher: 虚构电视台}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares the ids of the sources."""
    record = file.record
    if not record or len(record.sources) < 2:
        return
    ids = [source.id for source in record.sources]
    known = set(ids)
    if len(known) == len(ids):
        return
    for n, name in enumerate(ids):
        if name in ids[:n]:
            line = file.at("sources", ids.index(name), "id").line
            message = _("the source id “{id}” already stands in line {line}").format(id=name, line=line)
            free = next(f"s{k}" for k in range(1, len(ids) + 2) if f"s{k}" not in known)
            yield Finding(file.at("sources", n, "id"), message, _("give it a free id, such as {id}").format(id=free))
