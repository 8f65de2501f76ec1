"""The points of an indicator table add up to 100, no indicator stands in it twice, and its stars rise.

Stars and the threshold of 90 points mean something only if the whole is 100; an indicator of which two lines speak
would be counted twice.

Fails:

    appraisal.yml: {tables: [{id: a, zh: 示例, sections: [{zh: 示例, indicators: [{id: b, zh: 示例, points: 99}]}]}]}

Passes:

    appraisal.yml: {tables: [{id: a, zh: 示例, sections: [{zh: 示例, indicators: [{id: b, zh: 示例, points: 100}]}]}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.appraisal_settings import AppraisalSettings, Table
from generator.records.reader import Document

SEVERITY = Severity.ERROR
WHOLE = Decimal(100)


def unsound(file: Document[AppraisalSettings]) -> Iterator[Finding]:
    """What is wrong with the tables of a file beyond its form."""
    tables = file.value.tables if file.value else ()
    seen: set[str] = set()
    for n, table in enumerate(tables):
        if table.id in seen:
            yield Finding(file.at("tables", n, "id"), _("the table “{id}” stands here twice").format(id=table.id))
        seen.add(table.id)
        yield from _points(file, n, table)
        if list(table.stars) != sorted(set(table.stars)):
            message = _("the stars of the table “{id}” do not rise").format(id=table.id)
            yield Finding(file.at("tables", n, "stars"), message, _("write them from the least, as in [50, 60, 70]"))


def _points(file: Document[AppraisalSettings], n: int, table: Table) -> Iterator[Finding]:
    total = sum((indicator.points for indicator in table.indicators()), Decimal())
    if total != WHOLE:
        message = _("the points of the table “{id}” add up to {total}, not to 100")
        more = _("give {points} points more") if total < WHOLE else _("give {points} points less")
        hint = more.format(points=abs(WHOLE - total))
        yield Finding(file.at("tables", n), message.format(id=table.id, total=total), hint)
    seen: set[str] = set()
    for k, section in enumerate(table.sections):
        for m, indicator in enumerate(section.indicators):
            if indicator.id in seen:
                message = _("the indicator “{id}” stands twice in the table “{table}”")
                at = file.at("tables", n, "sections", k, "indicators", m, "id")
                yield Finding(at, message.format(id=indicator.id, table=table.id), _("give it an id of its own"))
            seen.add(indicator.id)
