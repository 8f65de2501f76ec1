"""A body is cut into headings, paragraphs and quotations with their citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.body import Block, blocks

BODIES: dict[str, list[Block]] = {
    "": [],
    "\n\n": [],
    "## 事迹\n\n他修路。[^s1]\n": [
        Block("heading", "事迹", 0),
        Block("paragraph", "他修路。", 2, ("s1",)),
    ],
    "## 事迹\n他修路。\n": [Block("heading", "事迹", 0), Block("paragraph", "他修路。", 1)],
    "他修路，\n引水。\n": [Block("paragraph", "他修路，引水。", 0)],
    "a\nb": [Block("paragraph", "a b", 0)],
    "甲[^s1]乙[^s2]丙[^s1]": [Block("paragraph", "甲乙丙", 0, ("s1", "s2"))],
    "> 先修路。\n> ——张三[^s1]\n": [Block("quotation", "先修路。", 0, ("s1",), "张三")],
    "> 先修路。\n": [Block("quotation", "先修路。", 0)],
    "- 甲[^s1]\n- 乙\n": [Block("paragraph", "甲", 0, ("s1",)), Block("paragraph", "乙", 1)],
    "**甲**和[乙](https://example.org)": [Block("paragraph", "甲和乙", 0)],
    "2011\\. 年": [Block("paragraph", "2011. 年", 0)],
}


@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_the_blocks_of_a_body(body: str) -> None:
    assert blocks(body) == BODIES[body]


@given(st.text())
def test_any_text_has_blocks_in_order(body: str) -> None:
    lines = [block.line for block in blocks(body)]
    assert lines == sorted(set(lines))
    assert all(0 <= line <= body.count("\n") for line in lines)
