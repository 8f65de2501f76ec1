"""What the wires share that cannot be asked: nothing to ask, and by default nothing to let go of."""

from __future__ import annotations

from typing import NoReturn

from generator.delivery.outcome import Outcome, Result


class OneWay:
    """A wire on which messages only go out."""

    certain_after = certain_until = 0.0

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> NoReturn:
        """Never called: its doubt is not `ASKABLE`."""
        raise NotImplementedError

    def close(self) -> None:
        """There is nothing to let go of."""


def refused(code: str, words: str) -> Outcome:
    """Refused by ourselves, before anything was sent, with the reason in words for staff."""
    return Outcome(Result.REFUSED, code, words)
