"""Whether the ledger still is what was written: its chain, its states, and the rows that its hashes speak of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.chain import BEGINNING, hash_of, seal_of
from generator.delivery.claiming import REPLY_SEALED, attempt_seal, request_hash
from generator.delivery.database import reading
from generator.delivery.message import keys_of_deliveries
from generator.delivery.publications import unpacked
from generator.delivery.queueing import hasher
from generator.delivery.states import MOVES, State
from generator.language import _

_PORTION = 5_000
_STATES = {state.value: state for state in State}
_LEGAL = frozenset((was.value, became.value) for was, after in MOVES.items() for became in after)


class Flaw(NamedTuple):
    """One thing that does not hold: what it is, and of which row (a key, digest or number; never an address)."""

    kind: str
    row: str


def verified(engine: sa.Engine, salt: str, head: str = "") -> Iterator[Flaw]:
    """Every flaw. `head` is an end of the chain that was noted earlier as "number:hash", and must still be in it.

    Reads every table once, and keeps some 600 bytes of a delivery with one attempt.
    """
    last: dict[str, tuple[int, str]] = {}
    seals: dict[bytes, int] = {}
    with reading(engine) as connection:
        yield from _chain(connection, head, last, seals)
        yield from _deliveries(connection, salt, last)
        yield from _rows(connection, seals)
        for number in seals.values():
            yield Flaw(_("an event's row is missing or altered"), str(number))


def _chain(
    connection: sa.Connection, head: str, last: dict[str, tuple[int, str]], seals: dict[bytes, int]
) -> Iterator[Flaw]:
    expected, previous, noted = 1, BEGINNING, not head
    e = tables.event.c
    asked = sa.select(e.number, e.subject, e.was, e.became, e.at, e.who, e.detail, e.seal, e.hash).order_by(e.number)
    events = connection.execution_options(yield_per=_PORTION).execute(asked)
    for number, subject, was, became, at, who, detail, seal, digest in events:
        if number != expected:
            yield Flaw(_("events are missing before"), str(number))
        elif hash_of(previous, number, subject, was, became, at, who, detail, seal) != digest:
            yield Flaw(_("an event was altered"), str(number))
        expected, previous = number + 1, digest
        noted = noted or head == f"{number}:{digest}"
        if seal:
            seals[_short(seal)] = number
        state = _STATES.get(became)
        if state is not None and was != "":
            before = last.get(subject, (0, "approved" if became == "queued" else was))[1]
            if before != was or (was, became) not in _LEGAL:
                yield Flaw(_("a move that was not possible"), str(number))
            last[subject] = (number, state)
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
    found, hash_of_recipient, keys_of = 0, hasher(salt), cache(keys_of_deliveries)
    rows = connection.execution_options(yield_per=_PORTION).execute(asked)
    for key, state, event, outlet, item, version, channel, purpose, person, address in rows:
        if item is None or person is None:
            yield Flaw(_("a delivery has lost its publication or recipient"), key)
            continue
        found += key in last
        if last.get(key) != (event, state):
            yield Flaw(_("a state without its event"), key)
        if hash_of_recipient(address) != person:
            yield Flaw(_("a recipient was altered"), key)
        if keys_of(item, version, channel, outlet, purpose)(person) != key:
            yield Flaw(_("a delivery was altered"), key)
    digests = set(connection.execute(sa.select(p.digest)).scalars())
    if found != sum(key not in digests for key in last):
        yield Flaw(_("deliveries are missing"), str(len(last) - len(digests) - found))


def _rows(connection: sa.Connection, seals: dict[bytes, int]) -> Iterator[Flaw]:
    """Publications, approvals, attempts and replies, each under its seal; takes found seals out."""
    p, a, r = tables.publication.c, tables.attempt.c, tables.reply.c

    def sealed(seal: str) -> bool:
        return seals.pop(_short(seal), None) is not None

    for digest in connection.execute(sa.select(p.digest)).scalars().all():
        body = connection.execute(sa.select(p.body).where(p.digest == digest)).scalar_one()
        if unpacked(body).digest != digest or not sealed(digest):
            yield Flaw(_("a publication was altered"), digest)
    for row in connection.execute(sa.select(tables.approval)):
        if not sealed(seal_of(row.publication, row.who, row.at)):
            yield Flaw(_("an approval was altered"), row.publication)
    attempts = sa.select(a.delivery, a.number, a.worker, a.request, tables.delivery.c.publication).join_from(
        tables.attempt, tables.delivery, a.delivery == tables.delivery.c.key
    )
    for key, number, worker, request, digest in connection.execution_options(yield_per=_PORTION).execute(attempts):
        is_ = request_hash(key, digest)
        if not sealed(attempt_seal(key, number, worker, is_)) or request != is_:
            yield Flaw(_("an attempt was altered"), f"{key} {number}")
    replies = sa.select(*(r[name] for name in REPLY_SEALED))
    for row in connection.execution_options(yield_per=_PORTION).execute(replies):
        if not sealed(seal_of(*row)):
            yield Flaw(_("a reply was altered"), f"{row.delivery} {row.number}")


def _short(seal: str) -> bytes:
    """A seal in half the room; what is none by its form has no half, and stays as it is."""
    try:
        return bytes.fromhex(seal)
    except ValueError:
        return seal.encode()
