"""One build of a project at a time: a second one waits for its turn, for both would lay their files in one place.

The turn is a lock that the system gives back when its holder ends, however that comes about; the file stays, empty.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_GLANCE = 0.1
"""Seconds between two looks whether it is our turn; waiting can be ended with Ctrl+C."""


@contextlib.contextmanager
def turn(lock: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `lock`; while somebody else does, wait, after saying so by `waiting`, which is called once."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("ab") as held:
        if not _taken(held.fileno()):
            waiting()
            while not _taken(held.fileno()):
                time.sleep(_GLANCE)
        yield  # the lock goes with the file's descriptor, on every system


def _taken(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
