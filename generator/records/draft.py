"""Makes of an invalid record what can be made, so that one run tells all its problems and not the first."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

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


def drafted(data: dict[str, Any], details: Sequence[ErrorDetails]) -> tuple[Record | None, frozenset[str]]:
    """The record without what `details` complain of, and the required fields that had to be made up."""
    data = copy.deepcopy(data)
    absent: set[str] = set()
    for _round in range(_ROUNDS):
        for detail in details:
            _remove(data, [part for part in detail["loc"] if part != "[key]"], detail["type"] == "missing")
        data = _pruned(data)
        for name, value in _PLACEHOLDERS.items():
            if name not in data:
                data[name] = value
                absent.add(name)
        try:
            return Record.model_validate(data), frozenset(absent)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
    return None, frozenset()


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


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _pruned(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_pruned(item) for item in value if item is not None]
    return value
