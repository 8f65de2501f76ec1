"""Lets an outlet rest when it refuses again and again: a wrong password is not tried on half a million recipients."""

from __future__ import annotations

from typing import NamedTuple

REFUSALS = 20
"""So many refusals one after the other, with nothing taken in between, are the outlet's fault and no recipient's."""
FIRST_PAUSE = 5 * 60_000
LONGEST_PAUSE = 6 * 3600_000
"""Milliseconds; each pause is twice the last."""


class Breaker(NamedTuple):
    """Refusals in a row, pauses in a row, and until when the outlet rests (milliseconds since 1970, 0: it does not)."""

    refusals: int = 0
    pauses: int = 0
    paused_until: int = 0


def after(breaker: Breaker, taken: int, not_taken: int, at: int) -> Breaker:
    """The state after a portion of which so many were taken and so many not."""
    if taken:
        return Breaker()
    refusals = breaker.refusals + not_taken
    # After a pause one failure is enough to rest again.
    if not_taken and (refusals >= REFUSALS or breaker.pauses):
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(breaker.pauses, 10))
        return Breaker(0, breaker.pauses + 1, at + pause)
    return Breaker(refusals, breaker.pauses, breaker.paused_until)


def rests(breaker: Breaker, at: int) -> bool:
    """Whether nothing goes to the outlet now. A clock set back by hours does not make a pause last for ever."""
    return at < breaker.paused_until <= at + LONGEST_PAUSE
