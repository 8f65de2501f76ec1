"""The register: counts, months, what is private only with an overlay, and books as an office prints them."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from conftest import MakeWorld
from world import World, people, record

from generator.office.register import crossed, in_order, months_before
from generator.office.roll import Exemplar
from generator.office.tracking_sheets import Due, due_sheet

from .ledger import publicity
from .test_overlay import SOUND, put

AT = ("--today", "2026-11-22")


def one(id_: str, level: str, *fields: str, kind: str = "person") -> Exemplar:
    return Exemplar(id_, id_, "", "named", (), "organization" if kind == "organization" else "person", level, fields)


def test_who_has_two_fields_stands_in_both_and_is_counted_once() -> None:
    there = [one("a", "county", "rural", "health"), one("b", "city", "rural", kind="organization"), one("c", "", "x")]
    table = crossed(there, ("health", "rural", "education"), ("city", "county"))
    assert table.fields == ("health", "rural", "x")
    assert table.levels == ("city", "county", "")
    assert {place: n for place, n in table.counts.items() if n} == {
        ("rural", "county"): 1,
        ("health", "county"): 1,
        ("rural", "city"): 1,
        ("x", ""): 1,
    }
    assert (table.persons["rural"], table.organizations["rural"]) == (1, 1)
    assert sum(table.by_level.values()) == 3
    assert [e.id for e in in_order(there, ("health", "rural"), ("city", "county"))] == ["b", "a", "c"]


def test_twelve_months_reach_over_the_turn_of_the_year() -> None:
    months = months_before(datetime.date(2026, 2, 28))
    assert (months[0], months[9], months[10], months[-1], len(months)) == (
        "2025-03",
        "2025-12",
        "2026-01",
        "2026-02",
        12,
    )


def test_reviews_stand_the_most_overdue_first() -> None:
    rows = [
        Due("甲", "", "", "", "2026-12-01", 9),
        Due("乙", "", "", "", "2026-11-01", -21),
        Due("丙", "", "", "", "", 0),
    ]
    assert [row[0][0].text for row in due_sheet(rows).rows if not isinstance(row[0], int)] == ["乙", "丙", "甲"]


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    done = publicity("channel: newspaper, level: county, status: published, on: 2026-09-08")
    return make_world(people(zhang_san=record(more=done), li_si=record("李四", stage="lead", unit="虚构县医院")))


def texts(page: object) -> str:
    return "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None)  # type: ignore[attr-defined]


def test_the_book_has_its_sheets_heads_filters_and_paper(world: World, tmp_path: Path) -> None:
    out = tmp_path / "登记册.xlsx"
    ran = world.run("register", "-o", out, *AT, lang="zh")
    assert (ran.code, ran.err) == (0, "")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["登记册", "统计", "阶段", "逐月跟踪", "宣传覆盖", "到期考核"]
    page = book["登记册"]
    assert page["A1"].value == "先进典型登记册"
    assert page.freeze_panes == "C4"
    assert page.auto_filter.ref == "A3:M5"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)  # A3
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert "报纸 已发表" in texts(book["逐月跟踪"])
    assert "李四" not in texts(book["逐月跟踪"])  # a lead is not tracked
    assert "内部资料" not in "".join(texts(book[name]) for name in book.sheetnames)
    assert world.run("register", "-o", out, *AT, lang="zh").code == 0


def test_with_the_overlay_the_book_is_marked_and_says_who_looks_after_whom(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", SOUND)
    out = tmp_path / "登记册.xlsx"
    assert world.run("register", "--private", folder, "-o", out, *AT, lang="zh").code == 0
    book = openpyxl.load_workbook(out)
    for page in book.worksheets:
        assert str(page["A2"].value).startswith("内部资料")
        assert "内部资料" in str(page.oddHeader.right.text)
    said = texts(book["登记册"])
    for word in ("虚构局", "虚构领导", "虚构联络员", "虚构手机", "妻子 虚构乙"):
        assert word in said
    for word in ("虚构证件", "虚构卡号", "虚构路1号", "虚构的健康情况"):
        assert word not in said
    assert "虚构的一个月" in texts(book["逐月跟踪"])


def test_a_private_book_may_not_lie_where_it_would_be_published(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", SOUND)
    ran = world.run("register", "--private", folder, "-o", "exemplars/register.xlsx", *AT)
    assert ran.code == 2
    assert "what is private may not lie in" in ran.err
    assert not (world.records / "register.xlsx").exists()


def test_graded_management_chooses_by_the_overlays_unit_or_else_the_records(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", SOUND)

    def names(*arguments: str | Path) -> list[str]:
        ran = world.run("register", "--format", "csv", *arguments, *AT)
        assert ran.code == 0, ran
        return [row[1] for row in csv.reader(io.StringIO(ran.bytes.decode("utf-8-sig")))][1:]

    assert names() == ["李四", "张三"]
    assert names("--managed-by", "虚构县东坡村") == ["张三"]
    assert names("--private", folder, "--managed-by", "虚构局") == ["张三"]
    assert names("--managed-by", "虚构县医院", "--level", "county") == ["李四"]
    assert names("--level", "national") == []
    assert "did you mean “虚构局”?" in world.run("register", "--private", folder, "--managed-by", "虚局", *AT).err


def test_what_cannot_be_done_is_refused(world: World) -> None:
    ran = world.run("register", "-o", "register.doc", *AT)
    assert (ran.code, "name the form with --format xlsx" in ran.err) == (2, True)
    ran = world.run("register", "--level", "conty", *AT)
    assert (ran.code, "there is no level “conty”" in ran.err) == (2, True)
