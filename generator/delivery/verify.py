"""Whether the ledger still is what was written: its chain, its states, and the rows that its hashes speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.chain import BEGINNING, hash_of, seal_of
from generator.delivery.claiming import attempt_seal, reply_seal, request_hash
from generator.delivery.database import reading
from generator.delivery.message import key_of_delivery
from generator.delivery.publications import unpacked
from generator.delivery.queueing import hash_of_recipient
from generator.delivery.states import MOVES, State
from generator.language import _

_PORTION = 5_000
_STATES = {state.value for state in State}


class Flaw(NamedTuple):
    """One thing that does not hold: what it is, and of which row (a key, digest or number; never an address)."""

    kind: str
    row: str


def verified(engine: sa.Engine, salt: str, head: str = "") -> Iterator[Flaw]:
    """Every flaw. `head` is an end of the chain that was noted earlier as "number:hash", and must still be in it.

    Reads the events once and keeps about 200 bytes a delivery.
    """
    last: dict[str, tuple[int, str]] = {}
    seals: dict[str, int] = {}
    with reading(engine) as connection:
        yield from _chain(connection, head, last, seals)
        yield from _deliveries(connection, salt, last)
        yield from _rows(connection, seals)
        for number in seals.values():
            yield Flaw(_("an event's row is missing or altered"), str(number))


def _chain(
    connection: sa.Connection, head: str, last: dict[str, tuple[int, str]], seals: dict[str, int]
) -> Iterator[Flaw]:
    expected, previous, noted = 1, BEGINNING, not head
    events = connection.execution_options(yield_per=_PORTION).execute(
        sa.select(tables.event).order_by(tables.event.c.number)
    )
    for row in events:
        number, subject, was, became = row.number, row.subject, row.was, row.became
        if number != expected:
            yield Flaw(_("events are missing before"), str(number))
        told = hash_of(previous, number, subject, was, became, row.at, row.who, row.detail, row.seal)
        if number == expected and told != row.hash:
            yield Flaw(_("an event was altered"), str(number))
        expected, previous = number + 1, row.hash
        noted = noted or head == f"{number}:{row.hash}"
        if row.seal:
            seals[row.seal] = number
        if became in _STATES and was != "":
            before = last.get(subject, (0, State.APPROVED if became == State.QUEUED else was))[1]
            if before != was or State(became) not in MOVES[State(was)]:
                yield Flaw(_("a move that was not possible"), str(number))
            last[subject] = (number, became)
    end = connection.execute(sa.select(tables.chain)).one()
    if (end.number, end.hash) != (expected - 1, previous):
        yield Flaw(_("the end of the chain is not its last event"), str(end.number))
    if not noted:
        yield Flaw(_("the noted end is not in the chain"), head)


def _deliveries(connection: sa.Connection, salt: str, last: dict[str, tuple[int, str]]) -> Iterator[Flaw]:
    d, p, r = tables.delivery.c, tables.publication.c, tables.recipient.c
    asked = sa.select(
        d.key, d.state, d.event, d.outlet, p.item, p.version, p.channel, p.purpose, r.hash, r.address
    ).select_from(tables.delivery.outerjoin(tables.publication).outerjoin(tables.recipient))
    found = 0
    for row in connection.execution_options(yield_per=_PORTION).execute(asked):
        if row.item is None or row.hash is None:
            yield Flaw(_("a delivery has lost its publication or recipient"), row.key)
            continue
        found += row.key in last
        if last.get(row.key) != (row.event, row.state):
            yield Flaw(_("a state without its event"), row.key)
        if hash_of_recipient(salt, row.address) != row.hash:
            yield Flaw(_("a recipient was altered"), row.key)
        if key_of_delivery(row.item, row.version, row.channel, row.outlet, row.hash, row.purpose) != row.key:
            yield Flaw(_("a delivery was altered"), row.key)
    digests = set(connection.execute(sa.select(p.digest)).scalars())
    if found != sum(key not in digests for key in last):
        yield Flaw(_("deliveries are missing"), str(len(last) - len(digests) - found))


def _rows(connection: sa.Connection, seals: dict[str, int]) -> Iterator[Flaw]:
    """Publications, approvals, attempts and replies, each under its seal; takes found seals out."""
    p, a = tables.publication.c, tables.attempt.c
    for digest in connection.execute(sa.select(p.digest)).scalars().all():
        body = connection.execute(sa.select(p.body).where(p.digest == digest)).scalar_one()
        if unpacked(body).digest != digest or seals.pop(digest, None) is None:
            yield Flaw(_("a publication was altered"), digest)
    for row in connection.execute(sa.select(tables.approval)):
        if seals.pop(seal_of(row.publication, row.who, row.at), None) is None:
            yield Flaw(_("an approval was altered"), row.publication)
    attempts = sa.select(tables.attempt, tables.delivery.c.publication.label("digest")).select_from(
        tables.attempt.join(tables.delivery, a.delivery == tables.delivery.c.key)
    )
    for row in connection.execution_options(yield_per=_PORTION).execute(attempts):
        seal = attempt_seal(row.delivery, row.number, row.worker, request_hash(row.delivery, row.digest))
        if seals.pop(seal, None) is None or row.request != request_hash(row.delivery, row.digest):
            yield Flaw(_("an attempt was altered"), f"{row.delivery} {row.number}")
    for row in connection.execution_options(yield_per=_PORTION).execute(sa.select(tables.reply)):
        if seals.pop(reply_seal(dict(row._mapping)), None) is None:
            yield Flaw(_("a reply was altered"), f"{row.delivery} {row.number}")
