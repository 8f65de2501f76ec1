"""A surname that is easily misread asks for pinyin."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "单": ("name: 单虚构", [(2, 7, "「单」")]),
    "仇": ("name: 仇三", [(2, 7, "「仇」")]),
    "with pinyin": ("name: 单虚构\npinyin: Shàn Xūgòu", []),
    "two characters of surname": ("name: 尉迟虚", [(2, 7, "「尉迟」")]),
    "a single 尉": ("name: 尉虚构", []),
    "an ordinary surname": ("name: 张单", []),
    "应, which a dictionary reads rightly": ("name: 应虚构", []),
    "a name with ·": ("name: 那虚·构造", []),
    "the character alone": ("name: 曾", []),
    "a name missing": ("name:", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("pinyin-needed", text), expected)


@pytest.mark.parametrize(
    ("name", "reading"),
    [("单虚构", "Shàn"), ("任虚构", "Rén"), ("长孙虚", "Zhǎngsūn"), ("翟虚", "Zhái or Dí")],
)
def test_the_hint_says_the_reading(world: World, name: str, reading: str) -> None:
    assert world.head("pinyin-needed", f"name: {name}")[0].hint.endswith(f"it reads {reading}")


def test_an_organization_has_no_surname(world: World) -> None:
    assert world.head("pinyin-needed", "name: 区妇联", place="organizations/fu-lian") == []
