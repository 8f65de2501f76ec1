"""To whom an outlet's messages go: the outlet itself, or everybody on the list that its variable names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from generator.language import _
from generator.records.outlets import Outlet


class Unreachable(Exception):
    """An outlet whose recipients are not known; the words are for staff and hold no address."""


def addresses_of(outlet: Outlet, environment: Mapping[str, str]) -> Iterator[str]:
    """The recipients, each once in a row: "" for the outlet itself, or line by line from the list.

    The variable holds a file's path, or the list itself. Half a million lines are read one at a time; empty lines and
    those that begin with # are passed over. Raises `Unreachable`, before the first.
    """
    needed(outlet, environment)
    if outlet.recipients is None:
        return iter(("",))
    value = environment[outlet.recipients.removeprefix("$")]
    path = Path(value.strip()) if "\n" not in value.strip() else None
    try:
        if path is None or not path.is_file():
            return _listed(iter(value.replace(",", "\n").splitlines()))
        stream = path.open(encoding="utf-8-sig")  # Excel and Notepad put a mark in front
    except OSError:
        said = _("the list of recipients that {variable} names cannot be read; whoever runs this machine can mend it")
        raise Unreachable(said.format(variable=outlet.recipients)) from None
    return _from_file(stream, outlet.recipients)


def needed(outlet: Outlet, environment: Mapping[str, str]) -> None:
    """Raises `Unreachable` unless every variable that the outlet names is set."""
    values = (outlet.to, outlet.recipients or "", *outlet.options.values())
    for name in (value.removeprefix("$") for value in values if value.startswith("$")):
        if not environment.get(name, "").strip():
            said = _("the environment variable {name} is not set; whoever keeps the addresses can set it")
            raise Unreachable(said.format(name=name))


def count_of(outlet: Outlet, environment: Mapping[str, str]) -> int:
    """How many recipients there are. Raises `Unreachable`."""
    return sum(1 for _address in addresses_of(outlet, environment))


def _from_file(stream: TextIO, variable: str) -> Iterator[str]:
    with stream:
        try:
            yield from _listed(iter(stream))
        except UnicodeDecodeError:
            said = _("the list of recipients that {variable} names is no UTF-8 text; save it as UTF-8")
            raise Unreachable(said.format(variable=variable)) from None


def _listed(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        text = line.strip()
        if text and not text.startswith("#"):
            yield text
