"""What the ledger tells: lists, counts, and the whole story of one delivery. Addresses only if asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.chain import Event
from generator.delivery.database import reading
from generator.delivery.states import State

_PORTION = 2_000


class Line(NamedTuple):
    """One delivery in a list. `changed` is milliseconds since 1970; `recipient` a hash, or the address if asked for."""

    key: str
    item: str
    version: str
    channel: str
    purpose: str
    outlet: str
    recipient: str
    state: State
    tries: int
    changed: int


class Count(NamedTuple):
    """How many deliveries of a publication through an outlet stand at a state."""

    item: str
    version: str
    channel: str
    purpose: str
    outlet: str
    state: State
    number: int


class Attempt(NamedTuple):
    """One attempt; `ended` 0 and the rest "" while its end is open."""

    number: int
    worker: int
    started: int
    ended: int
    result: str
    code: str
    excerpt: str
    provider_id: str


class Story(NamedTuple):
    """Everything that is known of a delivery."""

    line: Line
    events: tuple[Event, ...]
    attempts: tuple[Attempt, ...]


class Wanted(NamedTuple):
    """What of the ledger is wanted; "" is everything. `key` may be the beginning of one."""

    item: str = ""
    channel: str = ""
    outlet: str = ""
    state: State | None = None
    key: str = ""


def lines(connection: sa.Connection, wanted: Wanted, after: str, *, addresses: bool) -> list[Line]:
    """The next portion of deliveries in the order of their keys, after one."""
    d, p, r = tables.delivery.c, tables.publication.c, tables.recipient.c
    who = r.address if addresses else d.recipient
    asked = (
        sa.select(d.key, p.item, p.version, p.channel, p.purpose, d.outlet, who, d.state, d.tries, tables.event.c.at)
        .select_from(
            tables.delivery.join(tables.publication)
            .join(tables.recipient)
            .join(tables.event, tables.event.c.number == d.event)
        )
        .where(*_conditions(wanted), d.key > after)
        .order_by(d.key)
        .limit(_PORTION)
    )
    return [Line._make((*row[:7], State(row[7]), *row[8:])) for row in connection.execute(asked)]


def counts(connection: sa.Connection, wanted: Wanted) -> list[Count]:
    """How many stand where, in the order of exemplar, channel and outlet."""
    d, p = tables.delivery.c, tables.publication.c
    by = (p.item, p.version, p.channel, p.purpose, d.outlet, d.state)
    asked = (
        sa.select(*by, sa.func.count())
        .select_from(tables.delivery.join(tables.publication))
        .where(*_conditions(wanted))
        .group_by(*by)
        .order_by(p.item, p.channel, p.version, p.purpose, d.outlet, d.state)
    )
    return [Count._make((*row[:5], State(row[5]), row[6])) for row in connection.execute(asked)]


def story(connection: sa.Connection, key: str, *, addresses: bool = False) -> Story:
    """The story of a delivery. Raises KeyError."""
    found = [line for line in lines(connection, Wanted(key=key), "", addresses=addresses) if line.key == key]
    if not found:
        raise KeyError(key)
    e, a, r = tables.event.c, tables.attempt.c, tables.reply.c
    events = connection.execute(sa.select(tables.event).where(e.subject == key).order_by(e.number))
    attempts = connection.execute(
        sa.select(a.number, a.worker, a.started, r.ended, r.result, r.code, r.excerpt, r.provider_id)
        .select_from(tables.attempt.outerjoin(tables.reply, sa.and_(r.delivery == a.delivery, r.number == a.number)))
        .where(a.delivery == key)
        .order_by(a.number)
    )
    return Story(
        found[0],
        tuple(Event(*row) for row in events),
        tuple(Attempt(*row[:3], row[3] or 0, *(text or "" for text in row[4:])) for row in attempts),
    )


def all_lines(engine: sa.Engine, wanted: Wanted, *, addresses: bool) -> Iterator[Line]:
    """All deliveries, in short looks, so that nobody who sends has to wait for a reader."""
    after = ""
    while True:
        with reading(engine) as connection:
            portion = lines(connection, wanted, after, addresses=addresses)
        yield from portion
        if len(portion) < _PORTION:
            return
        after = portion[-1].key


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    d, p = tables.delivery.c, tables.publication.c
    pairs = ((p.item, wanted.item), (p.channel, wanted.channel), (d.outlet, wanted.outlet))
    found = [column == value for column, value in pairs if value]
    if wanted.state is not None:
        found.append(d.state == wanted.state.value)
    if wanted.key:
        found.append(d.key.startswith(wanted.key, autoescape=True))
    return found
