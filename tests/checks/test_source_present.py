"""What is public has a source."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "named": ("stage: named\nsources: []", [(2, 8, "“named”")]),
    "suspended": ("stage: suspended\nsources: []", [(2, 8, "“suspended”")]),
    "revoked": ("stage: revoked\nsources: []", [(2, 8, "“revoked”")]),
    "cultivating": ("stage: cultivating\nsources: []", []),
    "a source that could not be read is none missing": ("stage: named\nsources: [{title: 虚构日报}]", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("source-present", text), expected)
