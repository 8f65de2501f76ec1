"""Who is not written to: those who asked for nothing more, and addresses that no longer exist.

An opt-out holds for news. What puts right or takes back a thing that somebody was sent still goes to them. A dead
address gets nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.message import Purpose
from generator.delivery.writing import Writing


class Reason(StrEnum):
    """Why somebody is not written to."""

    OPTED_OUT = "opted-out"
    DEAD = "dead"


def holding(purpose: Purpose | str) -> tuple[str, ...]:
    """The reasons that hold a message of this purpose back."""
    return (Reason.OPTED_OUT, Reason.DEAD) if purpose == "publish" else (Reason.DEAD,)


def suppress(writing: Writing, hashes: Iterable[str], reason: Reason) -> int:
    """Write to these recipients no more; gives how many are new on the list."""
    s = tables.suppression.c
    new = set(hashes)
    new -= set(
        writing.connection.execute(sa.select(s.recipient).where(s.recipient.in_(new), s.reason == reason)).scalars()
    )
    for number in sorted(new):
        writing.connection.execute(
            sa.insert(tables.suppression).values(recipient=number, reason=reason.value, at=writing.at)
        )
        writing.note(number, "", "suppressed", reason)
    return len(new)


def readmit(writing: Writing, recipient: str) -> bool:
    """Take somebody off the list; False if they were not on it."""
    gone = writing.connection.execute(
        sa.delete(tables.suppression).where(tables.suppression.c.recipient == recipient)
    ).rowcount
    if gone:
        writing.note(recipient, "suppressed", "")
    return bool(gone)


def suppressed(connection: sa.Connection, hashes: Iterable[str], purpose: Purpose | str) -> set[str]:
    """Those of these recipients that a message of this purpose must not go to."""
    s = tables.suppression.c
    asked = sa.select(s.recipient).where(s.recipient.in_(list(hashes)), s.reason.in_(holding(purpose)))
    return set(connection.execute(asked).scalars())
