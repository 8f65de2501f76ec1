"""A photo is told in words."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "no alt": ("photo: {file: photo.jpg}", [(2, 8, "“photo.jpg” has no alt text")]),
    "alt": ("photo: {file: photo.jpg, alt: 张三站在果园里}", []),
    "blank alt": ("photo: {file: photo.jpg, alt: '  '}", [(2, 31, "no alt text")]),
    "no photo": ("post: 支书", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("photo-alt", text), expected)
