"""How many messages an outlet may get now: a bucket that fills by the minute, kept in the database for all workers."""

from __future__ import annotations

from typing import NamedTuple


class Bucket(NamedTuple):
    """What may be sent at once (`tokens`), as counted at a moment in milliseconds since 1970."""

    tokens: float
    counted: int


def filled(bucket: Bucket, a_minute: int | None, at: int) -> Bucket:
    """The bucket at a later moment. It holds the messages of ten seconds, and at least one.

    A clock that went backward adds nothing; one that went forward fills the bucket once and not for the hours skipped.
    """
    if a_minute is None:
        return Bucket(float("inf"), at)
    passed = max(0, at - bucket.counted)
    return Bucket(min(max(1.0, a_minute / 6), bucket.tokens + a_minute * passed / 60_000), at)
