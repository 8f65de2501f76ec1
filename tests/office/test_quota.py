"""What counts in a quarter, for whom, and what is short."""

from __future__ import annotations

import datetime

import pytest

from generator.office.overlay import EMPTY, Overlay
from generator.office.overlay_model import Private
from generator.office.quota import Asked, Quarter, Tally, answers_for, asked_of, tally_of
from generator.office.roll import Exemplar
from generator.records.model import Publicity, Stage
from generator.records.quota import Quota, UnitQuota
from generator.records.settings import Term

AFTER = datetime.date(2026, 10, 20)
Q3 = Quarter(2026, 3)
TOWN, HOSPITAL = "虚构县东坡镇", "虚构县医院"


def unit(name: str, exemplars: int = 1, items: int = 3) -> Asked:
    return Asked(name, (name,), exemplars, items)


def exemplar(
    id_: str = "zhang-san",
    *on: str,
    named: str = "",
    unit: str = TOWN,
    stage: Stage = "named",
    status: str = "published",
) -> Exemplar:
    cells = (Publicity.model_validate({"channel": "newspaper", "status": status, "on": day}) for day in on)
    return Exemplar(id_, "虚构", unit, stage, tuple(cells), named_on=named)


def tally(*exemplars: Exemplar, overlay: Overlay = EMPTY, today: datetime.date = AFTER) -> Tally:
    return tally_of(exemplars, overlay, [unit(TOWN), unit(HOSPITAL)], Q3, today)


@pytest.mark.parametrize(
    ("day", "quarter", "months"),
    [
        ("2026-01-01", (2026, 1), ("2026-01", "2026-02", "2026-03")),
        ("2026-03-31", (2026, 1), ("2026-01", "2026-02", "2026-03")),
        ("2026-04-01", (2026, 2), ("2026-04", "2026-05", "2026-06")),
        ("2026-09-30", (2026, 3), ("2026-07", "2026-08", "2026-09")),
        ("2026-12-31", (2026, 4), ("2026-10", "2026-11", "2026-12")),
    ],
)
def test_a_quarter_has_three_months(day: str, quarter: tuple[int, int], months: tuple[str, ...]) -> None:
    found = Quarter.of(datetime.date.fromisoformat(day))
    assert (found, found.months) == (quarter, months)


def test_the_last_day_of_a_quarter() -> None:
    assert [Quarter(2026, n).last_day.isoformat()[5:] for n in (1, 2, 3, 4)] == ["03-31", "06-30", "09-30", "12-31"]


NAMED: dict[str, tuple[str, Stage, int]] = {
    "on its first day": ("2026-07-01", "named", 1),
    "on its last day": ("2026-09-30", "named", 1),
    "on the day before": ("2026-06-30", "named", 0),
    "on the day after": ("2026-10-01", "named", 0),
    "in a month of it": ("2026-08", "named", 1),
    "in a quarter of another year": ("2025-08-01", "named", 0),
    "a day that is not known": ("", "named", 0),
    "revoked since": ("2026-08-01", "revoked", 0),
    "a candidate": ("2026-08-01", "nominated", 0),
}


@pytest.mark.parametrize(("named", "stage", "counted"), NAMED.values(), ids=NAMED)
def test_an_exemplar_counts_in_the_quarter_of_its_naming(named: str, stage: Stage, counted: int) -> None:
    assert len(tally(exemplar(named=named, stage=stage)).units[0].exemplars) == counted


def test_a_year_alone_is_told_and_not_counted() -> None:
    one = exemplar("zhang-san", "2026", "2025", named="2026")
    found = tally(one)
    assert (found.units[0].exemplars, found.units[0].reported) == ((), 0)
    assert (found.vague, found.vague_items) == ((one,), 1)
    assert tally(exemplar(named="2025")).vague == ()


@pytest.mark.parametrize(("status", "counted"), [("planned", 0), ("sent", 1), ("published", 1)])
def test_an_item_counts_once_it_is_handed_over(status: str, counted: int) -> None:
    assert tally(exemplar("zhang-san", "2026-08-05", status=status)).units[0].reported == counted


def test_items_stand_in_their_months() -> None:
    found = tally(
        exemplar("zhang-san", "2026-06-30", "2026-07-01", "2026-08-31", "2026-09", "2026-09-30", "2026-10-01")
    )
    assert list(map(len, found.units[0].items)) == [1, 1, 2]


def test_a_plan_and_its_publication_are_one_item() -> None:
    cells = [
        {"channel": "newspaper", "level": "county", "planned": "2026-08"},
        {"channel": "newspaper", "level": "county", "status": "published", "on": "2026-08-08"},
    ]
    one = exemplar()._replace(publicity=tuple(map(Publicity.model_validate, cells)))
    assert tally(one).units[0].reported == 1


def test_what_is_dated_after_today_has_not_happened() -> None:
    found = tally(exemplar("zhang-san", "2026-08-21", named="2026-08-21"), today=datetime.date(2026, 8, 20))
    assert (found.units[0].reported, found.units[0].exemplars) == (0, ())


UNITS = {
    "the unit itself": (TOWN, TOWN),
    "a unit below it": (f"{TOWN}东坡村", TOWN),
    "another": ("虚构县西坡镇", ""),
    "the unit above it": ("虚构县", ""),
    "none": ("", ""),
    "the longest name that fits": (f"{TOWN}卫生院", f"{TOWN}卫生院"),
    "an id": ("east", "虚构县东城"),
    "what merely begins with an id": ("eastern", ""),
}


@pytest.mark.parametrize(("managing", "answering"), UNITS.values(), ids=UNITS)
def test_who_answers_for_a_unit(managing: str, answering: str) -> None:
    asked = [unit(TOWN), unit(f"{TOWN}卫生院"), Asked("虚构县东城", ("虚构县东城", "east"), 1, 3)]
    assert answers_for(managing, asked) == answering


def test_the_managing_unit_of_the_overlay_goes_before_the_unit_of_the_record() -> None:
    overlay = EMPTY._replace(people={"zhang-san": Private(managing_unit=HOSPITAL)})
    found = tally(exemplar("zhang-san", "2026-08-01", named="2026-08-01"), overlay=overlay)
    assert [(len(count.exemplars), count.reported) for count in found.units] == [(0, 0), (1, 1)]


def test_whom_no_quota_is_set_for_stands_apart() -> None:
    found = tally(exemplar("zhang-san", "2026-08-01", named="2026-08-01", unit="虚构县档案馆"))
    assert (len(found.others.exemplars), found.others.reported) == (1, 1)


SHORT = {
    "a quarter that is over": ("2026-10-01", 1, (2, 3, 3)),
    "its last day": ("2026-09-30", 0, (2, 3, 0)),
    "the second month": ("2026-08-15", 0, (2, 0, 0)),
    "the first month": ("2026-07-31", 0, (0, 0, 0)),
}


@pytest.mark.parametrize(("today", "short", "missing"), SHORT.values(), ids=SHORT)
def test_nothing_is_short_before_its_month_or_quarter_is_over(today: str, short: int, missing: tuple[int, ...]) -> None:
    found = tally(exemplar("zhang-san", "2026-07-01"), today=datetime.date.fromisoformat(today))
    assert (found.units[0].short, found.units[0].missing) == (short, missing)


def test_units_of_the_quota_may_have_numbers_of_their_own() -> None:
    known = (Term(id="east", zh="虚构县东城", en="East"),)
    quota = Quota(exemplars=1, items=3, units=(UnitQuota(unit="east"), UnitQuota(unit="虚构局", exemplars=0, items=5)))
    assert asked_of(quota, known) == (
        Asked("虚构县东城", ("虚构县东城", "east"), 1, 3),
        Asked("虚构局", ("虚构局",), 0, 5),
    )
    assert asked_of(Quota(), known, chinese=False) == (Asked("East", ("虚构县东城", "east"), 1, 3),)
