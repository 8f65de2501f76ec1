"""Publication begins before it ends, and a named exemplar is not published before it was named.

Publishing begins neither before the decision nor before the public notice (公示) is over; else the page
would tell what nobody has decided. Dates are compared only as far as they are known.

Fails:

    publish: {from: 2011-07-02, until: 2011-07-01}

Passes:

    publish: {from: 2011-07-01, until: 2011-07-01}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.date_order import surely_after
from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares publish.from with publish.until, the decision and the notice."""
    record = file.record
    if not record or not record.publish or not record.publish.start:
        return
    start, end, approval = record.publish.start, record.publish.end, record.approval
    if end and start > end:
        message = _("publish.until is {until}, before publish.from {start}").format(until=end, start=start)
        yield Finding(file.at("publish", "until"), message, _("exchange the two, or correct one"))
    if record.stage != "named" or not approval:
        return
    at = file.at("publish", "from")
    decided = approval.decision.on if approval.decision else None
    if decided and surely_after(decided, start):
        message = _("publish.from is {start}, before the decision of {decided}")
        hint = _("set publish.from to {day} or later").format(day=decided.first_day)
        yield Finding(at, message.format(start=start, decided=decided), hint)
    if approval.notice and approval.notice.end > start:
        over = approval.notice.end
        message = _("publish.from is {start}, before the public notice ends on {over}")
        hint = _("set publish.from to {day} or later").format(day=over)
        yield Finding(at, message.format(start=start, over=over), hint)
