"""`exemplar due` as its user meets it: list, table, workbook and calendar."""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path

import openpyxl
import pytest
from conftest import MakeWorld
from icalendar import Calendar, Component
from world import SITE, World, people, record

from generator import cli

AT = ("--today", "2026-11-22")
GATE = """\
reviews:
  - {kinds: [person], levels: [national], bases: [], months: 6}
  - {bases: [], months: 12}
"""


def reviewed(name: str, on: str, level: str = "county") -> str:
    review = f"reviews:\n  - {{on: {on}, by: 虚构单位, result: 虚构结果}}\n" if on else ""
    return record(name, more=review).replace("level: county", f"level: {level}")


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    made = make_world(
        people(
            zhang_san=reviewed("张三", "2026-08-31", "national"),
            li_si=reviewed("李四", "2025-11-25"),
            wang_wu=reviewed("王五", "2025-11-01"),
            zhao_liu=record("赵六", year="2025-12-05"),
            sun_qi=record("孙七", stage="lead"),
        )
    )
    made.write({"gate.yml": GATE})
    return made


def test_what_is_overdue_comes_first_and_then_day_by_day(world: World) -> None:
    ran = world.run("due", *AT)
    assert ran.code == 0, ran
    late, coming = ran.out.split("Due by 2027-01-21: 2")
    assert re.search(r"^2026-11-01 +21 days overdue +王五 .* yearly +2025-11-01 +2026-12-01$", late, re.MULTILINE)
    assert re.search(r"^2026-11-25 +in 3 days +李四 .* yearly ", coming, re.MULTILINE)
    assert re.search(r"^2026-12-05 +in 13 days +赵六 .*never; named 2025-12-05", coming, re.MULTILINE)
    assert "张三" not in ran.out  # half a year after 31 August is 28 February
    assert "孙七" not in ran.out


@pytest.mark.parametrize(
    ("within", "names"),
    [("2d", ""), ("3d", "李四"), ("2w", "李四 赵六"), ("3m", "李四 赵六"), ("98d", "李四 赵六 张三"), ("0d", "")],
)
def test_how_far_it_looks(world: World, within: str, names: str) -> None:
    rows = csv.reader(
        io.StringIO(world.run("due", "--within", within, "--format", "csv", *AT).bytes.decode("utf-8-sig"))
    )
    assert [row[2] for row in rows][1:] == ["王五", *names.split()]


def test_a_level_chooses(world: World) -> None:
    ran = world.run("due", "--level", "national", "--within", "1m", *AT)
    assert "Nothing falls due by 2026-12-22. Next: 张三 on 2027-02-28." in ran.out


def test_the_unit_that_manages_chooses(world: World) -> None:
    world.write(people(qian_ba=reviewed("钱八", "2025-11-24").replace("虚构县东坡村", "虚构县医院")))
    ran = world.run("due", "--managed-by", "虚构县医院", *AT)
    assert "钱八" in ran.out
    assert "李四" not in ran.out


def test_without_a_rule_it_says_how_to_set_one(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    ran = world.run("due", *AT)
    assert "No review is asked for" in ran.out
    line = re.search(r"^  (reviews: .*)$", ran.out, re.MULTILINE)
    assert line
    world.write({"gate.yml": line[1] + "\n"})  # what it says to write is sound, and does what it says
    assert "张三" in world.run("due", *AT).out


def test_nobody_is_dropped_for_want_of_a_date(world: World) -> None:
    undated = record("周九").replace(", on: 2011}", "}")
    world.write(people(zhou_jiu=undated))
    ran = world.run("due", *AT)
    assert "No day to count from: 周九." in ran.out


def test_the_workbook_has_what_is_due_and_the_plan_of_all(world: World, tmp_path: Path) -> None:
    out = tmp_path / "考核.xlsx"
    assert world.run("due", "--format", "xlsx", "--out", out, *AT, lang="zh").code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["到期考核", "全部安排"]
    assert [row[2].value for row in book["到期考核"].iter_rows(min_row=4)] == ["王五", "李四", "赵六"]
    assert [row[2].value for row in book["全部安排"].iter_rows(min_row=4)] == ["王五", "李四", "赵六", "张三"]


def events(data: bytes) -> list[Component]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Component)
    return [part for part in calendar.subcomponents if part.name == "VEVENT"]


def test_the_calendar_shows_each_on_its_day_and_what_is_overdue_today(world: World) -> None:
    told = events(world.run("due", "--format", "ics", *AT, lang="zh").bytes)
    assert [(event["DTSTART"].dt.isoformat(), event["SUMMARY"]) for event in told] == [
        ("2026-11-22", "逾期未考核：王五"),
        ("2026-11-25", "考核：李四"),
        ("2026-12-05", "考核：赵六"),
    ]
    assert told[1]["URL"] == f"{SITE}exemplars/li-si/"
    assert "最近考核：2025-11-25 虚构单位：虚构结果" in told[1]["DESCRIPTION"]
    rings = [alarm["TRIGGER"].dt for alarm in told[1].subcomponents]
    assert rings == [datetime.timedelta(days=-7, hours=9), datetime.timedelta(hours=9)]


def test_an_entry_keeps_its_identity_from_day_to_day(world: World) -> None:
    one = events(world.run("due", "--format", "ics", *AT).bytes)
    two = events(world.run("due", "--format", "ics", "--today", "2026-11-26").bytes)
    assert [event["UID"] for event in one] == [event["UID"] for event in two]
    assert world.run("due", "--format", "ics", *AT).bytes == world.run("due", "--format", "ics", *AT).bytes


REFUSED = {
    "no length": (["--within", "60"], "“60” is no length of time; write it like 60d, 8w or 2m"),
    "a negative one": (["--within=-1d"], "is no length of time"),
    "no folder": (["--format", "csv", "--out", "nowhere/due.csv"], "nowhere"),
    "no level": (["--level", "conty"], "there is no level “conty”"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_with_a_remedy(world: World, arguments: list[str], said: str) -> None:
    ran = world.run("due", *arguments, *AT)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_workbook_is_not_thrown_at_a_terminal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    console = cli._console
    monkeypatch.setattr(cli, "_console", lambda: console()._replace(terminal=True))
    assert "--out due.xlsx" in world.run("due", "--format", "xlsx", *AT).err


def test_who_looks_after_them_is_told_with_the_overlay_alone(world: World, tmp_path: Path) -> None:
    private = tmp_path / "private" / "people" / "li-si" / "private.yml"
    private.parent.mkdir(parents=True)
    private.write_text("managing_unit: 虚构管理单位\nliaison: {leader: 虚构领导, contact: 虚构联络员}\n", "utf-8")
    for form in ("text", "csv", "ics"):
        with_it = world.run("due", "--private", tmp_path / "private", "--format", form, *AT)
        assert with_it.code == 0, with_it
        assert "虚构联络员" in with_it.out.replace("\r\n ", "")
        assert "虚构联络员" not in world.run("due", "--format", form, *AT).out
