"""One transaction of the ledger: its time, its events, and the only way in which a delivery moves."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.chain import Chain
from generator.delivery.states import State, checked

Clock = Callable[[sa.Connection], int]
"""Gives the time in milliseconds since 1970."""


class Standing(NamedTuple):
    """Where a delivery stands, as far as moving it needs."""

    key: str
    state: State
    tries: int
    doubtful: bool
    holder: int
    not_before: int


class Move(NamedTuple):
    """A delivery's next state. `seal` is the hash of the attempt or reply written with it."""

    was: Standing
    became: State
    detail: str = ""
    seal: str = ""
    not_before: int | None = None
    tries: int | None = None
    holder: int = 0
    doubtful: bool | None = None


class Overtaken(Exception):
    """A delivery was no longer where its mover had read it. The transaction is undone."""


_MOVED = (
    sa.update(tables.delivery)
    .where(
        tables.delivery.c.key == sa.bindparam("of"),
        tables.delivery.c.state == sa.bindparam("was"),
        tables.delivery.c.tries == sa.bindparam("had"),
    )
    .values(
        state=sa.bindparam("became"),
        tries=sa.bindparam("now_had"),
        not_before=sa.bindparam("not_earlier"),
        holder=sa.bindparam("held_by"),
        doubtful=sa.bindparam("in_doubt"),
        event=sa.bindparam("by_event"),
    )
)


class Writing:
    """An open transaction with its moment and its chain."""

    def __init__(self, connection: sa.Connection, clock: Clock, who: str) -> None:
        self.connection = connection
        self.chain = Chain(connection)
        self.at = clock(connection)
        self.who = who

    def note(self, subject: str, was: str, became: str, detail: str = "", seal: str = "") -> int:
        """Append an event of this transaction."""
        return self.chain.add(subject, was, became, self.at, self.who, detail, seal)

    def go(self, moves: Sequence[Move]) -> None:
        """Move deliveries, each with its event. Raises `IllegalMove` or `Overtaken`, and then nothing is moved."""
        rows = []
        for move in moves:
            was = move.was
            checked(was.state, move.became)
            rows.append(
                {
                    "of": was.key,
                    "was": was.state.value,
                    "had": was.tries,
                    "became": move.became.value,
                    "now_had": was.tries if move.tries is None else move.tries,
                    "not_earlier": was.not_before if move.not_before is None else move.not_before,
                    "held_by": move.holder,
                    "in_doubt": was.doubtful if move.doubtful is None else move.doubtful,
                    "by_event": self.note(was.key, was.state, move.became, move.detail, move.seal),
                }
            )
        if rows and self.connection.execute(_MOVED, rows).rowcount != len(rows):
            raise Overtaken

    def standing(self, keys: Iterable[str]) -> dict[str, Standing]:
        """Where these deliveries stand now, by key; at most some thousands at once."""
        asked = sa.select(*STANDING).where(tables.delivery.c.key.in_(list(keys)))
        return {row.key: standing_of(row) for row in self.connection.execute(asked)}


STANDING = tuple(tables.delivery.c[name] for name in ("key", "state", "tries", "doubtful", "holder", "not_before"))
"""The columns that a `Standing` is made of."""


def standing_of(row: Any) -> Standing:
    """A row with the columns `STANDING`, in that order and first."""
    return Standing(row.key, State(row.state), row.tries, row.doubtful, row.holder, row.not_before)


@contextlib.contextmanager
def writing(connection: sa.Connection, clock: Clock, who: str) -> Iterator[Writing]:
    """A transaction that is committed whole, or not at all."""
    with connection.begin():
        # Whoever writes takes the end of the chain first.
        transaction = Writing(connection, clock, who)
        yield transaction
        transaction.chain.close()
