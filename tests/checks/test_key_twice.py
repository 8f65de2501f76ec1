"""Two equal keys are found at the second."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "at the top": ("unit: 东坡村\nunit: 西岭村", [(3, 1, "“unit” already stands in line 2")]),
    "three": ("unit: 东坡村\nunit: 西岭村\nunit: 南塘村", [(3, 1, "line 2"), (4, 1, "line 2")]),
    "within a list": ("honours:\n  - {title: 三等功, title: 二等功}", [(3, 18, "“title”")]),
    "the same key in two mappings": ("honours:\n  - {title: 优秀共产党员}\n  - {title: 优秀共产党员}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("key-twice", text), expected)
