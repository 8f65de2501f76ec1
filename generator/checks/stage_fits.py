"""The stage fits the rest: who is named holds an honour, who is revoked has lost one, who is withdrawn was public.

When every honour is revoked the page should be a short notice, which the stage `revoked` makes of it. What is withdrawn
becomes a notice only if the record says that it was public: by a decision, a day of publication, something published
or a revoked honour. Without any it vanishes, as what never was public must.

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
from generator.retraction import lawful, withdrawal_of

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares the stage with what became of the honours."""
    record = file.record
    if not record or record.stage not in ("named", "revoked", "withdrawn") or unsettled(file, "honours"):
        return
    if record.stage == "withdrawn":
        if file.value and record.approval and withdrawal_of(record) is None and lawful(record, record.approval):
            message = _("the record does not say that it was public; its page vanishes without a notice")
            hint = _("if it was, write publish: {from: …} with the day; if it never was, take approval out")
            yield Finding(file.at("stage"), message, hint)
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
