"""How a worker hears what other sides report by themselves, and writes it down before it tells them so."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa

from generator.delivery import goodbyes, receipts
from generator.delivery.claiming import Ending
from generator.delivery.outcome import Goodbye, Receipt
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
        hash_of: Callable[[str], str],
    ) -> None:
        self._connection, self._moment, self._who, self._clock = connection, moment, who, clock
        self._hash_of = hash_of
        self._speaking: dict[str, Reporting] = {
            outlet: transport for outlet, transport in transports.items() if isinstance(transport, Reporting)
        }
        self._reporting = [outlet for outlet, transport in self._speaking.items() if transport.reports]
        self._looked: dict[str, float] = {}
        self._strange: dict[tuple[str, Receipt], float] = {}

    def expect(self, transaction: Writing, outlet: str, endings: Sequence[Ending]) -> None:
        """Remember what the other side calls what it took, in the transaction that writes down that it did."""
        if outlet in self._reporting:
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
        for _look in range(round(min(patience, LINGER) / GLANCE) if self._reporting else 0):
            with self._connection.begin():
                left = receipts.awaited(self._connection, self._reporting, self._moment(self._connection))
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
            known = set(receipts.receive(transaction, outlet, [one for one in told if isinstance(one, Receipt)]))
            goodbyes.enter(transaction, self._hash_of, [one for one in told if isinstance(one, Goodbye)])
        done = [one for one in told if isinstance(one, Goodbye) or one in known or self._given_up(outlet, one, now)]
        for one in done:
            if isinstance(one, Receipt):
                self._strange.pop((outlet, one), None)
        transport.noted(done)

    def _given_up(self, outlet: str, receipt: Receipt, now: float) -> bool:
        return now - self._strange.setdefault((outlet, receipt), now) >= STRANGE
