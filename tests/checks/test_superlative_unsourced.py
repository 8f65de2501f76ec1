"""Superlatives carry a citation; names, quotations and plain words are left alone."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "summary": (
        "summary: 他是全县最早外出找水的人，带着乡亲修路引水，把坡地种成了果园。",
        [(2, 10, "“最早” in summary")],
    ),
    "copy": ("copy:\n  sms: 他是村里第一个大学生。", [(3, 8, "“第一个” in copy.sms")]),
    "an honour in copy": ("copy:\n  sms: 他获得最美奋斗者称号。", []),
}
BODIES = {
    "最早": ("他是全县最早外出找水的人。\n", [(1, 5, "“最早”")]),
    "cited": ("他是全县最早外出找水的人。[^s1]\n", []),
    "第一个": ("他是村里第一个大学生。\n", [(1, 5, "“第一个”")]),
    "首创": ("他首创了账目上墙。\n", [(1, 2, "“首创”")]),
    "唯一": ("他是唯一的医生。\n", [(1, 3, "“唯一”")]),
    "全国第一": ("亩产全国第一。\n", [(1, 3, "“全国第一”")]),
    "领先": ("亩产领先全县。\n", [(1, 3, "“领先”")]),
    "two in a paragraph": ("他最早修路，也最先种果。\n", [(1, 2, "“最早”"), (1, 8, "“最先”")]),
    "plain words": ("他最后一个走，最终办成，最近和最初都一样，最难忘那天。\n", []),
    "第一书记 and 第一时间": ("他任第一书记，第一时间到场，站在第一线。\n", []),
    "the first of a row": ("第一个月他走访各户，第一天就下地。\n", []),
    "an honour of the vocabulary": ("他获得最美奋斗者称号。\n", []),
    "a quotation": ("乡亲说他是“全村最好的人”。\n", []),
    "a book": ("他读《最高的山》。\n", []),
    "a block quotation": ("> 他是最好的书记。\n", []),
    "courts and allowances": ("他到最高人民法院作报告，帮老人办最低生活保障，最大限度省钱。\n", []),
    "放在第一位": ("他把乡亲放在第一位。\n", []),
    "the first hospital": ("他在县第一人民医院看病，又去第一大队。\n", []),
    "首创精神": ("他尊重群众首创精神。\n", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("superlative-unsourced", text), expected)


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("superlative-unsourced", text), expected)


def test_the_summary_may_repeat_what_a_cited_paragraph_says(world: World) -> None:
    summary = "summary: 他是全县最早外出找水的人，带着乡亲修路引水，把坡地种成了果园。"
    assert world.body("superlative-unsourced", "他是全县最早外出找水的人。[^s1]\n", summary) == []
    assert len(world.body("superlative-unsourced", "他外出找水。[^s1]\n", summary)) == 1
