"""A key that a record does not know is found, with the one that was meant."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "a slip of the finger": ("summery: 他带着61户乡亲远迁安家。", [(2, 1, "“summery”")]),
    "within a list of mappings": ("honours:\n  - {title: 优秀共产党员, onn: 2011}", [(3, 21, "“onn”")]),
    "a Chinese key": ("姓名: 张三", [(2, 1, "“姓名”")]),
    "two at once": ("nmae: 张三\nstagee: named", [(2, 1, "“nmae”"), (3, 1, "“stagee”")]),
    "all keys known": ("post: 村党支部书记\naliases: [老张]", []),
    "any channel under copy": ("copy: {wechat: 他带着61户乡亲远迁安家。}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("key-known", text), expected)


def test_the_hint_names_the_key_that_was_meant(world: World) -> None:
    assert "“summary”" in world.head("key-known", "summery: 短句。")[0].hint


def test_the_hint_lists_the_known_keys_when_none_is_alike(world: World) -> None:
    assert "alt" in world.head("key-known", "photo: {file: photo.jpg, 说明文字: 合影}")[0].hint
