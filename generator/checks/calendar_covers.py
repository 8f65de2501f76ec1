"""Where working days of a public notice (公示) are counted, calendar.yml knows the year.

In a year that it lacks every Monday to Friday counts, public holidays too, and a notice may end too early. The State
Council announces a year's holidays in the autumn before; add them from its notice.

Fails:

    # calendar.yml ends with 2026
    approval: {basis: statutory, notice: {from: 2026-12-28, to: 2027-01-04}}

Passes:

    # calendar.yml ends with 2026
    approval: {basis: statutory, notice: {from: 2026-12-14, to: 2026-12-18}}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up the years of a notice whose working days the gate counts."""
    record = file.record
    if not record or not record.approval or not record.approval.notice or not context.gate.notice:
        return
    demand = next((demand for demand in context.gate.notice if demand.fits(file.kind, record)), None)
    if not demand or demand.count != "working":
        return
    notice = record.approval.notice
    known = {year.year for year in context.calendar.years}
    for end, date in (("to", notice.end), ("from", notice.start)):
        if date.year not in known:
            message = _("calendar.yml lacks {year}: the notice's working days are counted without public holidays")
            hint = _(
                "ask the general office for the State Council's notice on the holidays of {year}, and add the year"
            )
            at = file.at("approval", "notice", end)
            yield Finding(at, message.format(year=date.year), hint.format(year=date.year))
            return
