"""Enters into the ledger what the messages of a mailbox say of our letters, each report once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Line
from generator.delivery.wires.bounces import report_of
from generator.pushing.postbag import Letter


class Changed(NamedTuple):
    """A delivery that a report moved, as it stands since; with the status and the words of the other side."""

    line: Line
    code: str
    said: str


class Returned(NamedTuple):
    """What a mailbox held: how many reports of our deliveries, what they changed, where messages for a person lie.

    `strange` are reports that name a delivery as we name ours, but none of this ledger's. `dead` are the addresses
    that reports call dead, by the key of their delivery.
    """

    ours: int
    changed: tuple[Changed, ...]
    for_a_person: tuple[str, ...]
    strange: tuple[str, ...]
    dead: dict[str, frozenset[str]]


def entered(ledger: Ledger, letters: Iterable[Letter], who: str) -> Returned:
    """Read everything; each report is one transaction, so an end in the middle loses nothing and doubles nothing."""
    ours = 0
    changed: list[Changed] = []
    for_a_person: list[str] = []
    strange: list[str] = []
    dead: dict[str, frozenset[str]] = {}
    for letter in letters:
        report = report_of(letter.data)
        if report is None:
            for_a_person.append(letter.where)
            continue
        try:
            moved = [
                bounce
                for number, bounce in enumerate(report.bounces)
                if ledger.report(report.key, bounce.outcome, who, of=f"{report.name}-{number}")
            ]
        except KeyError:
            strange.append(letter.where)
            continue
        ours += 1
        if moved:  # a server may say of one letter what became of several copies: the last word counts
            last = moved[-1].outcome
            changed.append(Changed(ledger.story(report.key).line, last.code, last.reply))
        for bounce in report.bounces:
            if bounce.dead:
                dead[report.key] = dead.get(report.key, frozenset()) | frozenset(bounce.addresses)
    return Returned(ours, tuple(changed), tuple(for_a_person), tuple(strange), dead)
