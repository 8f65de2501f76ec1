"""Makes of an invalid record what can be made, so that one run tells all its problems and not the first."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.records.model import Record

_PLACEHOLDERS: dict[str, Any] = {
    "name": "〇",
    "fields": ["unknown"],
    "summary": "〇",
    "stage": "lead",
    "updated": "0001-01-01",
}
_ROUNDS = 3


Kept = dict[tuple[str | int, ...], list[int]]
"""Path of a list that lost items → the numbers, in the file, of those that were kept."""


class Draft(NamedTuple):
    """What could be made of an invalid record, if anything."""

    record: Record | None
    absent: frozenset[str]
    kept: Kept


def drafted(data: dict[str, Any], details: Sequence[ErrorDetails]) -> Draft:
    """The record without what `details` complain of, and the required fields that had to be made up."""
    data = copy.deepcopy(data)
    absent: set[str] = set()
    kept: Kept = {}
    for _round in range(_ROUNDS):
        for detail in details:
            _remove(data, [part for part in detail["loc"] if part != "[key]"], detail["type"] == "missing")
        data = _pruned(data, (), kept)
        for name, value in _PLACEHOLDERS.items():
            if name not in data:
                data[name] = value
                absent.add(name)
        try:
            return Draft(Record.model_validate(data), frozenset(absent), kept)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
    return Draft(None, frozenset(), {})


def _remove(data: Any, path: list[Any], missing: bool) -> None:
    if missing:  # a mapping that lacks a required key goes as a whole
        path = path[:-1]
    if not path:
        return
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data.pop(path[-1], None)
    elif isinstance(data, list) and isinstance(path[-1], int) and path[-1] < len(data):
        data[path[-1]] = None  # pruned later, so that the other places keep their numbers


def _pruned(value: Any, path: tuple[str | int, ...], kept: Kept) -> Any:
    if isinstance(value, dict):
        return {key: _pruned(item, (*path, key), kept) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        numbers = kept.get(path, range(len(value)))
        if None in value:
            kept[path] = [number for number, item in zip(numbers, value, strict=True) if item is not None]
        return [_pruned(item, (*path, n), kept) for n, item in enumerate(i for i in value if i is not None)]
    return value
