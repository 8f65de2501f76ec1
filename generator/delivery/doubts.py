"""Attempts of which nobody knows the end: marked as unknown, and settled by what kind of channel it was.

Where the other side knows a message by its key it is sent again; where it can be asked it is asked; elsewhere a
person looks. A worker counts as dead only when its lock is free (`presence.py`): no clock decides.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

import sqlalchemy as sa

from generator.delivery import retrying, tables
from generator.delivery.masking import masked
from generator.delivery.outcome import Outcome
from generator.delivery.states import MOVES, State, state_after
from generator.delivery.tries import spent, tries_left
from generator.delivery.writing import STANDING, Move, Standing, Writing, standing_of

How = Literal["delivered", "resend"]
"""What a person found out, or decides."""

_PORTION = 1_000


class Doubtful(NamedTuple):
    """A delivery that stands at unknown; `provider_id` is the other side's name for it, or "".

    `started` is when its last attempt began, in milliseconds since 1970.
    """

    standing: Standing
    address: str
    provider_id: str
    started: int


class NotInDoubt(Exception):
    """A person settles what is settled, or is still on its way. Holds the state that it stands at."""


def holders(connection: sa.Connection) -> set[int]:
    """The workers that have deliveries open."""
    d = tables.delivery.c
    return set(connection.execute(sa.select(d.holder).distinct().where(d.state == State.SENDING.value)).scalars())


def mark(writing: Writing, dead: Collection[int]) -> int:
    """What these workers were sending becomes unknown; gives how many."""
    d = tables.delivery.c
    asked = sa.select(*STANDING).where(d.state == State.SENDING.value, d.holder.in_(list(dead)))
    found = [standing_of(row) for row in writing.connection.execute(asked)]
    writing.go([Move(was, State.UNKNOWN, "the sender stopped") for was in found])
    return len(found)


def unknown(connection: sa.Connection, outlet: str, after: str = "") -> list[Doubtful]:
    """The next thousand deliveries of an outlet that stand at unknown and have tries left, in the order of keys."""
    d, r, told, begun = tables.delivery.c, tables.recipient.c, tables.reply.c, tables.attempt.c
    last = sa.and_(told.delivery == d.key, told.number == d.tries)
    attempt = sa.and_(begun.delivery == d.key, begun.number == d.tries)
    asked = (
        sa.select(*STANDING, r.address, sa.func.coalesce(told.provider_id, "").label("provider_id"), begun.started)
        .select_from(tables.delivery.join(tables.recipient).join(tables.attempt, attempt).outerjoin(tables.reply, last))
        .where(d.outlet == outlet, d.state == State.UNKNOWN.value, tries_left(), d.key > after)
        .order_by(d.key)
        .limit(_PORTION)
    )
    return [Doubtful(standing_of(row), *row[len(STANDING) :]) for row in connection.execute(asked)]


def repeat(writing: Writing, found: Collection[Standing], first_wait: float = retrying.FIRST_WAIT) -> int:
    """Queue again what the other side knows by its key, while tries are left; gives how many."""
    moves = []
    used = spent(writing.connection, [was.key for was in found])
    for was in _still(writing, found):
        tries = used.get(was.key, 0)
        if retrying.again(tries):
            later = writing.at + round(1000 * retrying.wait(max(1, tries), 0.0, first_wait))
            moves.append(Move(was, State.QUEUED, "same key again", not_before=later, doubtful=True))
    writing.go(moves)
    return len(moves)


def answer(writing: Writing, was: Standing, outcome: Outcome | None) -> bool:
    """Enter what the other side says of an attempt; None is that it never had it. False if that is news no more."""
    for now in _still(writing, [was]):
        # What never arrived may go; its tries still count, so nothing goes round for ever.
        became = State.QUEUED if outcome is None else state_after(outcome.result, again=True)
        if became is State.QUEUED and not retrying.again(spent(writing.connection, [was.key]).get(was.key, 0)):
            became = State.REFUSED
        if became not in MOVES[now.state]:
            return False
        detail = "asked: never arrived" if outcome is None else f"asked: {outcome.result}"
        writing.go([Move(now, became, detail, not_before=writing.at)])
        return True
    return False


def settle(writing: Writing, key: str, how: How) -> State:
    """A person says that it arrived, or that it shall go again. Raises KeyError, or `NotInDoubt`."""
    was = writing.standing([key]).get(key)
    if was is None:
        raise KeyError(key)
    if how == "delivered" and was.state in (State.UNKNOWN, State.ACCEPTED):
        writing.go([Move(was, State.DELIVERED, "settled by a person")])
        return State.DELIVERED
    if how == "resend" and was.state in (State.UNKNOWN, State.REFUSED, State.BOUNCED, State.CANCELLED):
        doubtful = was.doubtful or was.state is State.UNKNOWN
        writing.go([Move(was, State.QUEUED, "settled by a person", not_before=writing.at, doubtful=doubtful)])
        return State.QUEUED
    raise NotInDoubt(was.state)


def report(writing: Writing, key: str, outcome: Outcome, of: str = "") -> bool:
    """A bounce or a receipt that came by itself; False if it says nothing new. Raises KeyError.

    `of` names the report. It is kept, even where nothing moves: read again after a person let the delivery go once
    more, an old bounce would take the new letter for one that came back.
    """
    was = writing.standing([key]).get(key)
    if was is None:
        raise KeyError(key)
    if of and _read_before(writing, key, of):
        return False
    said = " ".join(part for part in (outcome.result, outcome.code, _masked(writing, key, outcome.reply)) if part)
    detail = f"reported: {said}" + (f" ({of})" if of else "")
    became = state_after(outcome.result, again=False)
    if was.state is State.QUEUED or became not in MOVES[was.state] or became is State.UNKNOWN:
        if of:
            writing.note(key, "", "reported", detail)
        return False
    writing.go([Move(was, became, detail, holder=was.holder)])
    return True


def _read_before(writing: Writing, key: str, of: str) -> bool:
    e = tables.event.c
    asked = sa.select(e.number).where(e.subject == key, e.detail.endswith(f" ({of})", autoescape=True)).limit(1)
    return writing.connection.execute(asked).first() is not None


def _masked(writing: Writing, key: str, said: str) -> str:
    if not said:
        return ""
    d, r = tables.delivery.c, tables.recipient.c
    asked = sa.select(r.address).select_from(tables.delivery.join(tables.recipient)).where(d.key == key)
    return masked(said, writing.connection.execute(asked).scalar_one())


def _still(writing: Writing, found: Collection[Standing]) -> list[Standing]:
    """Those that still stand where they were read: same state, same attempt."""
    now = writing.standing(was.key for was in found)
    return [now[was.key] for was in found if (now[was.key].state, now[was.key].tries) == (was.state, was.tries)]
