"""When a temporary error is tried again, and when no more: waits that double, each by a chance of its own."""

from __future__ import annotations

import random

MOST_TRIES = 8
FIRST_WAIT = 15.0
LONGEST_WAIT = 3600.0
"""Seconds. With doubling, eight tries spread over about half an hour; an outlet that asks for longer gets it."""


def again(tries: int) -> bool:
    """Whether there is another try after so many."""
    return tries < MOST_TRIES


def wait(tries: int, asked: float, first: float = FIRST_WAIT) -> float:
    """Seconds before the next try after so many, and at least as long as the other side asked for.

    Between half and the whole of the doubled wait, so that a thousand that failed together do not come back together.
    """
    longest = min(LONGEST_WAIT, first * 2.0 ** min(tries - 1, 30))
    return max(asked, longest * (0.5 + random.random() / 2))  # noqa: S311  chance that spreads, no secret
