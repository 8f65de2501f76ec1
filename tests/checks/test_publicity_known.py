"""A misspelt channel or level does not become a column of its own unseen."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "known": ("publicity:\n  - {channel: newspaper, level: city}\n  - {channel: site}", []),
    "a place of another name": ("publicity:\n  - {channel: 橱窗, level: county}", []),
    "misspelt": ("publicity:\n  - {channel: newspapper}", [(3, 15, "no channel is called “newspapper”")]),
    "no level": ("publicity:\n  - {channel: radio, level: 县}", [(3, 29, "“县” is no level")]),
    "a level of the vocabulary": ("publicity:\n  - {channel: radio, level: national}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("publicity-known", text), expected)


def test_the_hint_names_what_was_meant(world: World) -> None:
    (problem,) = world.head("publicity-known", "publicity: [{channel: radoi}]")
    assert problem.hint == "did you mean “radio”?"


def test_where_no_channels_are_known_none_is_missed(world: World) -> None:
    world.context = type(world.context)()
    assert world.head("publicity-known", "publicity: [{channel: radoi}]") == []
