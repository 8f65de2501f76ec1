"""Who is not written to: those who asked for nothing more, and addresses that no longer exist.

An opt-out holds for news. What puts right or takes back a thing that somebody was sent still goes to them. A dead
address gets nothing at all, and therefore no bounce puts anybody on this list by itself: a mail server whose directory
fails says of everybody that there is no such mailbox, and a newsroom that was cut off so would keep a story that was
taken back. A person who signs says that an address is dead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.message import Purpose
from generator.delivery.states import State
from generator.delivery.writing import Writing

_PORTION = 500


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


def came_back(connection: sa.Connection, named: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Of these deliveries, by their keys, those that came back from the very address that they went to, and whose
    recipient is not on the list as dead; with the recipient.

    A letter may have come back from another address than those `named`, to which the recipient's had forwarded it.
    The recipient is "" where the outlet itself is: what it has for a name is every such outlet's.
    """
    d, r, s = tables.delivery.c, tables.recipient.c, tables.suppression.c
    dead = sa.select(s.recipient).where(s.reason == Reason.DEAD.value)
    asked = (
        sa.select(d.key, r.hash, r.address)
        .select_from(tables.delivery.join(tables.recipient))
        .where(d.state == State.BOUNCED.value, r.hash.not_in(dead))
    )
    keys, found = sorted(named), {}
    for start in range(0, len(keys), _PORTION):
        for row in connection.execute(asked.where(d.key.in_(keys[start : start + _PORTION]))):
            if not row.address:
                found[row.key] = ""
            elif row.address.casefold() in map(str.casefold, named[row.key]):
                found[row.key] = row.hash
    return found


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
