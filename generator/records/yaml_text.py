"""Reads YAML as text: every value stays the characters that stand in the file, and keeps its position.

PyYAML's own loaders turn 0571 into 377, 12:30 into 750 and `no` into False, and keep the last of two equal
keys. Here its C parser only cuts the text into events; nothing is resolved. Two passes read them: `plain`
is the fast one for the sound case, `inspect` is walked only when something must be located or complained of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.records.fault import Fault, Position

Plain = dict[str, Any] | list[Any] | str | None
"""What YAML text says: mappings, lists and text. A key with nothing behind it says the same as no key."""
Path = tuple[str | int, ...]

_DEEPEST = 20


class _Odd(Exception):
    """The fast pass met something it does not take: the slow pass will name it."""


@dataclass(slots=True)
class Inspection:
    """Where every value of a YAML text stands, and what is wrong with the text."""

    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def plain(text: str) -> Plain:
    """The values of `text`; raises `ValueError` when `inspect` has faults to tell."""
    try:
        loader = yaml.CSafeLoader(text)
        try:
            loader.get_event()
            start = loader.get_event()
            if isinstance(start, StreamEndEvent):
                return None
            value = _value(loader.get_event, loader.get_event(), 0)
            loader.get_event()
            if not isinstance(loader.get_event(), StreamEndEvent):
                raise _Odd
            return value
        finally:
            loader.dispose()
    except (_Odd, yaml.YAMLError) as error:
        raise ValueError from error


def _value(take: Any, event: Any, depth: int) -> Plain:
    kind = type(event)
    if kind is ScalarEvent:
        if event.anchor or event.tag:
            raise _Odd
        text: str = event.value
        return text if text or event.style else None
    if kind is AliasEvent or event.anchor or event.tag or depth > _DEEPEST:
        raise _Odd
    if kind is MappingStartEvent:
        return _mapping(take, depth + 1)
    items: list[Plain] = []
    while True:
        event = take()
        if type(event) is SequenceEndEvent:
            return items
        items.append(_value(take, event, depth + 1))


def _mapping(take: Any, depth: int) -> Plain:
    mapping: dict[str, Plain] = {}
    empty = False
    value: Plain
    while True:
        key = take()
        if type(key) is not ScalarEvent:
            if type(key) is MappingEndEvent:
                return {k: v for k, v in mapping.items() if v is not None} if empty else mapping
            raise _Odd
        name = key.value
        if name in mapping or key.anchor or key.tag or name == "<<":
            raise _Odd
        event = take()
        # Most values are plain text; they are taken here, without another call.
        if type(event) is ScalarEvent and not event.anchor and not event.tag:
            value = event.value if event.value or event.style else None
        else:
            value = _value(take, event, depth)
        mapping[name] = value
        if value is None:
            empty = True


def inspect(text: str, first_line: int = 1) -> Inspection:
    """Where everything in `text` stands; `first_line` is the file's line on which `text` begins."""
    found = Inspection()
    offset = first_line - 1
    try:
        loader = yaml.CSafeLoader(text)
        try:
            events = iter(loader.get_event, None)
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    _walk(next(events), events, (), found, offset)
                    break
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    found.faults.append(Fault("front-matter-readable", _at(event, offset), "two-documents"))
                    break
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and "quoted scalar" in (error.context or ""):
            mark = error.context_mark  # a quotation mark that is never closed is mended where it opens
        at = Position(mark.line + 1 + offset, mark.column + 1) if mark else Position(first_line, 1)
        found.faults.append(Fault("front-matter-readable", at, "yaml", {"problem": error.problem or ""}))
    except yaml.YAMLError as error:  # a character that YAML does not allow at all
        # libyaml counts bytes of UTF-8, and gives the character as a number.
        before = text.encode()[: getattr(error, "position", 0) or 0].decode(errors="ignore")
        sign = chr(getattr(error, "character", 0) or 0)
        found.faults.append(Fault("control-character", _position_of(before, offset), "character", {"character": sign}))
    return found


def _walk(event: Any, events: Iterator[Any], path: Path, found: Inspection, offset: int) -> None:
    found.values.setdefault(path, _at(event, offset))
    if isinstance(event, AliasEvent):
        found.faults.append(Fault("yaml-plain", _at(event, offset), "alias", {"name": str(event.anchor)}))
        return
    if event.anchor:
        found.faults.append(Fault("yaml-plain", _at(event, offset), "anchor", {"name": str(event.anchor)}))
    if event.tag:
        found.faults.append(Fault("yaml-plain", _at(event, offset), "tag", {"name": str(event.tag)}))
    if len(path) > _DEEPEST:
        raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
    if isinstance(event, SequenceStartEvent):
        for number, item in enumerate(iter(events.__next__, None)):
            if isinstance(item, SequenceEndEvent):
                return
            _walk(item, events, (*path, number), found, offset)
    elif isinstance(event, MappingStartEvent):
        for key in iter(events.__next__, None):
            if isinstance(key, MappingEndEvent):
                return
            if not isinstance(key, ScalarEvent):
                raise yaml.MarkedYAMLError(problem="a key that is not text", problem_mark=key.start_mark)
            place = (*path, key.value)
            if key.value == "<<":
                found.faults.append(Fault("yaml-plain", _at(key, offset), "merge", {"name": "<<"}))
            elif place in found.keys:
                first = str(found.keys[place].line)
                found.faults.append(Fault("key-twice", _at(key, offset), key.value, {"line": first}))
            found.keys.setdefault(place, _at(key, offset))
            _walk(next(events), events, place, found, offset)


def _at(event: Any, offset: int) -> Position:
    return Position(event.start_mark.line + 1 + offset, event.start_mark.column + 1)


def _position_of(before: str, offset: int) -> Position:
    return Position(before.count("\n") + 1 + offset, len(before) - before.rfind("\n"))
