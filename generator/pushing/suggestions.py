"""Suggests what the matrix should say of what was delivered: a patch to the records that a person reads and applies.

Copy that an outlet took is `sent`; that it was published, and where, only a reader of the outlet knows. What goes to
readers themselves, such as text messages, is `published` once it arrived. No record is changed here.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Wanted
from generator.delivery.states import State
from generator.language import _
from generator.pushing.ledger_words import moment
from generator.pushing.publicity_lines import Told, said, updated_by, with_line
from generator.pushing.stock import Stock
from generator.records.model import PublicityState
from generator.records.reader import RecordFile, read_record, record_of
from generator.settings import Settings

TO_READERS = ("sms",)
"""Ways to measure copy that goes to readers and to no editor."""


class Patch(NamedTuple):
    """A unified diff from the project's folder, "" if nothing is to be changed; and what a person has to write."""

    diff: str
    notes: tuple[str, ...]


def patch(ledger: Ledger, stock: Stock, settings: Settings, items: Collection[str]) -> Patch:
    """The lines that the publicity of these exemplars, or of all, lacks."""
    parts: list[str] = []
    notes: list[str] = []
    wanted: dict[str, list[Told]] = {}
    for item, told in _delivered(ledger, settings):
        if (not items or item in items) and item in stock.read.shown:
            wanted.setdefault(item, []).append(told)
    for item, lines in sorted(wanted.items()):
        shown = stock.read.shown[item]
        file = read_record((stock.project.root / shown).parent, stock.project.records, shown)
        text, failed = _with(file, lines)
        parts += difflib.unified_diff(
            file.text.splitlines(keepends=True), text.splitlines(keepends=True), f"a/{shown}", f"b/{shown}"
        )
        notes += failed
    return Patch("".join(parts), tuple(notes))


def _delivered(ledger: Ledger, settings: Settings) -> Iterator[tuple[str, Told]]:
    """What outlets took as news and was not taken back: the exemplar, and the line that tells it."""
    outlets = {outlet.id: outlet for outlet in settings.outlets.outlets}
    measures = {channel.id: channel.settings.measure for channel in settings.channels}
    counts = ledger.counts()
    back = {(c.item, c.channel, c.outlet) for c in counts if c.purpose == "retract"}
    seen: set[tuple[str, str, str]] = set()
    for count in counts:
        where = (count.item, count.channel, count.outlet)
        outlet = outlets.get(count.outlet)
        if outlet is None or where in back | seen or count.purpose == "retract":
            continue
        if count.state in (State.ACCEPTED, State.DELIVERED):
            seen.add(where)
            wanted = Wanted(count.item, count.channel, count.outlet, count.state)
            day = moment(next(iter(ledger.lines(wanted))).changed)[:10]
            to_readers = measures.get(count.channel) in TO_READERS
            status: PublicityState = "published" if to_readers else "sent"
            yield count.item, Told(count.channel, outlet.level or "", outlet.id, outlet.name, status, day)


def _with(file: RecordFile, lines: Collection[Told]) -> tuple[str, list[str]]:
    """The text of a record with these lines, and words for those that could not be written."""
    failed: list[str] = []
    for told in lines:
        record = file.value
        if record is None or said(record, told):
            continue
        start = file.text.index(file.head)
        head = updated_by(with_line(file.head, record, told), told.on)
        text = file.text[:start] + head + file.text[start + len(file.head) :]
        read = record_of(text, file.id, file.kind, file.path)
        if read.value and said(read.value, told):
            file = read
        else:
            words = _("{path}: write by hand that {outlet} was given the copy for {channel} on {day}")
            failed.append(words.format(path=file.path, outlet=told.name, channel=told.channel, day=told.on))
    return file.text, failed
