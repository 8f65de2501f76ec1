"""Aliases, anchors, tags and merge keys are refused."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "alias": ("name: *other", [(2, 7, "“*other”")]),
    "anchor": ("name: &me 张三", [(2, 7, "“&me”")]),
    "tag": ("name: !!str 张三", [(2, 7, "tag")]),
    "merge key": ("approval:\n  <<: {basis: public}", [(3, 3, "“<<”")]),
    "all in quotes": ("name: '*&!张三'", []),
    "an ampersand within": ("name: 张三&李四", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("yaml-plain", text), expected)
