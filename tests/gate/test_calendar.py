"""Working days are those of the State Council's notices; expected values are counted by hand in them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from world import REPOSITORY, people

from generator.checks.run import check_form
from generator.gate.months import months_after
from generator.gate.working_days import WorkingDays
from generator.records.calendar_settings import Calendar
from generator.records.partial_date import FullDate
from generator.records.reader import read_settings

from .office import CALENDAR, GATE, approval, exemplar


def sample() -> Calendar:
    """The repository's own calendar."""
    root = REPOSITORY / "exemplars"
    file = read_settings(root / "calendar.yml", root, Calendar, "calendar.yml")
    assert file.value is not None, file.faults
    return file.value


DAYS = WorkingDays(sample())
DAY = datetime.date.fromisoformat

# Days off as the notices announce them, in days: 2024 7 holidays, 2025 6, 2026 7.
OFF = {2024: [1, 8, 3, 5, 1, 3, 7], 2025: [1, 8, 3, 5, 3, 8], 2026: [3, 9, 3, 5, 3, 3, 7]}
WORKED = {
    2024: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}


def test_the_calendar_holds_what_the_notices_announce() -> None:
    for year in sample().years:
        assert [(h.last.day - h.start.day).days + 1 for h in year.holidays] == OFF[year.year]
        assert [day[5:] for day in year.workdays] == WORKED[year.year]
        assert f"关于{year.year}年部分节假日安排的通知（国办发明电〔" in year.source
        # Who works on a day that makes up works on a Saturday or Sunday.
        assert all(day.day.weekday() >= 5 for day in year.workdays)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-06-01", "2026-06-05", 5),
        ("2026-06-05", "2026-06-08", 2),
        ("2026-10-01", "2026-10-07", 0),  # 国庆节 2026
        ("2026-09-28", "2026-10-12", 7),  # 28, 29, 30; 8, 9, 10 (worked), 12
        ("2026-02-14", "2026-02-24", 2),  # 14 worked, 15 to 23 off, 24
        ("2025-01-26", "2025-02-05", 3),  # 26 and 27, 28 to 4 off, 5
        ("2024-02-10", "2024-02-18", 1),  # 18, a Sunday, is worked
        ("2025-09-29", "2025-10-11", 5),  # 29, 30; 9, 10, 11 (worked)
        ("2026-11-22", "2026-11-22", 0),  # a Sunday
        ("2026-12-28", "2027-01-04", 6),  # 2027 is not known: Monday to Friday
    ],
)
def test_working_days_are_counted_with_both_ends(first: str, last: str, days: int) -> None:
    assert DAYS.count(FullDate(first), FullDate(last)) == days


# The number of working days of a whole year: Monday to Friday, less the days off among them, and those worked.
# 2026 has 261 days from Monday to Friday; of the 33 days off 25 are such; 6 are worked. 261 - 25 + 6 = 242.
# (元旦 Thu Fri; 春节 Mon-Fri, Mon; 清明 Mon; 劳动节 Fri Mon Tue; 端午 Fri; 中秋 Fri; 国庆 Thu Fri Mon Tue Wed = 19.)
def test_the_working_days_of_2026() -> None:
    weekdays_off = 2 + 6 + 1 + 3 + 1 + 1 + 5
    assert DAYS.count(FullDate("2026-01-01"), FullDate("2026-12-31")) == 261 - weekdays_off + 6 == 248


@given(st.dates(datetime.date(2023, 12, 1), datetime.date(2027, 2, 1)), st.integers(1, 30))
def test_the_day_reached_is_the_first_on_which_the_count_is_full(first: datetime.date, days: int) -> None:
    last = DAYS.reached(first, days)
    begun = FullDate(first.isoformat())
    assert DAYS.count(begun, FullDate(last.isoformat())) >= days
    if last > first:
        assert DAYS.count(begun, FullDate((last - datetime.timedelta(days=1)).isoformat())) < days


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-22", 6, "2027-05-22"),
        ("2026-12-31", 2, "2027-02-28"),
        ("9999-06-01", 12, "9999-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: str, months: int, after: str) -> None:
    assert months_after(DAY(day), months).isoformat() == after


def test_a_year_that_the_calendar_lacks_is_told_with_whom_to_ask(make_world: MakeWorld) -> None:
    ahead = exemplar(approval(notice="{from: 2026-12-28, to: 2027-01-04}"), stage="noticed")
    world = make_world({"gate.yml": GATE, "calendar.yml": CALENDAR, **people(a=ahead)})
    ran = world.run("check")
    assert ran.code == 0, ran
    assert "warning: calendar.yml lacks 2027" in ran.out
    assert "= hint: ask the general office" in ran.out
    # Nobody counts working days here, so the calendar does not matter.
    world.write({"gate.yml": "notice:\n  - {days: 7, count: calendar}\n"})
    assert "calendar.yml" not in world.run("check").out


FAULTS = {
    "a level that nobody knows": ("gate.yml", "decision:\n  - {levels: [conty]}\n", 2, 15, "vocabulary-known"),
    "a field that nobody knows": ("gate.yml", "notice:\n  - {days: 5, fields: [rurel]}\n", 2, 24, "vocabulary-known"),
    "a key that nobody knows": ("gate.yml", "desicion:\n  - {}\n", 1, 1, "key-known"),
    "a basis that there is not": ("gate.yml", "decision:\n  - {bases: [consnt]}\n", 2, 14, "value-form"),
    "no number of days": ("gate.yml", "notice:\n  - {days: five}\n", 2, 12, "value-form"),
    "no days": ("gate.yml", "notice:\n  - {days: 0}\n", 2, 12, "value-form"),
    "checks of nobody": ("gate.yml", "checks:\n  - {months: 12}\n", 2, 5, "field-required"),
    "a year twice": (
        "calendar.yml", "years:\n  - {year: 2026, source: 虚构}\n  - {year: 2026, source: 虚构}\n", 3, 12, "id-unique",
    ),
    "a holiday of another year": (
        "calendar.yml",
        "years:\n  - year: 2026\n    source: 虚构\n    holidays: [{name: 元旦, from: 2024-01-01}]\n",
        4, 33, "date-order",
    ),
    "a holiday that ends first": (
        "calendar.yml",
        "years:\n  - year: 2026\n    source: 虚构\n    holidays: [{name: 元旦, from: 2026-01-03, to: 2026-01-01}]\n",
        4, 49, "date-order",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_mistakes_in_the_settings_are_told_in_their_place(make_world: MakeWorld, fault: str) -> None:
    name, text, line, column, rule = FAULTS[fault]
    world = make_world({name: text, **people(a=exemplar("approval: {basis: public}"))})
    outcome = world.build()
    assert outcome.edition is None
    (problem,) = outcome.problems
    assert (problem.path, problem.line, problem.column, problem.rule) == (f"exemplars/{name}", line, column, rule)
    assert fault.startswith("no ") or problem.hint
    ran = world.run("check", f"exemplars/{name}")
    assert ran.code == 1
    assert f"exemplars/{name}:{line}:{column}: error: " in ran.out


def test_the_sample_settings_are_sound() -> None:
    root: Path = REPOSITORY / "exemplars"
    assert check_form(read_settings(root / "calendar.yml", root, Calendar, "calendar.yml")) == []
