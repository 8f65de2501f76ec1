"""The states of a delivery, and the one table of every legal move between them."""

from __future__ import annotations

from enum import StrEnum

from generator.delivery.outcome import Result


class State(StrEnum):
    """Where a publication or delivery stands.

    A publication is a `DRAFT` until somebody approves its bytes; a delivery begins as `QUEUED`. `SENDING` is
    committed before the first byte leaves, so a crash can leave doubt, never a silent double. `UNKNOWN` says that
    the ledger does not know; `CANCELLED` is only what was certainly never sent.
    """

    DRAFT = "draft"
    APPROVED = "approved"
    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    REFUSED = "refused"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


_ENDS = (State.ACCEPTED, State.DELIVERED, State.REFUSED, State.BOUNCED)

MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.APPROVED}),
    State.APPROVED: frozenset({State.QUEUED}),
    # Straight to an end: a sweep took the sender for dead, and its answer came after all. To unknown: what is
    # cancelled had been sent before, and nobody knows with what end.
    State.QUEUED: frozenset({State.SENDING, State.CANCELLED, State.UNKNOWN, *_ENDS}),
    # Back to queued: the other side had no time, and nothing was sent.
    State.SENDING: frozenset({State.QUEUED, State.UNKNOWN, *_ENDS}),
    State.ACCEPTED: frozenset({State.DELIVERED, State.BOUNCED, State.REFUSED}),
    State.DELIVERED: frozenset({State.BOUNCED}),
    State.UNKNOWN: frozenset({State.QUEUED, *_ENDS}),
    # A person has mended what was wrong and lets it go again.
    State.REFUSED: frozenset({State.QUEUED}),
    State.BOUNCED: frozenset({State.QUEUED}),
    State.CANCELLED: frozenset({State.QUEUED}),
}
"""From each state, where to. Whoever moves a delivery also names its old state in the UPDATE's WHERE."""

REACHED = frozenset({State.SENDING, State.ACCEPTED, State.DELIVERED, State.UNKNOWN})
"""Whom a retraction has to reach: everyone who has it, or may have it."""

DONE = frozenset({State.ACCEPTED, State.DELIVERED, State.REFUSED, State.BOUNCED, State.CANCELLED})
"""Nothing more happens by itself."""


class IllegalMove(Exception):
    """A move that the table does not know. It is a mistake of the program, and nothing is changed."""


def checked(was: State, became: State) -> None:
    """Raise `IllegalMove` unless the table allows the move."""
    if became not in MOVES[was]:
        raise IllegalMove(f"{was} → {became}")


def state_after(result: Result, *, again: bool) -> State:
    """Where an attempt with this result leads; `again` if a temporary error may be tried once more."""
    if result is Result.TEMPORARY:
        return State.QUEUED if again else State.REFUSED
    return State(result.value)
