"""The summary has 20 to 60 characters."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "19 characters": ("summary: " + "字" * 18 + "。", [(2, 10, "19 characters")]),
    "20 characters": ("summary: " + "字" * 19 + "。", []),
    "60 characters": ("summary: " + "字" * 59 + "。", []),
    "61 characters": ("summary: " + "字" * 60 + "。", [(2, 10, "61 characters")]),
    "a character beyond the BMP counts one": ("summary: " + "𠮷" * 20, []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("summary-length", text), expected)


def test_a_missing_summary_is_not_measured(world: World) -> None:
    assert world.head("summary-length", "summary:") == []
