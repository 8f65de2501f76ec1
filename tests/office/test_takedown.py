"""The take-down list names every place, in the order in which a person goes there, and what to do at each."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import World, people, record

PLACES = """\
publicity:
  - {channel: radio, level: national, outlet: 虚构广播, planned: 2027-01}
  - {channel: newspaper, level: city, outlet: 虚构日报, on: 2011-07-08, url: "https://news.example.org/2011/0708"}
  - {channel: tv, level: province, outlet: 虚构电视台, status: sent, on: 2012-01-05}
  - {channel: board, level: county, outlet: 虚构大院板报, status: published, on: 2011-07-20}
  - {channel: wechat, level: county, outlet: 虚构发布, on: 2019-05-04, url: "javascript:alert(1)"}
  - {channel: window, level: township, outlet: "=虚构镇橱窗", status: published}
"""
ISSUE = (
    "number: 3\ndate: 2026-03-02\nexemplars: [li-si, zhang-san]\n"
    "report: 虚构市委\nsend: 虚构县委\ndistribute: 虚构各镇\ncopies: 120\n"
)
REVOKED = record("李四", stage="revoked", year="2011, revoked: {on: 2026-11-19, by: 虚构县委}", more=PLACES)


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world({**people(zhang_san=record(), li_si=REVOKED), "bulletins/2026-3.yml": ISSUE})


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_place_is_listed_the_walls_first_and_plans_last(world: World) -> None:
    """What hangs on a wall has no wire: somebody must go there. Of each kind the nearest come first."""
    ran = world.run("takedown", "li-si", "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    _head, *listed = rows(ran.bytes)
    assert [(row[1], row[2], row[4]) for row in listed] == [
        ("take it down on the spot", "display window", "'=虚构镇橱窗"),
        ("take it down on the spot", "Display board", "虚构大院板报"),
        (
            "recall what was handed out",
            "Bulletin",
            "No. 3 of 2026, reported to 虚构市委, sent to 虚构县委, distributed to 虚构各镇, 120 copies",
        ),
        ("have the page deleted", "WeChat", "虚构发布"),
        ("ask for a correction, and to delete it online", "Newspaper", "虚构日报"),
        ("sent, not out yet: tell them not to use it", "Television", "虚构电视台"),
        ("planned: cancel it", "Radio", "虚构广播"),
    ]
    assert {row[0] for row in listed} == {"□"}, "a box to tick"
    assert [row[5] for row in listed] == [
        "",
        "2011-07-20",
        "2026-03-02",
        "2019-05-04",
        "2011-07-08",
        "2012-01-05",
        "2027-01",
    ]
    assert [row[6] for row in listed if row[6]] == ["javascript:alert(1)", "https://news.example.org/2011/0708"]
    assert {row[7] for row in listed} == {""}, "room to sign"


def test_on_a_screen_addresses_stand_below_with_numbers(world: World) -> None:
    told = world.run("takedown", "li-si", lang="zh").out
    assert told.startswith("撤下清单：李四（虚构县东坡村）\n")
    assert "到现场撤下" in told
    assert "[2]" in told.partition("虚构日报")[2].partition("\n")[0]
    assert "\n[2] https://news.example.org/2011/0708\n" in told
    assert "下一次生成时一并撤下" in told


def test_the_workbook_links_only_what_may_be_followed(world: World, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    out = tmp_path / "list.xlsx"
    ran = world.run("takedown", "li-si", "--format", "xlsx", "--out", out, "--today", "2026-11-22")
    assert ran.code == 0, ran
    page = load_workbook(out).worksheets[0]
    links = {field.hyperlink.target for row in page.iter_rows() for field in row if field.hyperlink}
    assert links == {"https://news.example.org/2011/0708"}
    assert "2026-11-22" in str(page.cell(2, 1).value)
    first = out.read_bytes()
    world.run("takedown", "li-si", "--format", "xlsx", "--out", out, "--today", "2026-11-22")
    assert out.read_bytes() == first


def test_what_is_still_public_is_said_to_be(world: World) -> None:
    told = world.run("takedown", "zhang-san").out
    assert "still at stage “named”" in told
    assert "No. 3 of 2026" in told


def test_a_record_that_names_no_place_says_so(world: World) -> None:
    world.write(people(wang_wu=record("王五")))
    ran = world.run("takedown", "wang-wu")
    assert ran.code == 0
    assert "names no place" in ran.out


def test_a_record_with_errors_is_listed_as_far_as_it_can_be_read(world: World) -> None:
    world.edit("people/li-si/record.md", "updated:", "colour: red\nupdated:")
    ran = world.run("takedown", "li-si", "--format", "csv")
    assert ran.code == 1
    assert "[key-known]" in ran.err
    assert len(rows(ran.bytes)) == 8


def test_an_unknown_exemplar_is_misuse(world: World) -> None:
    ran = world.run("takedown", "nobody")
    assert ran.code == 2
    assert "no exemplar “nobody”" in ran.err
