"""Stage and revoked honours agree."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "named without any honour left": (
        "stage: named\nhonours: [{title: 优秀共产党员, revoked: {on: 2019}}]",
        [(2, 8, "every honour is revoked")],
    ),
    "named with one left": (
        ("stage: named\nhonours: [{title: 优秀共产党员, revoked: {on: 2019}}, {title: 最美奋斗者}]"),
        [],
    ),
    "named without honours": ("stage: named\nhonours: []", []),
    "revoked with nothing revoked": ("stage: revoked", [(2, 8, "no honour is marked")]),
    "revoked": ("stage: revoked\nhonours: [{title: 优秀共产党员, revoked: {on: 2019}}]", []),
    "withdrawn, and never public": ("stage: withdrawn\napproval: {basis: statutory}", [(2, 8, "was public")]),
    "withdrawn, and never lawful": ("stage: withdrawn\napproval: {basis: consent}", []),
    "withdrawn after its day": ("stage: withdrawn\napproval: {basis: statutory}\npublish: {from: 2020-01-01}", []),
    "a lead": ("stage: lead\nhonours: [{title: 优秀共产党员, revoked: {on: 2019}}]", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("stage-fits", text), expected)
