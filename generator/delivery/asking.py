"""Asks outlets what became of doubts: of each after a while, and again after as long if there was no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import doubts
from generator.delivery.transport import Transport
from generator.delivery.writing import Writing

_AT_ONCE = 50
"""Questions to an outlet in one go."""


class _Watch(NamedTuple):
    """Since when a doubt is seen, or when it was asked about last; by the worker's own clock, in seconds."""

    since: float
    asked: bool = False


class Asker:
    """One worker's questions. A doubt is one attempt of one delivery, so a new attempt is a new doubt."""

    def __init__(
        self,
        connection: sa.Connection,
        writing: Callable[[], AbstractContextManager[Writing]],
        clock: Callable[[], float],
    ) -> None:
        self._connection = connection
        self._writing = writing
        self._clock = clock
        self._watched: dict[tuple[str, int], _Watch] = {}

    def ask(self, outlet: str, transport: Transport, grace: float) -> None:
        """Ask about what has been in doubt for `grace` seconds, and enter what is answered."""
        asked = 0
        for one in self._doubts(outlet):
            known = (one.standing.key, one.standing.tries)
            if self._clock() - self._watched.setdefault(known, _Watch(self._clock())).since < grace:
                continue
            if (asked := asked + 1) > _AT_ONCE:
                return
            self._watched[known] = _Watch(self._clock(), asked=True)
            try:
                outcome = transport.ask(one.standing.key, one.address, one.provider_id, one.started)
            except Exception:  # noqa: S112  it is asked again
                continue
            with self._writing() as transaction:
                age = (transaction.at - one.started) / 1000
                if outcome is None and not 0 <= age <= transport.certain_until:
                    continue  # its records of that time may be gone, or a clock was set: a person looks
                if doubts.answer(transaction, one.standing, outcome):
                    del self._watched[known]

    def hopes(self, outlet: str) -> bool:
        """Whether something is in doubt that was not asked about yet.

        Who could not tell once may never be able to: a gateway that is gone, or one that knows only what arrived.
        It is asked again as long as somebody works, but nobody stays for that.
        """
        return any(
            not self._watched.get((one.standing.key, one.standing.tries), _Watch(0.0)).asked
            for one in self._doubts(outlet)
        )

    def _doubts(self, outlet: str) -> Iterator[doubts.Doubtful]:
        after = ""
        while True:
            with self._connection.begin():
                found = doubts.unknown(self._connection, outlet, after)
            yield from found
            if not found:
                return
            after = found[-1].standing.key
