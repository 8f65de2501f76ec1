"""`exemplar quota` as its user meets it: the table, the workbook, and the notice as PDF, Word document and text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from conftest import MakeWorld
from docx.document import Document
from world import World, people, record

from .ledger import publicity

AFTER = ("--today", "2026-10-20")
Q3 = ("--quarter", "2026Q3", *AFTER)
QUOTA = """\
exemplars: 1
items: 1
units:
  - {unit: 虚构县东坡镇}
  - {unit: 虚构县医院}
  - {unit: 虚构县第一中学, exemplars: 0, items: 0}
"""


def done(*days: str) -> str:
    return publicity(
        *(f"channel: newspaper, level: county, outlet: 虚构县报, status: published, on: {d}" for d in days)
    )


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    made = make_world(
        people(
            zhang_san=record(
                unit="虚构县东坡镇东坡村", year="2026-08-01", more=done("2026-07-02", "2026-08-02", "2026-09-02")
            ),
            li_si=record("李四", unit="虚构县医院", year="2011", more=done("2026-07-05", "2026-07-06")),
            wang_wu=record("王五", unit="虚构县档案馆", year="2026-09-09"),
        ),
        documents=True,
    )
    made.write({"quota.yml": QUOTA})
    return made


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s", "", text)


def words_of(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_table_holds_each_unit_against_its_quota(world: World) -> None:
    ran = world.run("quota", *Q3)
    assert ran.code == 0, ran
    assert re.search(r"^虚构县东坡镇 +1 +1 +1 +1 +1 +1 +3  met$", ran.out, re.MULTILINE)
    assert re.search(r"^虚构县医院 +1 +0 +1 +2 +0 +0 +2  1 exemplar short$", ran.out, re.MULTILINE)
    assert re.search(r"^虚构县第一中学 +0 +0 +0 +0 +0 +0 +0  met$", ran.out, re.MULTILINE)
    assert re.search(r"^units without a quota +0 +1 +0 +0 +0 +0 +0$", ran.out, re.MULTILINE)
    assert "An exemplar counts in the quarter in which it was named" in ran.out


def test_a_quarter_that_runs_blames_nobody_for_what_is_still_to_come(world: World) -> None:
    ran = world.run("quota", "--today", "2026-07-03")
    assert "Q3 2026" in ran.out  # the quarter of today
    assert "short" not in ran.out
    assert re.search(r"^虚构县医院 .* 1 exemplar still to come$", ran.out, re.MULTILINE)
    assert "The quarter is not over: as of 2026-07-03." in ran.out


def test_csv_and_workbook_say_what_counted(world: World, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(world.run("quota", "--format", "csv", *Q3).bytes.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Unit", "虚构县东坡镇", "虚构县医院", "虚构县第一中学", "units without a quota"]
    out = tmp_path / "季度.xlsx"
    assert world.run("quota", "--out", out, *Q3, lang="zh").code == 0  # the ending says the form
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["按单位", "典型", "信息"]
    counted = [[cell.value for cell in row][:3] for row in book["信息"].iter_rows(min_row=4)]
    assert counted == [
        ["虚构县东坡镇", "张三", "2026-07-02"],
        ["虚构县东坡镇", "张三", "2026-08-02"],
        ["虚构县东坡镇", "张三", "2026-09-02"],
        ["虚构县医院", "李四", "2026-07-05"],
        ["虚构县医院", "李四", "2026-07-06"],
    ]
    assert [row[1].value for row in book["典型"].iter_rows(min_row=4)] == ["张三", "王五"]


SAID = (
    "关于2026年第三季度典型培树和信息报送情况的通报",
    "2026年10月20日",
    "列入统计的3个单位2026年第三季度共培树典型1个，上报信息5条。",
    "完成典型培树指标的单位2个，三个月信息报送均完成指标的单位2个，两项都完成的单位2个。",
    "典型培树未完成指标的单位：虚构县医院。",
    "信息报送未完成指标的单位：虚构县医院（8月0条，9月0条）。",
    "虚构县典型办公室",
)


def test_the_notice_says_the_same_in_every_form(world: World, tmp_path: Path) -> None:
    for form in ("pdf", "docx", "txt"):
        ran = world.run("quota", "--notice", "--number", "7", "--out", tmp_path / f"通报.{form}", *Q3, lang="zh")
        assert (ran.code, ran.out) == (0, ""), ran
    told = {
        "pdf": pdf_text((tmp_path / "通报.pdf").read_bytes()),
        "docx": words_of(docx.Document(str(tmp_path / "通报.docx"))),
        "txt": (tmp_path / "通报.txt").read_text("utf-8"),
    }
    for form, text in told.items():
        whole = re.sub(r"\s", "", text)
        assert [said for said in SAID if said not in whole] == [], form
        assert re.search("先进单位|表扬|批评|优秀", whole) is None
    assert "第7期" in told["pdf"]
    assert "第 7 期" in told["docx"]


def test_the_table_and_the_chart_stand_in_the_word_document(world: World, tmp_path: Path) -> None:
    out = tmp_path / "通报.docx"
    world.run("quota", "--notice", "--out", out, *Q3)
    document = docx.Document(str(out))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[2] == ["虚构县东坡镇", "1", "1", "1", "1", "1", "1", "3", "完成"]
    assert rows[3] == ["虚构县医院", "1", "0", "1", "2", "0", "0", "2", "未完成"]
    assert rows[-1][:8] == ["合计", "2", "1", "2", "3", "1", "1", "5"]
    (picture,) = document.inline_shapes
    assert "2026年第三季度各单位上报信息条数" in picture._inline.docPr.get("descr")
    assert "{" not in words_of(document)


def test_the_same_notice_is_the_same_bytes(world: World) -> None:
    for form in ("pdf", "docx"):
        one, two = (world.run("quota", "--notice", "--format", form, *Q3).bytes for _turn in range(2))
        assert one == two
    assert zipfile.is_zipfile(io.BytesIO(two))


def test_a_notice_of_a_running_quarter_says_so(world: World) -> None:
    ran = world.run("quota", "--notice", "--today", "2026-08-10", "--quarter", "2026Q3")
    assert "本季度尚未结束，以上为截至2026年8月10日的情况" in ran.out
    assert "未完成典型" not in ran.out


def test_many_units_fit_on_the_pages(world: World, tmp_path: Path) -> None:
    units = "".join(f"  - {{unit: 虚构县某某镇人民政府{n:02}}}\n" for n in range(40))
    world.write({"quota.yml": "units:\n" + units})
    ran = world.run("quota", "--notice", "--format", "pdf", *Q3)
    assert ran.code == 0, ran
    assert pdf_text(ran.bytes).count("虚构县某某镇人民政府39") >= 2  # in the table and the chart


def test_without_units_it_says_what_to_write(world: World) -> None:
    (world.records / "quota.yml").unlink()
    ran = world.run("quota", *Q3)
    assert ran.code == 2
    assert "no unit is named; write them into exemplars/quota.yml" in ran.err
    world.write({"quota.yml": ran.err.partition("such as:\n")[2]})
    assert world.run("quota", *Q3).code == 0


FAULTY = {
    "a unit twice": ("units:\n  - {unit: 虚构局}\n  - {unit: 虚构局}\n", "already stands in line 2"),
    "an unknown id": ("units:\n  - {unit: no-such}\n", "“no-such” does not stand in vocabulary.yml (units)"),
    "an unknown key": ("exemplar: 1\n", "exemplar"),
    "no number": ("items: three\n", "items"),
}


@pytest.mark.parametrize(("text", "said"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_quota_is_told_with_its_line_and_stops_no_build(world: World, text: str, said: str) -> None:
    world.write({"quota.yml": text})
    for ran in (world.run("quota", *Q3), world.run("check"), world.run("check", world.records / "quota.yml")):
        assert ran.code == 1
        assert "exemplars/quota.yml:" in ran.err + ran.out
        assert said in ran.err + ran.out
    assert [problem.path for problem in world.build().problems if "quota" in problem.path] == []


REFUSED = {
    "no quarter": (["--quarter", "2026Q5"], "“2026Q5” is no quarter; write it like 2026Q4"),
    "one to come": (["--quarter", "2027Q1"], "that quarter has not begun"),
    "a table as PDF": (["--format", "pdf"], "add --notice for the notice as pdf"),
    "a notice as a workbook": (["--notice", "--format", "xlsx"], "a notice is made as pdf, docx or txt"),
    "no folder": (["--out", "nowhere/quota.csv"], "nowhere"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_with_a_remedy(world: World, arguments: list[str], said: str) -> None:
    ran = world.run("quota", *AFTER, *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_what_no_font_can_write_is_named_and_not_drawn_as_a_box(world: World) -> None:
    world.write({"quota.yml": "units:\n  - {unit: 虚构\U000314a5镇}\n"})
    ran = world.run("quota", "--notice", "--format", "pdf", *Q3)
    assert ran.code == 2
    assert "\U000314a5" in ran.err
