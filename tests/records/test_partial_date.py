"""Dates are known to the year, the month or the day, and sort as they stand."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.date_order import surely_after
from generator.records.partial_date import PartialDate

RANGES = {
    "2011": ("2011-01-01", "2011-12-31"),
    "2011-02": ("2011-02-01", "2011-02-28"),
    "2012-02": ("2012-02-01", "2012-02-29"),
    "2011-12": ("2011-12-01", "2011-12-31"),
    "2011-07-08": ("2011-07-08", "2011-07-08"),
}


@pytest.mark.parametrize("text", RANGES)
def test_a_date_knows_the_first_and_the_last_day_it_can_mean(text: str) -> None:
    date = PartialDate.parse(text)
    assert (date.first_day.isoformat(), date.last_day.isoformat()) == RANGES[text]
    assert date.year == int(text[:4])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11",
        "2011-7",
        "2011-07-1",
        "20110701",
        "2011/07/01",
        " 2011",
        "2011\n",
        "２０１１",
        "2011-00",
        "2011-13",
        "2011-02-29",
        "2011-07-32",
        "0000",
        "-2011",
        "2011-07-01T00:00",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


days = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)).map(lambda day: day.isoformat())
dates = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: PartialDate.parse(pair[0][: pair[1]]))


@given(dates, dates)
def test_a_date_is_surely_after_another_when_all_its_days_are(one: PartialDate, other: PartialDate) -> None:
    assert surely_after(one, other) == (one.first_day > other.last_day)
