"""What comes later in life is not dated before what it follows from, and nothing is dated after `updated`.

An honour is revoked after it was given, a notice ends after it begins, a consent is withdrawn after it
was given, a clearance ends after it was issued, a pledge is kept after it was made. Who adds an honour,
a source, a report, a correction or a consent sets `updated` to the day of the change. Dates are compared
only as far as they are known: 2011 and 2011-07 agree.

Fails:

    honours:
      - title: 优秀共产党员
        on: 2011-07-01
        revoked: {on: 2010, by: 虚构县委}

Passes:

    honours:
      - title: 优秀共产党员
        on: 2011-07-01
        revoked: {on: 2011, by: 虚构县委}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.model import Record
from generator.records.partial_date import PartialDate
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
Path = tuple[str | int, ...]


def surely_after(one: PartialDate, other: PartialDate) -> bool:
    """Whether every day that `one` can mean is later than every day that `other` can mean."""
    # As text a later date is greater; a more precise one that starts with the other lies within it.
    return one > other and not one.startswith(other)


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares the pairs of dates that have an order."""
    record = file.record
    if not record:
        return
    if "updated" not in file.absent:
        yield from _after_updated(file, record)
    for first, second, first_path, second_path in _pairs(record):
        if first and second and surely_after(first, second):
            message = _("{later} is {second}, before {earlier} {first}")
            yield Finding(
                file.at(*second_path),
                message.format(later=_dotted(second_path), second=second, earlier=_dotted(first_path), first=first),
                _("correct the date that is wrong; {second} must be {first} or later").format(
                    second=_dotted(second_path), first=first
                ),
            )


def _after_updated(file: RecordFile, record: Record) -> Iterator[Finding]:
    updated = record.updated
    for date, path in _added(record):
        if date and date > updated and surely_after(date, updated):
            message = _("{path} is {date}, after updated {updated}")
            yield Finding(
                file.at(*path),
                message.format(path=_dotted(path), date=date, updated=updated),
                _("set updated to the day of the last change, {date} or later").format(date=date.last_day),
            )


def _added(record: Record) -> Iterator[tuple[PartialDate | None, Path]]:
    """The dates of what is added to a record in the course of time."""
    for n, honour in enumerate(record.honours):
        yield honour.on, ("honours", n, "on")
        if honour.revoked:
            yield honour.revoked.on, ("honours", n, "revoked", "on")
    for n, source in enumerate(record.sources):
        yield source.on, ("sources", n, "on")
    for n, correction in enumerate(record.corrections):
        yield correction.on, ("corrections", n, "on")
    for n, cell in enumerate(record.publicity):
        yield cell.on, ("publicity", n, "on")
    if record.approval and (consent := record.approval.consent):
        yield consent.on, ("approval", "consent", "on")
        yield consent.guardian, ("approval", "consent", "guardian")
        yield consent.withdrawn, ("approval", "consent", "withdrawn")


def _pairs(record: Record) -> Iterator[tuple[PartialDate | None, PartialDate | None, Path, Path]]:
    """Pairs that must be in this order, and where each stands."""
    for n, honour in enumerate(record.honours):
        if honour.revoked:
            yield honour.on, honour.revoked.on, ("honours", n, "on"), ("honours", n, "revoked", "on")
    for n, pledge in enumerate(record.pledges):
        yield pledge.on, pledge.kept, ("pledges", n, "on"), ("pledges", n, "kept")
    approval = record.approval
    if not approval:
        return
    if notice := approval.notice:
        yield notice.start, notice.end, ("approval", "notice", "from"), ("approval", "notice", "to")
    if consent := approval.consent:
        path = ("approval", "consent")
        yield consent.on, consent.withdrawn, (*path, "on"), (*path, "withdrawn")
    for n, clearance in enumerate(approval.checks):
        here = ("approval", "checks", n)
        yield clearance.on, clearance.until, (*here, "on"), (*here, "until")


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)
