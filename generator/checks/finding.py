"""Problems as data: a rule finds, the runner adds file, severity and name, a reporter tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from generator.records.calendar_settings import Calendar
from generator.records.fault import Position
from generator.records.folders import Kind
from generator.records.gate_settings import GateSettings
from generator.records.reader import RecordFile
from generator.records.settings import Office, Term, Vocabulary


class Severity(StrEnum):
    """An error stops a build; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """What a rule says of one place: the message names the offending value, the hint mends it."""

    at: Position
    message: str
    hint: str = ""


class Problem(NamedTuple):
    """A finding with everything a person or a program needs to act on it (the contract of `check`)."""

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    hint: str

    @classmethod
    def from_list(cls, kept: Sequence[Any]) -> Problem:
        """A problem from its JSON, in which it is a list."""
        return cls(*kept)._replace(severity=Severity(kept[3]))


@dataclass(frozen=True)
class Context:
    """What rules may know besides the record itself."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    office: Office | None = None
    gate: GateSettings = field(default_factory=GateSettings)
    calendar: Calendar = field(default_factory=Calendar)
    channels: tuple[str, ...] = ()

    @cached_property
    def terms(self) -> dict[str, dict[str, Term]]:
        """The vocabulary by list and id: terms["levels"]["county"]."""
        named = {name: getattr(self.vocabulary, name) for name in ("levels", "honours", "units", "regions")}
        named |= {"fields": self.vocabulary.fields_, "criteria": self.vocabulary.criteria}
        return {name: {term.id: term for term in terms} for name, terms in named.items()}

    @cached_property
    def honour_titles(self) -> frozenset[str]:
        """The Chinese labels of all known honours."""
        return frozenset(term.zh for term in self.vocabulary.honours)

    @cached_property
    def region_labels(self) -> frozenset[str]:
        """The Chinese labels of all known regions, as in 湖北 or 湖北/恩施."""
        return frozenset(term.zh for term in self.vocabulary.regions)

    @cached_property
    def _criteria(self) -> dict[Kind, frozenset[str]]:
        kinds: tuple[Kind, ...] = ("person", "organization")
        return {k: frozenset(c.id for c in self.vocabulary.criteria if c.kind in (None, k)) for k in kinds}

    def criteria_for(self, kind: Kind) -> frozenset[str]:
        """The ids of the criteria that hold for `kind`."""
        return self._criteria[kind]


def place(text: str, index: int, first_line: int = 1) -> Position:
    """The line and column of the character at `index` of `text`, which begins on `first_line`."""
    return Position(first_line + text.count("\n", 0, index), index - text.rfind("\n", 0, index))


def unsettled(file: RecordFile, key: str) -> bool:
    """Whether READ complained of something under `key`: what the draft says there may be incomplete."""
    return any((f.details.get("path") or f.what).partition(".")[0] == key for f in file.faults)
