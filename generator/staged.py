"""What is known of one file of the site: as it was left by the last build, and as this build made it."""

from __future__ import annotations

from typing import NamedTuple

from generator.guard import Leak


class Entry(NamedTuple):
    """A file of the site as it was left: the key it was made from, its size in bytes, its time in ns."""

    key: str
    size: int
    time: int


class Written(NamedTuple):
    """A file that was made in this build. `staged` is False when the same bytes stand there already.

    A file in which the guard found `leaks` is not laid ready, and its entry is empty.
    """

    path: str
    entry: Entry
    staged: bool
    leaks: tuple[Leak, ...] = ()
