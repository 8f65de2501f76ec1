"""When a review falls due: periods, the ends of months, leap days, dates known in part."""

from __future__ import annotations

import datetime

import pytest

from generator.gate.months import months_after
from generator.office.due import lateness, reviews_due, until
from generator.office.roll import Exemplar
from generator.records.folders import Kind
from generator.records.gate_settings import GateSettings
from generator.records.model import Review, Stage
from generator.records.partial_date import PartialDate

TODAY = datetime.date(2026, 11, 22)
# domain.md, row 8: 省级以上集体、部级以上个人 every half-year; others yearly.
PRACTICE = GateSettings.model_validate(
    {
        "reviews": [
            {"kinds": ("organization",), "levels": ("national", "province"), "bases": (), "months": 6, "grace": 30},
            {"kinds": ("person",), "levels": ("national",), "bases": (), "months": 6, "grace": 30},
            {"bases": (), "months": 12, "grace": 30},
        ]
    }
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def exemplar(
    *reviews: str, named: str = "2020-01-01", kind: Kind = "person", level: str = "county", stage: Stage = "named"
) -> Exemplar:
    held = tuple(Review(on=PartialDate(on), result="虚构结果") for on in reviews)
    of = {"reviews": held, "updated": "2026-11-01", "review_from": max(reviews, default=named)}
    return Exemplar("zhang-san", "张三", "虚构单位", stage, (), kind, level, basis="public", **of)  # type: ignore[arg-type]


def due(one: Exemplar, today: datetime.date = TODAY) -> str:
    found = reviews_due([one], PRACTICE, today, datetime.date.max)
    return "".join(due.on.isoformat() for due in found.all)


MONTHS = {
    "a plain day": ("2026-03-15", 6, "2026-09-15"),
    "over the end of a year": ("2026-08-15", 6, "2027-02-15"),
    "the last of August, half a year on": ("2026-08-31", 6, "2027-02-28"),
    "the same before a leap year": ("2027-08-31", 6, "2028-02-29"),
    "the 29th and 30th of August": ("2026-08-30", 6, "2027-02-28"),
    "a leap day, a year on": ("2024-02-29", 12, "2025-02-28"),
    "a leap day, four years on": ("2024-02-29", 48, "2028-02-29"),
    "a short month does not become a month's end": ("2026-02-28", 6, "2026-08-28"),
    "to December": ("2026-06-30", 6, "2026-12-30"),
    "1900 was no leap year": ("1896-02-29", 48, "1900-02-28"),
}


@pytest.mark.parametrize(("since", "months", "then"), MONTHS.values(), ids=MONTHS)
def test_so_many_months_after(since: str, months: int, then: str) -> None:
    assert months_after(day(since), months) == day(then)


PERIODS: dict[str, tuple[Kind, str, str]] = {
    "a person of the nation": ("person", "national", "2026-07-01"),
    "a person of the province": ("person", "province", "2027-01-01"),
    "a person of the county": ("person", "county", "2027-01-01"),
    "a collective of the nation": ("organization", "national", "2026-07-01"),
    "a collective of the province": ("organization", "province", "2026-07-01"),
    "a collective of the city": ("organization", "city", "2027-01-01"),
    "a person of no stated level": ("person", "", "2027-01-01"),
}


@pytest.mark.parametrize(("kind", "level", "then"), PERIODS.values(), ids=PERIODS)
def test_higher_levels_are_reviewed_twice_a_year(kind: Kind, level: str, then: str) -> None:
    assert due(exemplar("2026-01-01", kind=kind, level=level)) == then


SINCE = {
    "never reviewed: from the naming": (exemplar(named="2026-03-05"), "2027-03-05"),
    "the last of several, whatever their order": (exemplar("2026-04-01", "2025-04-01", "2024-04-01"), "2027-04-01"),
    "a review known to the month counts from its first day": (exemplar("2026-05"), "2027-05-01"),
    "a review known to the year counts from its first day": (exemplar("2026"), "2027-01-01"),
    "a naming known to the year": (exemplar(named="2026"), "2027-01-01"),
    "a review of today": (exemplar("2026-11-22"), "2027-11-22"),
    "neither review nor naming": (exemplar(named=""), ""),
    "a review, but no day of naming": (exemplar("2026-04-01", named=""), "2027-04-01"),
}


@pytest.mark.parametrize(("one", "then"), SINCE.values(), ids=SINCE)
def test_from_when_a_period_runs(one: Exemplar, then: str) -> None:
    assert due(one) == then


def test_without_a_day_to_count_from_it_is_told_and_not_dropped() -> None:
    one = exemplar(named="")
    assert reviews_due([one], PRACTICE, TODAY, TODAY).undated == (one,)


STAGES: tuple[Stage, ...] = ("lead", "cultivating", "nominated", "noticed", "suspended", "revoked", "withdrawn")


@pytest.mark.parametrize("stage", STAGES)
def test_only_the_named_are_reviewed(stage: Stage) -> None:
    assert due(exemplar(stage=stage)) == ""


def test_of_whom_nothing_is_asked_is_counted() -> None:
    found = reviews_due([exemplar()], GateSettings(), TODAY, TODAY)
    assert (found.all, found.free) == ((), 1)


@pytest.mark.parametrize(
    ("reviewed", "state"),
    [("2025-11-21", "overdue"), ("2025-11-22", "coming"), ("2026-01-21", "coming"), ("2026-01-22", "later")],
)
def test_today_and_the_last_day_are_within(reviewed: str, state: str) -> None:
    found = reviews_due([exemplar(reviewed)], PRACTICE, TODAY, day("2027-01-21"))
    assert (len(found.overdue), len(found.coming)) == {"overdue": (1, 0), "coming": (0, 1), "later": (0, 0)}[state]


UNTIL = {
    "days": (60, "d", "2027-01-21"),
    "weeks": (8, "w", "2027-01-17"),
    "months": (2, "m", "2027-01-22"),
    "none": (0, "d", "2026-11-22"),
    "beyond the calendar": (9_999, "m", "2860-02-22"),
}


@pytest.mark.parametrize(("number", "unit", "last"), UNTIL.values(), ids=UNTIL)
def test_how_far_is_looked(number: int, unit: str, last: str) -> None:
    assert until(TODAY, number, unit) == day(last)


def test_beyond_the_last_day_there_is_nothing() -> None:
    assert until(day("9999-12-01"), 60, "d") == until(day("9999-12-01"), 2, "m") == datetime.date.max


def test_after_the_days_of_grace_the_page_leaves_the_site() -> None:
    (one,) = reviews_due([exemplar("2026-01-31", level="national")], PRACTICE, TODAY, TODAY).all
    assert (one.on, one.last_day) == (day("2026-07-31"), day("2026-08-30"))


@pytest.mark.parametrize(
    ("on", "today", "long"),
    [
        ("2026-11-21", "2026-11-22", (0, 1)),
        ("2026-10-22", "2026-11-22", (1, 0)),
        ("2026-10-23", "2026-11-22", (0, 30)),
        ("2026-01-31", "2026-02-28", (1, 0)),
        ("2026-01-31", "2026-03-30", (1, 30)),
        ("2020-11-22", "2026-11-22", (72, 0)),
    ],
)
def test_how_long_something_is_overdue(on: str, today: str, long: tuple[int, int]) -> None:
    assert lateness(day(on), day(today)) == long
