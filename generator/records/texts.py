"""Every text that stands in a value, however deep."""

from __future__ import annotations

from collections.abc import Iterator


def texts(value: object) -> Iterator[str]:
    """The texts in nested mappings and lists, in their order; keys are not among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)
