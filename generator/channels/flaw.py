"""What can be wrong with composed copy, as plain facts; the rules put them into words."""

from __future__ import annotations

from typing import NamedTuple


class TooLong(NamedTuple):
    """The shortest form of a copy is still `over` characters too long.

    `part` names a part of it, such as 标题; `copy` the key under which a shorter one can be written by hand.
    """

    channel: str
    label: str
    over: int
    part: str = ""
    copy: str = ""


class Stray(NamedTuple):
    """A figure in a copy that stands nowhere in the record."""

    channel: str
    label: str
    figure: str


class Broken(NamedTuple):
    """A template that could not be filled in for a record: where, what Jinja2 says, and for which record."""

    channel: str
    label: str
    template: str
    line: int
    message: str
    record: str = ""


Flaw = TooLong | Stray | Broken
