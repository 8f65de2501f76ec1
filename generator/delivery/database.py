"""Opens the ledger's database: SQLite as a file, or PostgreSQL by URL; and says in words when it cannot go on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from generator.language import _

LOCKED_FOR = 300
"""Seconds to wait for another that writes. Queueing half a million text messages takes one transaction,
of 20 seconds on a free machine and of minutes on a slow one."""

_SQLITE_NOW = "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
_POSTGRES_NOW = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"


class LedgerStopped(Exception):
    """The ledger cannot go on; the words are for staff and show no address. What was not committed did not happen."""


def database(url: str) -> sa.Engine:
    """An engine for a URL such as `sqlite:///ledger.db` or `postgresql://…`; nothing is opened yet.

    Raises `LedgerStopped` for any other kind of database. Parameters never appear in errors.
    """
    try:
        asked = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise LedgerStopped(_not_an_address()) from None
    if asked.get_backend_name() == "sqlite":
        engine = sa.create_engine(
            asked.set(drivername="sqlite"), hide_parameters=True, connect_args={"timeout": LOCKED_FOR}
        )
        event.listen(engine, "connect", _as_we_want_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif asked.get_backend_name() in ("postgresql", "postgres"):
        engine = sa.create_engine(
            asked.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            connect_args={"options": f"-c lock_timeout={round(LOCKED_FOR * 1000)}", "connect_timeout": 20},
        )
    else:
        raise LedgerStopped(_not_an_address())
    event.listen(engine, "handle_error", _in_words)
    return engine


def moment(connection: sa.Connection) -> int:
    """The time by the database's clock, in milliseconds since 1970: one clock for all workers."""
    asked = _SQLITE_NOW if connection.dialect.name == "sqlite" else _POSTGRES_NOW
    return int(connection.exec_driver_sql(asked).scalar_one())


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A short look that takes no lock for writing."""
    with engine.connect() as connection:
        asked = connection.execution_options(reading=True)
        with asked.begin():
            yield asked


def _as_we_want_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions, not the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = DELETE")  # a rollback journal: one file to copy, and safe on power loss
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # 64 MB: keys are hashes and fall anywhere, and a page that has to leave too early costs a sync of the journal.
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # IMMEDIATE takes the lock before anything is read, so what was read is still so when it is written.
    kind = "BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE"
    connection.exec_driver_sql(kind)


_FULL = ("disk is full", "DiskFull", "No space left", "disk I/O error")
_LOCKED = ("database is locked", "database table is locked", "LockNotAvailable")
_UNREADABLE = ("unable to open database", "readonly database", "not a database", "malformed", "is corrupt")


def _in_words(context: sa.engine.ExceptionContext) -> None:
    """Say what a person can do, where it is not a mistake of the program's own."""
    original = context.original_exception
    said = f"{type(original).__name__}: {original}"
    if any(sign in said for sign in _FULL):
        raise LedgerStopped(
            _("the ledger's disk is full: make room and start again; nothing that was recorded is lost")
        ) from None
    if any(sign in said for sign in _LOCKED):
        raise LedgerStopped(
            _("another program has held the ledger for {seconds} seconds: close it and start again").format(
                seconds=LOCKED_FOR
            )
        ) from None
    if any(sign in said for sign in _UNREADABLE):
        raise LedgerStopped(unwritable()) from None
    if context.is_disconnect or "connection failed" in said or "connection to server" in said:
        raise LedgerStopped(
            _("the ledger's database does not answer: start again when it runs; nothing that was recorded is lost")
        ) from None


def unwritable() -> str:
    """The words for a file or folder that cannot be used."""
    return _("the ledger cannot be opened or written: ask whoever runs this machine to look at its file and folder")


def _not_an_address() -> str:
    return _("the ledger's address is none: write sqlite:///FILE or postgresql://…, in the environment and not here")
