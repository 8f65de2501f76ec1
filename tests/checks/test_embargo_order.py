"""Publication does not begin before it ends, is decided, or was on notice."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "ends before it begins": (
        "publish: {from: 2011-07-02, until: 2011-07-01}",
        [(2, 36, "2011-07-01, before publish.from 2011-07-02")],
    ),
    "one day": ("publish: {from: 2011-07-01, until: 2011-07-01}", []),
    "before the decision": (
        ("publish: {from: 2011-06-30}\napproval: {basis: public, decision: {on: 2011-07-01}}"),
        [(2, 17, "the decision of 2011-07-01")],
    ),
    "in the month of the decision": (
        ("publish: {from: 2011-07-01}\napproval: {basis: public, decision: {on: 2011-07}}"),
        [],
    ),
    "before the month of the decision": (
        ("publish: {from: 2011-06-30}\napproval: {basis: public, decision: {on: 2011-07}}"),
        [(2, 17, "2011-07")],
    ),
    "before the notice ends": (
        ("publish: {from: 2011-06-16}\napproval: {basis: public, notice: {from: 2011-06-13, to: 2011-06-17}}"),
        [(2, 17, "2011-06-17")],
    ),
    "not yet named": (
        (
            "stage: noticed\n"
            "publish: {from: 2011-06-13}\n"
            "approval: {basis: public, notice: {from: 2011-06-13, to: 2011-06-17}}"
        ),
        [],
    ),
    "no embargo": ("publish: {until: 2030-01-01}", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("embargo-order", text), expected)
