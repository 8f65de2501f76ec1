"""The summary is a plain line."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "plain": ("summary: 他带着61户乡亲远迁安家，修路引水。", []),
    "bold": ("summary: 他带着**61户**乡亲远迁安家。", [(2, 10, "“**”")]),
    "citation": ("summary: 他带着61户乡亲远迁安家。[^s1]", [(2, 10, "[^s1]")]),
    "line break": ("summary: |-\n  他带着乡亲远迁安家，\n  修路引水。", [(2, 10, "line break")]),
    "folded lines are one line": ("summary: >-\n  他带着乡亲远迁安家，\n  修路引水。", []),
    "link": ("summary: 他的[事迹](https://example.org)很多。", [(2, 10, "“[事迹](”")]),
    "tag": ("summary: 他带着<b>乡亲</b>。", [(2, 10, "“<b”")]),
    "heading": ("summary: '# 他带着乡亲'", [(2, 10, "“#”")]),
    "code": ("summary: '他写下`路`字'", [(2, 10, "“`”")]),
    "less than between figures": ("summary: 他把3 < 5写在墙上，天天讲给孩子们听。", []),
    "a lone asterisk": ("summary: 他给果树编了号，1*号树在坡顶，他一棵一棵看。", []),
    "hyphen in a name": ("summary: 他种的A-61号果树，把坡地变成了果园。", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("summary-form", text), expected)
