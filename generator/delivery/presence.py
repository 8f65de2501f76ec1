"""Whether a worker lives: it holds a lock that the system takes away from a dead process, whatever the clock says.

On PostgreSQL it is an advisory lock of the worker's session. Beside an SQLite file it is an empty file per worker,
`ledger.db.worker-1` and so on, locked through SQLite itself, which works alike on Windows and elsewhere; the file
must therefore lie on a disk of this machine, as SQLite's own locks ask too.
"""

from __future__ import annotations

import contextlib
import sqlite3

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.database import LedgerStopped, unwritable
from generator.delivery.writing import Clock, writing

_LOCKS = 0x45584550
"""The first half of the advisory locks' names (EXEP), so that they meet nobody else's."""

_MOST_SLOTS = 256


class Presence:
    """A living worker: its number, its connection and its lock."""

    def __init__(self, connection: sa.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._lock: sqlite3.Connection | None = None
        slot = self._take_slot() if connection.dialect.name == "sqlite" else 0
        with writing(connection, clock, "worker") as transaction:
            # The lock of a slot is what the living have; who had it before is dead.
            number = connection.execute(
                sa.insert(tables.worker).values(slot=slot, started=transaction.at, ended=0)
            ).inserted_primary_key
            assert number is not None
            self.number: int = number[0]
            if self._lock is None:
                connection.execute(sa.select(sa.func.pg_advisory_lock(_LOCKS, self.number)))

    def dead(self, holders: set[int]) -> set[int]:
        """Those of these workers that live no more."""
        others = holders - {self.number}
        if not others:
            return set()
        with self._connection.begin():
            if self._lock is None:
                asked = sa.text(
                    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :locks"
                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                )
                living = set(self._connection.execute(asked, {"locks": _LOCKS}).scalars())
                return others - living
            w = tables.worker.c
            rows = self._connection.execute(sa.select(w.id, w.slot, w.ended).where(w.id.in_(others))).all()
            last = sa.select(w.slot, sa.func.max(w.id)).group_by(w.slot)
            newest = {slot: number for slot, number in self._connection.execute(last)}  # noqa: C416  types
        return {row.id for row in rows if row.ended or newest[row.slot] != row.id or not self._held(row.slot)}

    def close(self) -> None:
        """Say goodbye, and let go of the lock."""
        with contextlib.suppress(Exception), writing(self._connection, self._clock, "worker") as transaction:
            transaction.connection.execute(
                sa.update(tables.worker).where(tables.worker.c.id == self.number).values(ended=transaction.at)
            )
        if self._lock is not None:
            self._lock.close()
            return
        # Apart from the goodbye, which may fail: the connection goes back into a pool, and would take the lock along.
        with contextlib.suppress(Exception), self._connection.begin():
            self._connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCKS, self.number)))

    def _path(self, slot: int) -> str:
        return f"{self._connection.engine.url.database}.worker-{slot}"

    def _take_slot(self) -> int:
        for slot in range(1, _MOST_SLOTS):
            lock = _locked(self._path(slot))
            if lock is not None:
                self._lock = lock
                return slot
        raise RuntimeError(f"more than {_MOST_SLOTS} workers")

    def _held(self, slot: int) -> bool:
        lock = _locked(self._path(slot))
        if lock is None:
            return True
        lock.close()
        return False


def _locked(path: str) -> sqlite3.Connection | None:
    """The lock of a slot, or None if somebody has it."""
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if connection is not None:
            connection.close()
        # Only "locked" is a living worker; a folder that cannot be written must not look like one.
        if "locked" not in str(error):
            raise LedgerStopped(unwritable()) from None
        return None
    return connection
