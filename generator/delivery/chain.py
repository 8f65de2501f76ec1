"""Events, each with the hash of the one before it: what is altered or taken out later no longer fits."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.bulk import Row, insert

BEGINNING = "0" * 32
"""The hash before the first event."""

_PORTION = 5_000


class Event(NamedTuple):
    """One event, as it stands in the table. `at` is milliseconds since 1970."""

    number: int
    subject: str
    was: str
    became: str
    at: int
    who: str
    detail: str
    seal: str
    hash: str


def hash_of(previous: str, number: int, subject: str, was: str, became: str, at: int, who: str, *rest: str) -> str:
    """The hash of an event that follows one with the hash `previous`; `rest` is its detail and its seal."""
    told = "\x1f".join((previous, str(number), subject, was, became, str(at), who, *rest))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def seal_of(*parts: str | int) -> str:
    """A hash of a row that is written together with its event."""
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


class Chain:
    """The end of the chain within one transaction. Making it takes the lock that all who write take first."""

    def __init__(self, connection: sa.Connection) -> None:
        head = connection.execute(sa.select(tables.chain).with_for_update()).one()
        self._connection = connection
        self._rows: list[Row] = []
        self.number: int = head.number
        self._began = self.number
        self.hash: str = head.hash

    def add(self, subject: str, was: str, became: str, at: int, who: str, detail: str = "", seal: str = "") -> int:
        """Append an event; gives its number. It is written by `close`, or before if there are many."""
        self.number += 1
        # The separator in a text would let two different events have one hash.
        who, detail = _plain(who), _plain(detail)
        self.hash = hash_of(self.hash, self.number, subject, was, became, at, who, detail, seal)
        self._rows.append((self.number, subject, str(was), str(became), at, who, detail, seal, self.hash))
        if len(self._rows) >= _PORTION:
            self._flush()
        return self.number

    def close(self) -> None:
        """Write what is left, and the new end."""
        if self._rows:
            self._flush()
        if self.number != self._began:
            self._connection.execute(sa.update(tables.chain).values(number=self.number, hash=self.hash))

    def _flush(self) -> None:
        insert(self._connection, tables.event, self._rows)
        self._rows = []


def _plain(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
