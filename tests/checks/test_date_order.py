"""Dates that have an order keep it, as far as they are known."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "revoked before it was given": (
        "honours:\n  - title: 优秀共产党员\n    on: 2011-07-01\n    revoked: {on: 2010}",
        [(5, 19, "honours.0.revoked.on is 2010")],
    ),
    "revoked in the year it was given": (
        "honours:\n  - title: 优秀共产党员\n    on: 2011-07-01\n    revoked: {on: 2011}",
        [],
    ),
    "a year and a month of it": (
        "honours:\n  - title: 优秀共产党员\n    on: 2011-07\n    revoked: {on: 2011}",
        [],
    ),
    "a month before the year": (
        "honours:\n  - title: 优秀共产党员\n    on: 2011\n    revoked: {on: 2010-12}",
        [(5, 19, "2010-12")],
    ),
    "a month within the year": (
        "honours:\n  - title: 优秀共产党员\n    on: 2011\n    revoked: {on: 2011-01}",
        [],
    ),
    "a notice that ends first": (
        "approval:\n  basis: public\n  notice: {from: 2011-06-17, to: 2011-06-13}",
        [(4, 34, "2011-06-13")],
    ),
    "a notice of one day": ("approval:\n  basis: public\n  notice: {from: 2011-06-17, to: 2011-06-17}", []),
    "consent withdrawn first": (
        "approval:\n  basis: consent\n  consent: {on: 2011-06, withdrawn: 2011-05}",
        [(4, 37, "2011-05")],
    ),
    "a clearance that ends first": (
        ("approval:\n  basis: public\n  checks: [{by: 公安, result: clear, on: 2011, until: 2010}]"),
        [(4, 53, "approval.checks.0.until")],
    ),
    "a pledge kept first": ("pledges:\n  - {on: 2011-03, text: 修路, kept: 2011-02}", [(3, 35, "2011-02")]),
    "an honour after updated": (
        "honours:\n  - {title: 优秀共产党员, on: 2026-11-23}\nupdated: 2026-11-22",
        [(3, 25, "after updated 2026-11-22")],
    ),
    "an honour in the month of updated": (
        "honours:\n  - {title: 优秀共产党员, on: 2026-11}\nupdated: 2026-11-22",
        [],
    ),
    "a source after updated": (
        ("sources:\n  - {id: s1, on: 2027, url: 'https://example.org'}\nupdated: 2026-11-22"),
        [(3, 18, "sources.0.on is 2027")],
    ),
    "a correction after updated": (
        "corrections:\n  - {on: 2026-12-01, field: post}\nupdated: 2026-11-22",
        [(3, 10, "corrections.0.on")],
    ),
    "consent after updated": (
        "approval:\n  basis: consent\n  consent: {on: 2026-12}\nupdated: 2026-11-22",
        [(4, 17, "approval.consent.on")],
    ),
    "a report after updated": (
        ("publicity:\n  - {channel: radio, on: 2026-12-01, planned: 2026-11}\nupdated: 2026-11-22"),
        [(3, 26, "publicity.0.on")],
    ),
    "a plan for the time after updated": (
        "publicity:\n  - {channel: radio, planned: 2027-01}\nupdated: 2026-11-22",
        [],
    ),
    "no updated to compare with": ("honours:\n  - {title: 优秀共产党员, on: 2026-11-23}\nupdated:", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("date-order", text), expected)


def test_the_hint_says_what_to_set_updated_to(world: World) -> None:
    fragment = "honours: [{title: 优秀共产党员, on: 2027-02}]\nupdated: 2026-11-22"
    assert "2027-02-28 or later" in world.head("date-order", fragment)[0].hint
