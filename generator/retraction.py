"""What is taken back of a record: honours that were revoked, a story that was withdrawn, mistakes put right.

Only what the deciding body announced is repeated. Of what a person asked to be taken down nothing is said but that it
was (PIPL art. 47); and what never can have been public leaves no trace at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.phrases import chinese_date
from generator.records.model import Approval, Record
from generator.records.settings import honour_label


class Revoked(NamedTuple):
    """An honour taken back: `title`, `id` and `given` of the honour, the rest as announced; "" if nothing is said."""

    title: str
    id: str
    given: str
    on: str
    by: str
    document: str
    notice: str

    @property
    def told(self) -> str:
        """Who took it back when, in a line: 2019年3月2日，某部决定撤销“时代楷模”称号（文号）。"""
        day = f"{chinese_date(self.on)}，" if self.on else ""
        number = f"（{self.document}）" if self.document else ""
        if self.by:
            return f"{day}{self.by}撤销“{self.title}”称号{number}。"
        return f"{day}“{self.title}”称号被撤销{number}。"


class CorrectionLine(NamedTuple):
    """A published mistake put right, as the record tells it; "" where it says nothing."""

    on: str
    field: str
    was: str
    now: str
    reason: str


class Withdrawal(NamedTuple):
    """That an exemplar is to be spoken of no more. `announced` says that its name and revoked honours were made public
    by the body that took them back; `since` is the first day it can have been public and `on` that of the withdrawal,
    ISO or "" where it needs no waiting; `when` the ISO day of the last change."""

    announced: bool
    since: str
    on: str
    when: str

    def told_on(self, day: str) -> bool:
        """Whether it may be said on an ISO day."""
        return self.since <= day and self.on <= day


class Announcement(NamedTuple):
    """What is said in place of a story: a title, and sentences."""

    title: str
    sentences: tuple[str, ...]


UNNAMED = "已撤下的条目"


def announcement(name: str, revoked: Sequence[Revoked], when: str) -> Announcement:
    """The words for an exemplar that was taken down on the ISO day `when`; without a `name` they say nothing else."""
    if not name:
        return Announcement(UNNAMED, (f"这一条目已于{chinese_date(when)}撤下，不再公开。",))
    told = [text for honour in revoked for text in (honour.told, honour.notice) if text]
    return Announcement(f"{name}：荣誉称号已撤销", tuple(dict.fromkeys(told)))


def revoked_of(record: Record, ids: Mapping[str, str]) -> tuple[Revoked, ...]:
    """The honours taken back, in the record's order; `ids` gives the vocabulary's id of a title."""
    return tuple(
        Revoked(
            honour.title,
            ids.get(honour_label(honour.title), ""),
            honour.on or "",
            honour.revoked.on,
            honour.revoked.by or "",
            honour.revoked.document or "",
            honour.revoked.notice or "",
        )
        for honour in record.honours
        if honour.revoked
    )


def corrections_of(record: Record) -> tuple[CorrectionLine, ...]:
    """The corrections, in the record's order."""
    return tuple(
        CorrectionLine(str(item.on), item.field, item.was or "", item.now or "", item.reason or "")
        for item in record.corrections
    )


def withdrawal_of(record: Record) -> Withdrawal | None:
    """Whether and how it may be said that a record was taken down; None while nothing was, or if it never was public.

    That it can have been public is seen from a legal basis together with a stage that is only reached in public, a
    decision, a day of publication, something published elsewhere, or an honour that was taken back.
    """
    approval = record.approval
    if approval is None:
        return None
    refused = approval.consent.withdrawn if approval.consent else None
    taken = record.stage in ("revoked", "withdrawn")
    once = refused is not None and record.stage in ("named", "suspended")
    if not (taken or once) or not lawful(record, approval):
        return None
    revoked = [honour.revoked for honour in record.honours if honour.revoked]
    start = record.publish.start if record.publish else None
    if not (
        once or revoked or start or _decided(approval) or any(cell.state == "published" for cell in record.publicity)
    ):
        return None
    announced = not refused and bool(revoked) and (record.stage == "revoked" or any(one.notice for one in revoked))
    return Withdrawal(announced, start or "", "" if taken else refused or "", str(record.updated))


def lawful(record: Record, approval: Approval) -> bool:
    """Whether there is, or was before it was withdrawn, a basis on which the site may speak of somebody."""
    consent = approval.consent
    if approval.minor == "true" and not (consent and consent.guardian):
        return False
    if approval.basis == "consent":
        return consent is not None and "site" in consent.scope
    return approval.basis != "public" or any(source.findable for source in record.sources)


def _decided(approval: Approval) -> bool:
    decision = approval.decision
    return decision is not None and bool(decision.number or decision.by or decision.on)
