"""What reading finds wrong, as plain facts: CHECK puts them into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file: line and column, both from 1, in characters."""

    line: int
    column: int


START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fact that keeps a file from being read as meant. `rule` names the check that words it."""

    rule: str
    at: Position = START
    what: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)
