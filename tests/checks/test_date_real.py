"""A date has one of three forms and stands in the calendar."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "not in the calendar": ("updated: 2026-02-30", [(2, 10, "2026-02-30")]),
    "a leap day": ("updated: 2028-02-29", []),
    "no leap day": ("updated: 2026-02-29", [(2, 10, "2026-02-29")]),
    "no such month": ("honours:\n  - {title: 优秀共产党员, on: 2011-13}", [(3, 25, "2011-13")]),
    "Chinese form": ("updated: 2026年11月2日", [(2, 10, "2026年11月2日")]),
    "slashes": ("updated: 2026/11/02", [(2, 10, "2026/11/02")]),
    "a year alone where it is enough": ("honours:\n  - {title: 优秀共产党员, on: 2011}", []),
    "a year alone where a day is needed": ("updated: 2026", [(2, 10, "no day")]),
    "year zero": ("updated: 0000-01-01", [(2, 10, "0000-01-01")]),
    "no date at all": ("updated: 昨天", [(2, 10, "昨天")]),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("date-real", text), expected)


HINTS = {
    "2026年11月2日": "write 2026-11-02",
    "2026/11/2": "write 2026-11-02",
    "2026.11": "write 2026-11",
    "２０２６-11-02": "write 2026-11-02",
    "20261102": "write 2026-11-02",
    "2026-02-30": "2026-02 has 28 days",
    "2026-13-01": "months run from 01 to 12",
    "2026-11": "write the day too, as in 2011-07-01",
    "昨天": "write YYYY, YYYY-MM or YYYY-MM-DD, as in 2011-07-01",
    "2026年13月": "write YYYY, YYYY-MM or YYYY-MM-DD, as in 2011-07-01",
}


@pytest.mark.parametrize("written", HINTS)
def test_the_hint_gives_the_date_that_was_meant(world: World, written: str) -> None:
    assert world.head("date-real", f"updated: {written}")[0].hint == HINTS[written]
