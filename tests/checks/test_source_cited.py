"""A citation leads to a source."""

from __future__ import annotations

import pytest

from .sample import World, matches

BODIES = {
    "unknown": ("张三带着61户乡亲远迁安家。[^s9]\n", [(1, 15, "[^s9]")]),
    "known": ("张三带着61户乡亲远迁安家。[^s1]\n", []),
    "the second of two": ("安家。[^s1][^x]\n", [(1, 9, "[^x]")]),
    "on a later line": ("## 事迹\n\n> 先修路。\n> ——张三[^s2]\n", [(4, 7, "[^s2]")]),
    "in a heading": ("## 事迹[^s2]\n", [(1, 6, "[^s2]")]),
    "after a character beyond the BMP": ("𠮷村。[^s2]\n", [(1, 4, "[^s2]")]),
    "the same twice": ("甲。[^s2]\n\n乙。[^s2]\n", [(1, 3, "[^s2]"), (3, 3, "[^s2]")]),
    "no citation": ("安家。\n", []),
    "not closed": ("安家。[^s2\n", []),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("source-cited", text), expected)


def test_the_hint_names_the_source_that_was_meant(world: World) -> None:
    assert world.body("source-cited", "安家。[^S1]\n")[0].hint == "did you mean “s1”?"


def test_sources_that_could_not_be_read_are_not_missed_here(world: World) -> None:
    assert world.body("source-cited", "安家。[^s1]\n", "sources: [{id: s 1}]") == []
