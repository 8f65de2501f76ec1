"""`exemplar matrix` as its user meets it: forms, files, records with errors, refusals."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import openpyxl
import pytest
from conftest import MakeWorld
from playwright.sync_api import Browser
from world import World, people, record

from generator import cli

from .ledger import publicity

AT = ("--today", "2026-11-22")


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world(
        people(
            zhang_san=record(
                more=publicity(
                    "channel: newspaper, level: county, outlet: 虚构县报, planned: 2026-07, status: published, "
                    'on: 2026-07-08, url: "https://news.example.org/1"',
                    "channel: tv, level: city, planned: 2026-10",
                )
            ),
            li_si=record("李四", stage="lead", more=publicity("channel: radio, level: province, planned: 2026-12")),
            wang_wu=record("王五"),
        )
    )


def test_the_terminal_shows_cells_counts_coverage_and_links(world: World) -> None:
    ran = world.run("matrix", *AT)
    assert ran.code == 0, ran
    assert re.search(r"^李四 \(lead\) ", ran.out, re.MULTILINE)
    assert re.search(r"^张三 +published 2026-07-08 \[1\] +not done 2026-10$", ran.out, re.MULTILINE)
    assert "[1] https://news.example.org/1" in ran.out
    assert re.search(r"^County +1 +1 +0 +0 +0$", ran.out, re.MULTILINE)
    assert re.search(r"^Newspaper +1 +1 +王五$", ran.out, re.MULTILINE)
    assert re.search(r"^Web +0 +2 +王五, 张三$", ran.out, re.MULTILINE)


def test_month_and_level_choose(world: World) -> None:
    assert "published 2026" not in world.run("matrix", "--month", "2026-10", *AT).out.partition("Planned against")[0]
    ran = world.run("matrix", "--level", "city", "county", *AT)
    assert "李四" not in ran.out
    assert "all time, County, City" in ran.out


def test_words_are_chinese_by_default(world: World) -> None:
    said = world.run("matrix", *AT, lang="zh").out
    assert re.search(r"^张三 +已发表 2026-07-08 \[1\] +未落实 2026-10$", said, re.MULTILINE)
    assert "各级计划与落实" in said


def test_csv_and_workbook_and_page_can_be_written(world: World, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(world.run("matrix", "--format", "csv", *AT).bytes.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Exemplar", "李四 (lead)", "张三"]
    out = tmp_path / "矩阵.xlsx"
    assert world.run("matrix", "--format", "xlsx", "--out", out, *AT, lang="zh").code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["矩阵", "月度计划安排表", "分级落实", "覆盖情况", "明细"]
    assert book["月度计划安排表"]["A1"].value == "2026年11月在县、市、省、中央宣传推介典型计划安排表"
    ran = world.run("matrix", "--format", "html", *AT)
    assert ran.out.startswith("<!doctype html>")


def test_a_record_with_errors_is_named_and_left_out_and_the_others_shown(world: World) -> None:
    world.write(people(zhao_liu=record("赵六", more=publicity("channel: tv, status: done"))))
    ran = world.run("matrix", *AT)
    assert ran.code == 1
    assert "people/zhao-liu/record.md:" in ran.err
    assert "“done”" in ran.err
    assert "1 record with errors is left out" in ran.err
    assert "张三" in ran.out
    assert "赵六" not in ran.out


def test_without_any_publicity_it_says_how_to_begin(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    ran = world.run("matrix", *AT)
    assert ran.code == 0
    assert "No record says anything of publicity yet" in ran.out
    written = re.search(r"^  publicity: .*$", ran.out, re.MULTILINE)
    assert written
    world.write(people(zhang_san=record(more=written[0].strip() + "\n")))  # what it says to write is sound
    ran = world.run("matrix", *AT)
    assert (ran.code, ran.err) == (0, "")
    assert "not done 2026-11" in ran.out


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_an_empty_matrix_is_told_beside_the_file_too(make_world: MakeWorld, tmp_path: Path, form: str) -> None:
    world = make_world(people(zhang_san=record()))
    ran = world.run("matrix", "--format", form, "--out", tmp_path / "out", *AT)
    assert ran.code == 0
    assert "No record says anything of publicity yet" in ran.err
    assert (tmp_path / "out").stat().st_size > 0


def test_a_month_with_nothing_in_it_is_told(world: World) -> None:
    assert "Nothing was planned or published there" in world.run("matrix", "--month", "2020-01", *AT).out


REFUSED = {
    "no month": (["--month", "2026-13"], "“2026-13” is no month"),
    "a day for a month": (["--month", "2026-11-01"], "is no month"),
    "no level": (["--level", "conty"], "there is no level “conty”; known: county, city, province, national"),
    "no folder": (["--format", "csv", "--out", "nowhere/matrix.csv"], "nowhere"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_with_a_remedy(world: World, arguments: list[str], said: str) -> None:
    ran = world.run("matrix", *arguments, *AT)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_workbook_is_not_thrown_at_a_terminal_but_goes_into_a_pipe(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world.run("matrix", "--format", "xlsx", *AT).bytes.startswith(b"PK")
    console = cli._console
    monkeypatch.setattr(cli, "_console", lambda: console()._replace(terminal=True))
    ran = world.run("matrix", "--format", "xlsx", *AT)
    assert ran.code == 2
    assert "--out matrix.xlsx" in ran.err
    assert ran.bytes == b""


def test_without_openpyxl_the_extra_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "generator.office.sheet_xlsx", raising=False)
    ran = world.run("matrix", "--format", "xlsx", "--out", "matrix.xlsx", *AT)
    assert ran.code == 2
    assert 'pip install -c constraints.txt -e ".[office]"' in ran.err
    assert not (world.root / "matrix.xlsx").exists()


def test_many_records_are_read_in_several_processes_in_the_same_order(world: World, tmp_path: Path) -> None:
    plan = publicity("channel: radio, level: county, planned: 2026-12")
    world.write(people(**{f"made_up_{n:03}": record(f"虚构{n}", more=plan) for n in range(420)}))
    world.write(people(made_up_999=record("虚构", more="colour: red\n")))
    one = world.run("matrix", "--format", "csv", "--jobs", "1", *AT)
    two = world.run("matrix", "--format", "csv", "--jobs", "2", *AT)
    assert one.out.count("虚构4") > 10
    assert (one.out, one.err, one.code) == (two.out, two.err, 1)


@pytest.mark.browser
def test_the_page_is_whole_escaped_and_readable(world: World, chromium: Browser, tmp_path: Path) -> None:
    bold = record(
        "'<b>虚构</b>'", more=publicity("channel: tv, level: county, outlet: <script>x</script>, planned: 2026-11")
    )
    world.write(people(zhao_liu=bold, qian_qi=record("'<i>虚构</i>'")))
    out = tmp_path / "matrix.html"
    ran = world.run("matrix", "--format", "html", "--out", out, *AT, lang="zh")
    assert ran.code == 0, ran
    asked: list[str] = []
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(out.as_uri())
    assert page.locator("tbody th", has_text="<b>虚构</b>").count() == 2  # in the matrix and the plan
    assert page.locator("td", has_text="<script>x</script>").count() > 0
    assert page.locator("main script, main i").count() == 0
    assert page.locator(".gap b", has_text="未落实 2026-11").count() >= 1
    assert page.locator('a[href="https://news.example.org/1"]').count() >= 1
    assert asked == [out.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
