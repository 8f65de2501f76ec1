"""What every record must hold is missed, by its path."""

from __future__ import annotations

import pytest

from .sample import World, matches, record_text

HEADS = {
    "a source without an id": ("sources:\n  - {title: 虚构日报}", [(3, 5, "“sources.0.id”")]),
    "an honour without a title": ("honours:\n  - {on: 2011}", [(3, 5, "“honours.0.title”")]),
    "a notice without its end": (
        "approval:\n  basis: public\n  notice: {from: 2011-06-13}",
        [(4, 11, "“approval.notice.to”")],
    ),
    "a required key with nothing behind it": ("name:", [(2, 1, "“name”")]),
    "all there": ("photo: {file: photo.jpg}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("field-required", text), expected)


@pytest.mark.parametrize("key", ["name", "fields", "summary", "stage", "updated"])
def test_five_keys_stand_in_every_record(world: World, key: str) -> None:
    found = world.problems(record_text(leave_out=(key,)))
    assert [(p.rule, f"“{key}”" in p.message) for p in found] == [("field-required", True)]


def test_an_empty_head_misses_all_five_and_nothing_else(world: World) -> None:
    found = world.problems("---\n---\n")
    assert [p.rule for p in found] == ["field-required"] * 5
