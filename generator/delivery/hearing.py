"""How a worker hears what other sides report by themselves, and writes it down before it tells them so."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa

from generator.delivery import receipts
from generator.delivery.claiming import Ending
from generator.delivery.outcome import Receipt
from generator.delivery.transport import Reporting, Transport
from generator.delivery.writing import Clock, Writing, writing

GLANCE = 0.25
"""Seconds between two looks while there is work: each look that finds something is one more commit."""

LINGER = 5.0
"""Seconds that whoever has done waits for receipts. Most phones are on; the others' come with a later run."""

STRANGE = 90.0
"""Seconds that a receipt of which no delivery is known is looked at again: another worker may have sent the message and
not have written down the answer, and within this time it has (`LEASE` and `TIMEOUT`)."""


class Hearing:
    """The ear of one worker, on its connection, for those of its transports that report."""

    def __init__(
        self,
        connection: sa.Connection,
        moment: Clock,
        who: str,
        transports: Mapping[str, Transport],
        clock: Callable[[], float],
    ) -> None:
        self._connection, self._moment, self._who, self._clock = connection, moment, who, clock
        self._speaking: dict[str, Reporting] = {
            outlet: transport
            for outlet, transport in transports.items()
            if isinstance(transport, Reporting) and transport.reports
        }
        self._looked: dict[str, float] = {}
        self._strange: dict[tuple[str, Receipt], float] = {}

    def expect(self, transaction: Writing, outlet: str, endings: Sequence[Ending]) -> None:
        """Remember what the other side calls what it took, in the transaction that writes down that it did."""
        if outlet in self._speaking:
            receipts.expect(transaction, outlet, endings)

    def glance(self, outlet: str) -> None:
        """Listen, unless that was done just before."""
        if self._clock() - self._looked.get(outlet, -GLANCE) >= GLANCE:
            self._hear(outlet)

    def listen(self) -> None:
        """Hear what everybody has to say."""
        for outlet in self._speaking:
            self._hear(outlet)

    def linger(self, patience: float, stop: Callable[[], bool]) -> None:
        """Wait a little for receipts, at most `LINGER` and so many seconds, as long as there are any to come."""
        for _look in range(round(min(patience, LINGER) / GLANCE) if self._speaking else 0):
            with self._connection.begin():
                left = receipts.awaited(self._connection, self._speaking, self._moment(self._connection))
            if stop() or not left:
                return
            time.sleep(GLANCE)
            self.listen()

    def _hear(self, outlet: str) -> None:
        transport = self._speaking.get(outlet)
        if transport is None:
            return
        now = self._looked[outlet] = self._clock()
        try:
            told = transport.reported()
        except Exception:  # a mistake of the transport's; what was said is said again
            return
        if not told:
            return
        with writing(self._connection, self._moment, self._who) as transaction:
            done = set(receipts.receive(transaction, outlet, told))
        done |= {one for one in told if now - self._strange.setdefault((outlet, one), now) >= STRANGE}
        for one in done:
            self._strange.pop((outlet, one), None)
        transport.noted(list(done))
