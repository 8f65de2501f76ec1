"""A progress count for a person who is watching while the work takes a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from generator.language import _

PATIENCE = 1.0
"""Seconds of work before anything is shown: what is done sooner needs no count."""
_ERASE = "\r\x1b[K"


class Bar:
    """Counts steps. Use as a context manager: leaving it takes the count off the screen."""

    def __init__(self, shown: bool, draw: Callable[[str], object]) -> None:
        """`draw` puts text on the screen as it is; it is never called unless `shown`."""
        self._shown = shown
        self._draw = draw
        self._done = 0
        self._began = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._drawn:
            self._draw(_ERASE)

    def advance(self, done: int) -> None:
        """`done` more steps have been taken."""
        self._done += done
        if self._shown and time.monotonic() - self._began > PATIENCE:
            self._drawn = True
            self._draw(_ERASE + _("{count} steps done …").format(count=self._done))
