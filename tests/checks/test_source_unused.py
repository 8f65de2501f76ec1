"""A source that is cited nowhere is named."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "the second": ("sources:\n  - {id: s1}\n  - {id: s2}", [(4, 10, "“s2”")]),
    "an id that begins another": ("sources:\n  - {id: s1}\n  - {id: s}", [(4, 10, "“s”")]),
    "all cited": ("sources:\n  - {id: s1}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("source-unused", text), expected)
