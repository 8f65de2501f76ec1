"""Calendars give back what went in, read by a parser that is not ours; and the site's own is what staff wrote."""

from __future__ import annotations

import datetime

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component
from world import SITE, people, record

from generator.ical import Happening, as_ical, folded

DAY = datetime.date(2026, 11, 22)
# A calendar holds text without control characters; a lone CR or another line separator is no text of a record.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200).map(str.strip)
DAYS = st.dates(datetime.date(1600, 1, 1), datetime.date(9998, 12, 31))


def read(data: bytes) -> tuple[Component, list[Component]]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Component)
    return calendar, [part for part in calendar.subcomponents if part.name == "VEVENT"]


def happening(**more: str) -> Happening:
    return Happening("event-1@example.org", DAY, DAY, DAY, **{"summary": "虚构活动", **more})


@given(TEXT, TEXT, TEXT, DAYS)
def test_what_goes_in_comes_out(summary: str, description: str, place: str, day: datetime.date) -> None:
    given = Happening("u@example.org", day, day, DAY, summary, description, place, "https://example.org/?a=1;b=2,3")
    _calendar, (event,) = read(as_ical("虚构；日历, 1", "", [given]))
    assert event["SUMMARY"] == summary
    assert event.get("DESCRIPTION", "") == description
    assert event.get("LOCATION", "") == place
    assert event["URL"] == "https://example.org/?a=1;b=2,3"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (day, day + datetime.timedelta(1))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=400))
def test_no_line_is_longer_than_75_octets_or_cut_inside_a_character(text: str) -> None:
    lines = folded("SUMMARY:" + text).removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "".join(line.decode()[number > 0 :] for number, line in enumerate(lines)) == "SUMMARY:" + text
    assert all(line.startswith(b" ") for line in lines[1:])


@pytest.mark.parametrize("length", [66, 67, 68])
def test_a_line_of_exactly_75_octets_is_not_cut(length: int) -> None:
    assert folded("SUMMARY:" + "a" * length).count(b"\r\n") == (1 if length <= 67 else 2)


def test_every_line_ends_as_the_standard_says() -> None:
    data = as_ical("虚构日历", "虚构说明", [happening(description="第一行\n第二行")])
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert b"DESCRIPTION:" + "第一行\\n第二行".encode() in data


def test_several_days_end_on_the_day_after_the_last_and_take_no_time() -> None:
    month = happening()._replace(first=datetime.date(2026, 2, 1), last=datetime.date(2026, 2, 28))
    calendar, (event,) = read(as_ical("虚构日历", "", [month]))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (datetime.date(2026, 2, 1), datetime.date(2026, 3, 1))
    assert event["TRANSP"] == "TRANSPARENT"
    assert (calendar["NAME"], calendar["X-WR-CALNAME"], calendar["VERSION"]) == ("虚构日历", "虚构日历", "2.0")


def test_a_reminder_rings_at_nine_in_the_morning() -> None:
    _calendar, (event,) = read(as_ical("虚构日历", "", [happening()._replace(reminders=("-P6DT15H",))]))
    (alarm,) = event.subcomponents
    rings = datetime.datetime.combine(event["DTSTART"].dt, datetime.time()) + alarm["TRIGGER"].dt
    assert rings == datetime.datetime(2026, 11, 15, 9)
    assert alarm["ACTION"] == "DISPLAY"


EVENTS = """\
events:
  - {on: 2026-11-25, title: 向张三学习座谈会, place: "虚构县会堂；一楼, 东厅"}
  - {on: 2027-03, title: 虚构事迹报告会}
  - {on: 2026, title: 只知道年份的活动}
"""


def test_the_site_has_a_calendar_of_its_events_and_leads_to_it(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(more=EVENTS), li_si=record("李四", stage="lead", more=EVENTS)))
    world.build()
    calendar, events = read((world.site / "feeds/events.ics").read_bytes())
    assert calendar["X-WR-CALNAME"] == "虚构县典型办：学习活动"
    told = [(e["DTSTART"].dt, e["DTEND"].dt, e["SUMMARY"], e.get("LOCATION", "")) for e in events]
    assert told == [  # nothing of 李四, who is not public
        (datetime.date(2026, 11, 25), datetime.date(2026, 11, 26), "向张三学习座谈会", "虚构县会堂；一楼, 东厅"),
        (datetime.date(2027, 3, 1), datetime.date(2027, 4, 1), "虚构事迹报告会（张三）", ""),
    ]
    assert {e["URL"] for e in events} == {f"{SITE}exemplars/zhang-san/"}
    assert len({e["UID"] for e in events}) == 2
    assert {e["DTSTAMP"].dt.date() for e in events} == {datetime.date(2026, 11, 20)}  # the day of `updated`
    assert "3月内，具体日期未定" in events[1]["DESCRIPTION"]
    assert 'href="../feeds/events.ics"' in (world.site / "subscribe/index.html").read_text("utf-8")


def test_a_calendar_follows_an_edit_and_is_the_same_bytes_without_one(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(more=EVENTS)))
    path = world.site / "feeds/events.ics"
    world.build()
    before = path.read_bytes()
    world.write({"notes.txt": "nothing"})
    world.build()
    assert path.read_bytes() == before
    world.edit("people/zhang-san/record.md", "on: 2026-11-25", "on: 2026-12-04")
    world.build()
    first, _second = read(path.read_bytes())[1]
    assert first["DTSTART"].dt == datetime.date(2026, 12, 4)


def test_without_events_there_is_a_calendar_to_subscribe_to(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.build()
    assert read((world.site / "feeds/events.ics").read_bytes())[1] == []


def test_old_events_leave_the_calendar_when_there_are_many_new_ones(make_world: MakeWorld) -> None:
    def events(first: int, year: int) -> str:
        return "events:\n" + "".join(
            f"  - {{on: {year}-{month:02}-01, title: 虚构活动{month}}}\n" for month in range(first, 13)
        )

    world = make_world(people(zhang_san=record(more=events(1, 2020)), li_si=record("李四", more=events(1, 2026)),
                              wang_wu=record("王五", more=events(1, 2027))))  # fmt: skip
    world.build()
    years = [event["DTSTART"].dt.year for event in read((world.site / "feeds/events.ics").read_bytes())[1]]
    assert years == [2026] * 12 + [2027] * 12  # 24 of the last year and to come: nothing older
