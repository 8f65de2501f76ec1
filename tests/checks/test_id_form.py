"""A folder's name can be an address for good, on every system."""

from __future__ import annotations

import pytest

from .sample import World, record_text

NAMES = {
    "zhang-san": "",
    "a": "",
    "2011": "",
    "by-the-river": "",
    "a" * 60: "",
    "a" * 61: "61 characters",
    "Zhang-San": "“Zhang-San” cannot be an id",
    "zhang_san": "“zhang_san”",
    "zhang--san": "“zhang--san”",
    "-zhang": "“-zhang”",
    "zhang-": "“zhang-”",
    "zhang.san": "“zhang.san”",
    "zhang san": "“zhang san”",
    "张三": "“张三”",
    "zhāng-sān": "“zhāng-sān”",
    "by": "“by” is a reserved word",
    "frame": "“frame” is a reserved word",
    "con": "“con” is a reserved word",
}


@pytest.mark.parametrize(("name", "part"), NAMES.items(), ids=[name[:12] for name in NAMES])
def test_the_name_of_the_folder(world: World, name: str, part: str) -> None:
    found = world.problems(record_text(), "id-form", place=f"people/{name}")
    assert [(p.line, p.column, part in p.message) for p in found] == ([(1, 1, True)] if part else [])


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Zhang_San", "zhang-san"), ("zhang--san", "zhang-san"), ("张三", "in pinyin"), ("zhāng", "in pinyin")],
)
def test_the_hint_gives_a_name_that_is_sound(world: World, name: str, hint: str) -> None:
    assert hint in world.problems(record_text(), "id-form", place=f"people/{name}")[0].hint
