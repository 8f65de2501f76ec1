"""The stage fits the honours: who is named holds one, and who is revoked has lost one.

When every honour is revoked the page should be a short notice, which the stage `revoked` makes of it.

Fails:

    stage: named
    honours:
      - {title: 优秀共产党员, on: 2011, revoked: {on: 2019, by: 虚构县委}}

Passes:

    stage: revoked
    honours:
      - {title: 优秀共产党员, on: 2011, revoked: {on: 2019, by: 虚构县委}}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, unsettled
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares the stage with what became of the honours."""
    record = file.record
    if not record or record.stage not in ("named", "revoked") or unsettled(file, "honours"):
        return
    honours = record.honours
    if record.stage == "named":
        if honours and all(honour.revoked for honour in honours):
            message = _("the stage is “named”, and every honour is revoked")
            yield Finding(file.at("stage"), message, _("write stage: revoked"))
    elif not any(honour.revoked for honour in honours):
        message = _("the stage is “revoked”, and no honour is marked as revoked")
        hint = _("add to the honour: revoked: {on: …, by: …, notice: …}")
        yield Finding(file.at("stage"), message, hint)
