"""What a worker takes to send, and how each ends: both committed, the taking before the first byte leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from generator.delivery import breaker, rate, retrying, tables
from generator.delivery.chain import seal_of
from generator.delivery.masking import masked
from generator.delivery.outcome import Outcome, Result
from generator.delivery.quiet_hours import quiet
from generator.delivery.states import MOVES, State, state_after
from generator.delivery.suppression import suppressed
from generator.delivery.tries import NOT_BEGUN, spent
from generator.delivery.writing import STANDING, Move, Standing, Writing, standing_of


class Claim(NamedTuple):
    """One delivery that this worker alone may send, once: its `number`th attempt."""

    key: str
    number: int
    publication: str
    address: str


class Ending(NamedTuple):
    """What became of a claim."""

    claim: Claim
    outcome: Outcome


REPLY_SEALED = ("delivery", "number", "result", "code", "excerpt", "provider_id")
"""What of a reply its seal holds, in this order."""
_NOT_BEGUN = Outcome(Result.TEMPORARY, NOT_BEGUN)


class _Waiting(NamedTuple):
    standing: Standing
    publication: str
    purpose: str
    expires: int
    recipient: str
    address: str


def claim(writing: Writing, outlet: str, holder: int, most: int, a_minute: int | None = None) -> list[Claim]:
    """Take up to `most` deliveries of an outlet that may go now, mark them as being sent, and open an attempt each."""
    row = _outlet(writing, outlet)
    state = breaker.Breaker(row.refusals, row.pauses, row.paused_until)
    if breaker.rests(state, writing.at):
        return []
    bucket = rate.filled(rate.Bucket(row.tokens, row.counted), a_minute, writing.at)
    most = int(min(most, bucket.tokens, 1 if state.pauses else most))
    if most < 1:
        return []
    waiting = _waiting(writing, outlet, most)
    barred = {
        w.standing.key
        for purpose in {w.purpose for w in waiting}
        for among in [[w for w in waiting if w.purpose == purpose]]
        for barred in [suppressed(writing.connection, {w.recipient for w in among}, purpose)]
        for w in among
        if w.recipient in barred
    }
    late = {w.standing.key for w in waiting if 0 < w.expires <= writing.at}
    out = [_taken_out(w.standing, "expired" if w.standing.key in late else "suppressed")
           for w in waiting if w.standing.key in barred | late]  # fmt: skip
    go = [w for w in waiting if w.standing.key not in barred | late]
    writing.go(out + [_begun(w, holder) for w in go])
    if go:
        writing.connection.execute(sa.insert(tables.attempt), [_attempt(w, holder, writing.at) for w in go])
    if a_minute is not None:
        _note_outlet(writing, outlet, tokens=bucket.tokens - len(go), counted=bucket.counted)
    return [Claim(w.standing.key, w.standing.tries + 1, w.publication, w.address) for w in go]


def finish(
    writing: Writing,
    outlet: str,
    endings: Sequence[Ending],
    first_wait: float = retrying.FIRST_WAIT,
    not_begun: Sequence[Claim] = (),
) -> None:
    """Write down how claims ended. An answer that comes after a sweep still counts, if nobody has tried again since.

    `not_begun` are claims that their holder certainly did not send; they may go at once.
    """
    given_back = [Ending(claim, _NOT_BEGUN) for claim in not_begun]
    standing = writing.standing(e.claim.key for e in (*endings, *given_back))
    busy = [e.claim.key for e in endings if e.outcome.result is Result.TEMPORARY]
    used = spent(writing.connection, busy) if busy else {}
    replies, moves = [], []
    for ending in (*endings, *given_back):
        claimed, outcome = ending
        reply = _reply(claimed, outcome, writing.at)
        seal = reply_seal(reply)
        replies.append(reply)
        was = standing[claimed.key]
        tries = used.get(claimed.key, 0) + 1
        became = state_after(outcome.result, again=retrying.again(tries))
        if was.tries != claimed.number or became not in MOVES[was.state]:
            writing.note(claimed.key, "", "late", f"{outcome.result} {claimed.number}", seal)
            continue
        later = None
        if outcome is _NOT_BEGUN:
            later = writing.at
        elif became is State.QUEUED:
            later = writing.at + round(1000 * retrying.wait(tries, outcome.again_after, first_wait))
        moves.append(Move(was, became, f"{outcome.result} {reply['code']}".strip(), seal, later))
    if replies:
        writing.connection.execute(sa.insert(tables.reply), replies)
    writing.go(moves)
    taken = sum(e.outcome.result in (Result.ACCEPTED, Result.DELIVERED) for e in endings)
    if endings:
        _weigh(writing, outlet, taken, len(endings) - taken)


def reply_seal(reply: dict[str, str | int]) -> str:
    """The hash under which an event names the reply that was written with it."""
    return seal_of(*(reply[name] for name in REPLY_SEALED))


def attempt_seal(key: str, number: int, worker: int, request: str) -> str:
    """The hash under which an event names the attempt that was written with it."""
    return seal_of(key, number, worker, request)


def request_hash(key: str, publication: str) -> str:
    """A hash of what an attempt sends: under which key, which bytes."""
    return seal_of(key, publication)


def _waiting(writing: Writing, outlet: str, most: int) -> list[_Waiting]:
    d, p, r = tables.delivery.c, tables.publication.c, tables.recipient.c
    asked = (
        sa.select(*STANDING, d.publication, p.purpose, d.expires, r.hash, r.address)
        .select_from(tables.delivery.join(tables.publication).join(tables.recipient))
        .where(d.outlet == outlet, d.state == State.QUEUED.value, d.not_before <= writing.at)
        .order_by(d.not_before)
        .limit(most)
    )
    if quiet(writing.at):
        asked = asked.where(sa.not_(d.promotional))
    return [
        _Waiting(standing_of(row), row.publication, row.purpose, row.expires, row.hash, row.address)
        for row in writing.connection.execute(asked)
    ]


def _taken_out(standing: Standing, why: str) -> Move:
    return Move(standing, State.UNKNOWN if standing.doubtful else State.CANCELLED, why)


def _begun(waiting: _Waiting, holder: int) -> Move:
    was, number = waiting.standing, waiting.standing.tries + 1
    seal = attempt_seal(was.key, number, holder, request_hash(was.key, waiting.publication))
    return Move(was, State.SENDING, str(number), seal, tries=number, holder=holder)


def _attempt(waiting: _Waiting, holder: int, at: int) -> dict[str, str | int]:
    return {
        "delivery": waiting.standing.key,
        "number": waiting.standing.tries + 1,
        "worker": holder,
        "started": at,
        "request": request_hash(waiting.standing.key, waiting.publication),
    }


def _reply(claimed: Claim, outcome: Outcome, at: int) -> dict[str, str | int]:
    return {
        "delivery": claimed.key,
        "number": claimed.number,
        "ended": at,
        "result": outcome.result.value,
        "code": masked(outcome.code, claimed.address),
        "excerpt": masked(outcome.reply, claimed.address),
        "provider_id": masked(outcome.provider_id, claimed.address, numbers=False),
    }


def _outlet(writing: Writing, outlet: str) -> sa.Row[Any]:
    asked = sa.select(tables.outlet).where(tables.outlet.c.id == outlet)
    found = writing.connection.execute(asked).one_or_none()
    if found is None:
        writing.connection.execute(
            sa.insert(tables.outlet).values(
                id=outlet, tokens=1.0, counted=writing.at, refusals=0, pauses=0, paused_until=0
            )
        )
        found = writing.connection.execute(asked).one()
    return found


def _note_outlet(writing: Writing, outlet: str, **values: float) -> None:
    writing.connection.execute(sa.update(tables.outlet).where(tables.outlet.c.id == outlet).values(**values))


def _weigh(writing: Writing, outlet: str, taken: int, not_taken: int) -> None:
    row = _outlet(writing, outlet)
    was = breaker.Breaker(row.refusals, row.pauses, row.paused_until)
    is_ = breaker.after(was, taken, not_taken, writing.at)
    if is_ != was:
        _note_outlet(writing, outlet, **is_._asdict())
    if is_.pauses > was.pauses:
        writing.note(outlet, "", "paused", f"until {is_.paused_until}")
