"""Two sources do not share an id."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "two": ("sources:\n  - {id: s1}\n  - {id: s1}", [(4, 10, "“s1” already stands in line 3")]),
    "three": ("sources:\n  - {id: s1}\n  - {id: s1}\n  - {id: s1}", [(4, 10, "line 3"), (5, 10, "line 3")]),
    "different": ("sources:\n  - {id: s1}\n  - {id: s2}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("source-twice", text), expected)


def test_the_hint_gives_a_free_id(world: World) -> None:
    assert world.head("source-twice", "sources: [{id: s1}, {id: s2}, {id: s1}]")[0].hint.endswith("s3")
