"""What gives workers their work. It may forget, come late or call twice: only the ledger decides what is sent.

So there are three verbs and no fourth: what is cancelled in the ledger is cancelled, and a call for it finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import sqlalchemy as sa

from generator.delivery.worker import Worker

Begin = Callable[[], Worker]
"""Makes a worker with transports of its own. Whoever calls it closes it."""


class Engine(Protocol):
    """Calls workers to outlets that have something waiting."""

    def enqueue(self, connection: sa.Connection, outlet: str, name: str) -> None:
        """In the ledger's transaction: something waits for this outlet. The same `name` twice is one call."""
        ...

    def sweep(self, worker: Worker) -> int:
        """Compare with the ledger, and call for what waits without a call; gives how many calls were missing."""
        ...

    def run(self, begin: Begin, stop: Callable[[], bool], *, patience: float | None = None) -> None:
        """Work until `stop`, or with `patience` until nothing is left that may go within so many seconds."""
        ...


class Rows:
    """The ledger's own rows are the queue: nothing to be told, and nothing to compare."""

    def enqueue(self, connection: sa.Connection, outlet: str, name: str) -> None:
        """The row is there already."""

    def sweep(self, worker: Worker) -> int:
        """Leaves no call missing."""
        return 0

    def run(self, begin: Begin, stop: Callable[[], bool], *, patience: float | None = None) -> None:
        """One worker that looks for rows."""
        with begin() as worker:
            worker.run(stop, patience=patience)
