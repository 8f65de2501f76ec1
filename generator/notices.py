"""The public notice (公示) of who is to be named: just what a notice needs, and the days on which it stands."""

from __future__ import annotations

from typing import NamedTuple

from generator.gate.conditions import barred
from generator.gate.window import Bar
from generator.records.folders import Kind
from generator.records.model import Record


class Proposal(NamedTuple):
    """An honour that is to be given, and by whom, or ""."""

    title: str
    by: str


class NoticeLine(NamedTuple):
    """Who is to be named, and from which ISO day (`start`) until which (`end`, inclusive) everybody may object.

    In their own order the notice that ends first comes first.
    """

    end: str
    start: str
    kind: Kind
    name: str
    unit: str
    post: str
    proposals: tuple[Proposal, ...]


NEEDED = ("legal-basis", "guardian-consent", "source-findable")
"""The conditions of the gate that hold for a notice too; the others are what it is a step to."""


def may_stand(notice: NoticeLine, bars: tuple[Bar, ...], day: str) -> bool:
    """Whether a notice may be read on an ISO day; `bars` are what the gate says of its record."""
    if not notice.start <= day <= notice.end:
        return False
    return barred(tuple(bar for bar in bars if bar.condition in NEEDED), day) is None


def notice_of(record: Record, kind: Kind) -> NoticeLine | None:
    """The notice of a record at the stage `noticed`; None without dates.

    The honours without a date are those that are to be given; what was given before is no part of the notice.
    """
    approval = record.approval
    if record.stage != "noticed" or approval is None or approval.notice is None:
        return None
    given = [honour for honour in record.honours if honour.on is None and honour.revoked is None]
    return NoticeLine(
        str(approval.notice.end),
        str(approval.notice.start),
        kind,
        record.name,
        record.unit or "",
        record.post or "",
        tuple(Proposal(honour.title, honour.by or "") for honour in given),
    )
