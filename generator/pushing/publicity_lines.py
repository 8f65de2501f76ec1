"""Writes a line of the publicity into the text of a record, and leaves every other character as it is."""

from __future__ import annotations

from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.records.model import Publicity, PublicityState, Record

_RANK: dict[PublicityState, int] = {"planned": 0, "sent": 1, "published": 2}


class Told(NamedTuple):
    """What the ledger knows: an outlet, by its id and its name, took a channel's copy on a day (ISO)."""

    channel: str
    level: str
    outlet: str
    name: str
    status: PublicityState
    on: str


def said(record: Record, told: Told) -> bool:
    """Whether the record says as much, or more."""
    return any(_RANK[e.state] >= _RANK[told.status] for e in record.publicity if _same(e, told))


def with_line(head: str, record: Record, told: Told) -> str:
    """The front matter `head` with what is `told`: in the planned line that it fulfils, or in one of its own."""
    root = yaml.compose(head, Loader=yaml.CSafeLoader)
    assert isinstance(root, MappingNode), "the front matter of a sound record is a mapping"
    found = [(key, value) for key, value in root.value if key.value == "publicity"]
    if not found:
        return f"{head}publicity:\n  - {_flow(told)}\n"
    key, value = found[0]
    if not isinstance(value, SequenceNode) or not value.value:
        return f"{head[: key.end_mark.index]}:\n  - {_flow(told)}{head[_end(value, key) :]}"
    place = _fulfilled(record, told)
    if place is not None:
        entry = value.value[place]
        assert isinstance(entry, MappingNode)
        return _updated(head, entry, told)
    last = _last(value.value[-1])
    if value.flow_style:
        return f"{head[:last]}, {_flow(told)}{head[last:]}"
    end = _end_of_line(head, last)
    return f"{head[:end]}\n{' ' * value.start_mark.column}- {_flow(told)}{head[end:]}"


def updated_by(head: str, day: str) -> str:
    """The front matter with `updated` no earlier than an ISO day: no record tells of what came after it."""
    root = yaml.compose(head, Loader=yaml.CSafeLoader)
    assert isinstance(root, MappingNode), "the front matter of a sound record is a mapping"
    for key, value in root.value:
        if key.value == "updated" and value.value < day:
            return head[: value.start_mark.index] + day + head[value.end_mark.index :]
    return head


def _same(entry: Publicity, told: Told) -> bool:
    return entry.channel == told.channel and entry.outlet in (told.name, told.outlet)


def _fulfilled(record: Record, told: Told) -> int | None:
    """The line that planned it: for this outlet, or for none and for its level or none."""
    lower = [(n, e) for n, e in enumerate(record.publicity) if _RANK[e.state] < _RANK[told.status]]
    named = [n for n, entry in lower if _same(entry, told)]
    free = [n for n, e in lower if e.channel == told.channel and not e.outlet and e.level in (None, told.level or None)]
    return next(iter([*named, *free]), None)


def _flow(told: Told) -> str:
    level = f", level: {told.level}" if told.level else ""
    return f"{{channel: {told.channel}{level}, outlet: {_quoted(told.name)}, status: {told.status}, on: {told.on}}}"


def _quoted(text: str) -> str:
    """A name as a YAML value inside braces: in quotation marks where a sign in it means something there."""
    plain = not set(text) & set(",[]{}:#&*!|>'\"%@`?") and text == text.strip() and not text.startswith("-")
    return text if plain else "'" + text.replace("'", "''") + "'"


def _updated(head: str, entry: MappingNode, told: Told) -> str:
    """The line with its new state, and with the outlet and day where it names none."""
    there = {key.value: value for key, value in entry.value if isinstance(key, ScalarNode)}
    edits: list[tuple[int, int, str]] = []
    added: list[str] = []
    for name, text in (("outlet", _quoted(told.name)), ("status", told.status), ("on", told.on)):
        value = there.get(name)
        if value is None:
            added.append(f"{name}: {text}")
        elif name == "status" or (name == "on" and isinstance(value, ScalarNode) and not value.value):
            edits.append((value.start_mark.index, value.end_mark.index, text if value.value else f" {text}"))
    if added:
        last = _last(entry.value[-1][1])
        if entry.flow_style:
            edits.append((last, last, "".join(f", {line}" for line in added)))
        else:
            last = _end_of_line(head, last)
            room = "\n" + " " * entry.value[0][0].start_mark.column
            edits.append((last, last, "".join(room + line for line in added)))
    for start, end, text in sorted(edits, reverse=True):
        head = head[:start] + text + head[end:]
    return head


def _last(node: Node) -> int:
    """Where a value ends; a block of lines ends after its last word, and not where the next key begins."""
    if not isinstance(node, (SequenceNode, MappingNode)) or node.flow_style:
        return int(node.end_mark.index)
    inner = node.value[-1]
    return _last(inner[1] if isinstance(inner, tuple) else inner)


def _end(value: Node, key: Node) -> int:
    return int(value.end_mark.index) if value.start_mark.line == key.start_mark.line else int(key.end_mark.index) + 1


def _end_of_line(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end
