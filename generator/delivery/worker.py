"""The one who sends: takes a portion in a committed step, sends it, and writes down how each ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple

from generator.delivery import claiming, doubts, retrying
from generator.delivery.asking import Asker
from generator.delivery.hearing import Hearing
from generator.delivery.ledger import Ledger
from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.pending import Pending, pending
from generator.delivery.presence import Presence
from generator.delivery.publications import message_of
from generator.delivery.transport import TIMEOUT, Transport
from generator.delivery.writing import Writing, writing

PORTION = 25
"""Deliveries taken at once. A kill leaves at most so many in doubt; where a person would have to look, only one."""

LEASE = 60.0
"""Seconds after which a worker begins nothing more of what it took. What is left goes back into the queue."""

GRACE = LEASE + 2 * TIMEOUT
"""Seconds that a doubt is left alone before the other side is asked: whoever sent it has ended by then for certain,
and what was under way has arrived. All waits are by this process's monotonic clock, which nobody sets."""


class Route(NamedTuple):
    """How an outlet is reached, and how many messages a minute it takes (None: as many as it can)."""

    transport: Transport
    a_minute: int | None = None


class Pace(NamedTuple):
    """How long a worker waits, in seconds: before a second try, before asking, between sweeps, when idle."""

    first_wait: float = retrying.FIRST_WAIT
    grace: float = GRACE
    sweep: float = 10.0
    idle: float = 0.5


class Worker:
    """Sends for the outlets in `routes`; one thread, one connection, one lock that says it lives.

    Several may work at once, as threads or processes, and each needs transports of its own.
    """

    def __init__(
        self,
        ledger: Ledger,
        routes: Mapping[str, Route],
        pace: Pace = Pace(),  # noqa: B008  a constant
        told: Callable[[Result], None] = lambda _result: None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._ledger = ledger
        self._routes = routes
        self._pace = pace
        self._told = told
        self._clock = clock
        self._wall = wall
        self._connection = ledger.database.connect()
        self._presence = Presence(self._connection, ledger.clock)
        self._who = f"worker {self._presence.number}"
        self._asker = Asker(self._connection, self._writing, clock)
        self._messages: dict[str, Message] = {}
        self._swept: float | None = None
        transports = {id_: route.transport for id_, route in routes.items()}
        self._hearing = Hearing(self._connection, ledger.clock, self._who, transports, clock, ledger.hash_of)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye, and let go of the connection. The transports stay open; they are the caller's."""
        self._presence.close()
        self._connection.close()

    def run(self, stop: Callable[[], bool], *, patience: float | None = None) -> None:
        """Work until `stop`; with `patience` until nothing is left that could go within so many seconds.

        Raises `LedgerStopped` if the ledger cannot be written; what was under way then stands there as open.
        """
        self._hearing.listen()  # who wrote back since the last run that they want nothing more is not written to now
        while not stop():
            if self._swept is None or self._clock() - self._swept >= self._pace.sweep:
                self.sweep()
            if sum(self.work(outlet, stop) for outlet in self._routes):
                continue
            self._hearing.listen()
            left = self.pending(patience or 0.0)
            if patience is not None and not left.any:
                self._hearing.linger(patience, stop)
                return
            if left.open or left.doubts:
                self.sweep()
            time.sleep(self._pace.idle)

    def work(self, outlet: str, stop: Callable[[], bool] = lambda: False) -> int:
        """Take one portion of an outlet and send it; gives how many were taken."""
        route = self._routes[outlet]
        most = 1 if route.transport.doubt is Doubt.PERSON else PORTION
        with self._writing() as transaction:
            taken = claiming.claim(transaction, outlet, self._presence.number, most, route.a_minute)
        if not taken:
            return 0
        over = self._lease()
        endings: list[claiming.Ending] = []
        for one in taken:
            if endings and (stop() or over()):
                break
            endings.append(claiming.Ending(one, self._sent(route.transport, one)))
        not_begun = taken[len(endings) :]
        with self._writing() as transaction:
            claiming.finish(transaction, outlet, endings, self._pace.first_wait, not_begun)
            self._hearing.expect(transaction, outlet, endings)
        self._hearing.glance(outlet)
        for ending in endings:
            self._told(ending.outcome.result)
        return len(taken)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that this worker can reach."""
        return tuple(self._routes)

    def waiting(self, outlet: str) -> bool:
        """Whether an outlet has something that may go now."""
        with self._connection.begin():
            return pending(self._connection, [outlet], [], self._ledger.clock(self._connection), 0.0).waiting

    def sweep(self) -> int:
        """Mark what dead workers left open, and settle what can be settled; gives how many were left open."""
        with self._connection.begin():
            open_with = doubts.holders(self._connection)
        dead = self._presence.dead(open_with)
        found = 0
        if dead:
            with self._writing() as transaction:
                found = doubts.mark(transaction, dead)
        for outlet, route in self._routes.items():
            if route.transport.doubt is Doubt.REPEATABLE:
                self._repeat(outlet)
            elif route.transport.doubt is Doubt.ASKABLE:
                self._asker.ask(outlet, route.transport, self._pace.grace + route.transport.certain_after)
        self._swept = self._clock()
        return found

    def pending(self, patience: float = 0.0) -> Pending:
        """What may still be done for these outlets within so many seconds.

        A doubt that its outlet could not tell about is none to stay for, though it is asked about again.
        """
        of = {outlet: route.transport.doubt for outlet, route in self._routes.items()}
        repeated = [outlet for outlet, doubt in of.items() if doubt is Doubt.REPEATABLE]
        with self._connection.begin():
            at = self._ledger.clock(self._connection)
            left = pending(self._connection, list(of), repeated, at, patience)
        hopes = any(self._asker.hopes(outlet) for outlet, doubt in of.items() if doubt is Doubt.ASKABLE)
        return left._replace(doubts=left.doubts or hopes)

    def _writing(self) -> AbstractContextManager[Writing]:
        return writing(self._connection, self._ledger.clock, self._who)

    def _lease(self) -> Callable[[], bool]:
        """Whether it is over, asked again and again. A machine that slept may show that by one of its clocks only."""
        began, began_at = self._clock(), self._wall()
        return lambda: self._clock() - began > LEASE or abs(self._wall() - began_at) > LEASE

    def _sent(self, transport: Transport, one: claiming.Claim) -> Outcome:
        try:
            message = self._message(one.publication)
        except ValueError:
            return Outcome(Result.REFUSED, "bytes were altered after approval")
        try:
            return transport.send(one.key, message, one.address)
        except Exception as error:
            # A transport says by an outcome what happened. One that raises has a mistake, and nobody knows how far
            # it came. Its words may hold an address, so only its name is kept.
            return Outcome(Result.UNKNOWN, type(error).__name__)

    def _message(self, digest: str) -> Message:
        if digest not in self._messages:
            self._messages.clear()  # attachments are large, and portions of one publication follow each other
            with self._connection.begin():
                self._messages[digest] = message_of(self._connection, digest)
        return self._messages[digest]

    def _repeat(self, outlet: str) -> None:
        with self._connection.begin():
            found = doubts.unknown(self._connection, outlet)
        if found:
            with self._writing() as transaction:
                doubts.repeat(transaction, [one.standing for one in found], self._pace.first_wait)
