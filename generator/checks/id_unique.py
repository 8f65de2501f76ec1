"""An id is used once: across people and organizations, and within each list of the settings.

It is an address. Ids that differ only in capital letters are one address on Windows and two elsewhere.

Fails:

    people/zhang-san/record.md
    organizations/zhang-san/record.md

Passes:

    people/zhang-san/record.md
    organizations/zhang-san-ban/record.md
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import START
from generator.records.reader import Document

SEVERITY = Severity.ERROR


class Identified(Protocol):
    """An entry of a settings file that has an id."""

    @property
    def id(self) -> str: ...


def repeated(ids: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Finding]]:
    """For (id, shown path) of all records: the path of each that repeats an earlier one, with the finding."""
    first: dict[str, tuple[str, str]] = {}
    for name, path in sorted(ids, key=lambda entry: entry[1]):
        earlier = first.setdefault(name.casefold(), (name, path))
        if earlier[1] == path:
            continue
        if earlier[0] == name:
            message = _("the id “{id}” is already used by {path}").format(id=name, path=earlier[1])
        else:
            message = _("the id “{id}” differs only in capital letters from {path}")
            message = message.format(id=name, path=earlier[1])
        yield path, Finding(START, message, _("name one of the two folders otherwise"))


def twice(file: Document[Any], name: str, entries: Iterable[Identified]) -> Iterator[Finding]:
    """The entries of the list `name` of a settings file that repeat the id of an earlier one."""
    first: dict[str, int] = {}
    for n, entry in enumerate(entries):
        earlier = first.setdefault(entry.id, n)
        if earlier != n:
            line = file.at(name, earlier, "id").line
            message = _("the id “{id}” already stands in line {line} ({list})")
            told = message.format(id=entry.id, line=line, list=name)
            yield Finding(file.at(name, n, "id"), told, _("give it an id of its own"))
