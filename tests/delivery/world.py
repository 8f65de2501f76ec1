"""Made-up ledgers, messages, outlets and clocks for the tests of delivery."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa

from generator.delivery.ledger import Ledger
from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.worker import Route, Worker

WHO = "虚构的人"
CHINA = timezone(timedelta(hours=8))
ACCEPTED = Outcome(Result.ACCEPTED, "0")


def at(hour: int, minute: int = 0, second: int = 0, day: int = 5) -> int:
    """A moment in January 2026, China Standard Time, in milliseconds since 1970."""
    return int(datetime(2026, 1, day, hour, minute, second, tzinfo=CHINA).timestamp() * 1000)


class Clock:
    """A clock for the ledger and for workers, that only moves when told."""

    def __init__(self) -> None:
        self.wall = at(10)
        self.monotonic = 1000.0

    def __call__(self, _connection: sa.Connection) -> int:
        return self.wall

    def passes(self, seconds: float) -> None:
        """Time passes, for all clocks alike."""
        self.wall += round(seconds * 1000)
        self.monotonic += seconds

    def jumps(self, seconds: float) -> None:
        """Somebody sets the wall clock; no time passes."""
        self.wall += round(seconds * 1000)


class Scripted:
    """A transport that does as told. `sent` and `asked` are the keys, in order."""

    def __init__(
        self,
        doubt: Doubt = Doubt.PERSON,
        does: Callable[[str, str], Outcome] = lambda _key, _recipient: ACCEPTED,
        knows: Mapping[str, Outcome] | None = None,
    ) -> None:
        self.doubt = doubt
        self.certain_after, self.certain_until = 0.0, 30 * 86_400.0
        self.does = does
        self.knows: dict[str, Outcome] = dict(knows or {})
        self.known_as, self.asked_since = "", 0
        self.sent: list[str] = []
        self.asked: list[str] = []

    def send(self, key: str, _message: Message, recipient: str) -> Outcome:
        """Do it."""
        self.sent.append(key)
        return self.does(key, recipient)

    def ask(self, key: str, _recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        """Say it."""
        self.asked.append(key)
        self.asked_since = since
        self.known_as = provider_id
        return self.knows.get(key)

    def close(self) -> None:
        """Nothing to let go of."""


def message(text: str = "虚构的事迹", **fields: Any) -> Message:
    """A made-up message."""
    told = {"item": "zhang-san", "version": "v1", "channel": "sms", "purpose": "publish", "title": "虚构"} | fields
    return Message(text=text, **told)


def approved(ledger: Ledger, text: str = "虚构的事迹", **fields: Any) -> str:
    """A recorded and approved message; gives its digest."""
    digest = ledger.record(message(text, **fields), WHO)
    ledger.approve(digest, WHO)
    return digest


def queued(ledger: Ledger, *addresses: str, outlet: str = "paper", **terms: Any) -> list[str]:
    """Queue the made-up message for these; gives the keys of all deliveries of the outlet."""
    ledger.queue(approved(ledger), outlet, addresses or ("",), WHO, **terms)
    return [line.key for line in ledger.lines() if line.outlet == outlet]


def worker(ledger: Ledger, clock: Clock, transport: Scripted, *, a_minute: int | None = None) -> Worker:
    """A worker for the outlet `paper` that waits as in earnest, by the test's clock."""
    route = Route(transport, a_minute)
    return Worker(ledger, {"paper": route}, clock=lambda: clock.monotonic, wall=lambda: clock.wall / 1000)


def states(ledger: Ledger) -> list[str]:
    """The states of all deliveries, sorted."""
    return sorted(line.state for line in ledger.lines())


def emptied(ledger: Ledger) -> None:
    """Make the ledger of a server as new, which is quicker than to make a new one."""
    names = "publication, approval, recipient, delivery, attempt, reply, part, event, worker, outlet, suppression"
    with ledger.database.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names}")
        connection.exec_driver_sql(f"UPDATE chain SET number = 0, hash = '{'0' * 32}'")


@contextlib.contextmanager
def _unguarded(connection: sa.Connection) -> Iterator[None]:
    """A transaction without the watch over references, which SQLite only lets go of outside one."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
    with connection.begin():
        yield
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA foreign_keys = ON")


def untouchable(ledger: Ledger, statement: str) -> None:
    """What somebody with the database in hand can do: the triggers do not stop him."""
    with ledger.database.connect() as connection, _unguarded(connection):
        if ledger.database.dialect.name == "sqlite":
            for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name[0]}")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql(statement)
        if ledger.database.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = DEFAULT")
