"""Figures carry a citation, paragraph by paragraph."""

from __future__ import annotations

import pytest

from .sample import World, matches

BODIES = {
    "a figure": ("张三带着61户乡亲远迁安家。\n", [(1, 5, "61")]),
    "a Chinese figure": ("张三带着六十一户乡亲远迁安家。\n", [(1, 5, "六十一")]),
    "cited": ("张三带着61户乡亲远迁安家。[^s1]\n", []),
    "no figure": ("张三带着乡亲远迁安家。\n", []),
    "一个人 is no figure": ("没有一个人半途离开。\n", []),
    "two figures, one finding": ("2011年，张三带着61户乡亲安家。\n", [(1, 1, "2011")]),
    "two paragraphs": (
        "他种了3亩地。\n\n他修了5公里路。[^s1]\n\n他打了7口井。\n",
        [(1, 4, "3"), (5, 4, "7")],
    ),
    "a paragraph of two lines": ("他先修路，\n后种了3亩地。\n", [(2, 4, "3")]),
    "a quotation": ("> 我种了3亩地。\n> ——张三\n", [(1, 6, "3")]),
    "a quotation cited at its speaker": ("> 我种了3亩地。\n> ——张三[^s1]\n", []),
    "a heading": ("## 2011年的事\n", []),
    "one item of a list": ("- 种了3亩地[^s1]\n- 打了7口井\n", [(2, 5, "7")]),
    "a heading directly above": ("## 事迹\n种了3亩地。[^s1]\n打了7口井。\n", []),
    "a full-width figure": ("他种了３亩地。\n", [(1, 1, "3")]),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("claim-sourced", text), expected)
