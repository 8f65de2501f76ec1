"""A figure in copy stands in the record."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "another figure": ("copy:\n  sms: 他带着63户乡亲搬迁。", [(3, 8, "63")]),
    "the same figure": ("copy:\n  sms: 他带着61户乡亲搬迁。", []),
    "the same figure in Chinese": ("copy:\n  sms: 他带着六十一户乡亲搬迁。", []),
    "the year of an honour": ("copy:\n  sms: 2011年，他被评为优秀共产党员。", []),
    "no figure": ("copy:\n  sms: 他带着乡亲搬迁。", []),
    "two channels": (
        "copy:\n  sms: 他带着62户乡亲搬迁。\n  radio: 他带着63户乡亲搬迁。",
        [(3, 8, "62"), (4, 10, "63")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("number-in-copy", text), expected)
