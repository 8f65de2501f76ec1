"""The title of an honour stands in the vocabulary, or a warning asks."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "unknown": ("honours:\n  - {title: 优秀党员}", [(3, 13, "“优秀党员”")]),
    "known": ("honours:\n  - {title: 优秀共产党员}", []),
    "known with a remark": ("honours:\n  - {title: 优秀共产党员（追授）}", []),
    "unknown with a remark": ("honours:\n  - {title: 虚构之星（追授）}", [(3, 13, "“虚构之星”")]),
    "the second of two": (
        "honours:\n  - {title: 优秀共产党员}\n  - {title: 虚构之星}",
        [(4, 13, "“虚构之星”")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("honour-known", text), expected)


def test_it_is_a_warning_with_the_title_that_was_meant(world: World) -> None:
    found = world.head("honour-known", "honours: [{title: 优秀党员}]")[0]
    assert (found.severity, found.hint) == ("warning", "did you mean “优秀共产党员”?")
