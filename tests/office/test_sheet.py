"""Sheets as text, CSV and workbook say what is in them, aligned, harmless and fit to print."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import openpyxl
import pytest

from generator.checks.report import width
from generator.office.sheet import Book, Head, Line, Sheet, cell, plain
from generator.office.sheet_csv import as_csv
from generator.office.sheet_text import MOST, as_text
from generator.office.sheet_xlsx import as_xlsx

DAY = datetime.date(2026, 11, 22)


def sheet(rows: list[list[Any]], heads: list[Head], **more: Any) -> Sheet:
    """A sheet of these rows; a text is a cell of one line."""
    made = tuple(tuple(cell(content) if isinstance(content, str) else content for content in row) for row in rows)
    return Sheet("表", "虚构的表", tuple(heads), made, **more)


def test_a_chinese_character_is_two_columns_and_numbers_stand_right() -> None:
    told = as_text(sheet([["张三", 7, "abc"], ["欧阳某某", 12, "中文"]], [Head("典型"), Head("计划"), Head("x")]), {})
    assert (
        told
        == """\
虚构的表

典型      计划  x
--------  ----  ----
张三         7  abc
欧阳某某    12  中文"""
    )


def test_an_entry_is_its_state_and_beneath_it_the_outlet_with_a_number_for_the_link() -> None:
    links = {"https://www.example.org/0": 1}
    lines = (Line("published 2026-07", "虚构县报", "published", "https://www.example.org/1"), Line("not done 2026-11"))
    told = as_text(sheet([["张三", lines], ["李四", ()]], [Head("典型"), Head("报纸", width=17)]), links)
    assert told.splitlines()[4:] == [
        "张三  published 2026-07 [2]",
        "      虚构县报",
        "      not done 2026-11",
        "李四",
    ]
    assert links == {"https://www.example.org/0": 1, "https://www.example.org/1": 2}


def test_a_long_text_is_wrapped_inside_its_column_and_a_very_long_one_cut() -> None:
    told = as_text(sheet([["很" * 100, "x"]], [Head("典型", width=10), Head("y")]), {}).splitlines()[4:]
    assert told == ["很很很很很  x", "很很很很很", "很很很很…"]


def test_a_wide_table_is_cut_between_its_shared_headings() -> None:
    heads = [Head("典型", width=20), *(Head(str(n), "县级", 30) for n in range(2)), Head("0", "市级", 30),
             Head("0", "省级", 30)]  # fmt: skip
    rows = [["张三", "a" * 30, "", "b", ""], ["李四", "", "", "", "c"]]
    made = sheet(rows, heads)
    assert [part.title for part in made.parts(MOST)] == ["虚构的表　县级 · 市级", "虚构的表　省级"]
    assert [[plain(row[0]) for row in part.rows] for part in made.parts(MOST)] == [["张三"], ["李四"]]
    assert made.parts(1_000) == [made]
    assert max(map(width, as_text(made, {}).splitlines())) <= MOST


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_is_read_back_as_it_was() -> None:
    lines = (Line("已发表 2026-07", '虚构"县"报', url="https://www.example.org/1"), Line("计划 2026-12"))
    data = as_csv(sheet([["张，三,\n", lines, 3, ()]], [Head("典型"), Head("报纸", "市级"), Head("n"), Head("空")]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [
        ["典型", "市级·报纸", "n", "空"],
        ["张，三,\n", '已发表 2026-07 虚构"县"报 https://www.example.org/1；计划 2026-12', "3", ""],
    ]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")']


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    assert read_csv(as_csv(sheet([[text]], [Head(text)]))) == [["'" + text], ["'" + text]]


def workbook(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(Book("虚构", "虚构办公室", sheets), DAY)))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    field = workbook(sheet([[text]], [Head("典型")])).worksheets[0]["A4"]
    assert (field.value, field.data_type, field.quotePrefix) == (text, "s", True)


GROUPED = sheet(
    [
        ["张三", "单位", (Line("已发表 2026-07", "虚构县报", "published", "https://www.example.org/1"),), 2],
        ["李四", "", (Line("https://www.example.org/2", url="https://www.example.org/2"),), ()],
    ],
    [Head("典型"), Head("单位"), Head("报纸", "县级"), Head("电视", "县级")],
    fixed=2,
    total=(cell("合计"), (), (), 2),
)


def test_a_workbook_is_read_back_with_values_links_and_joined_headings() -> None:
    page = workbook(GROUPED).worksheets[0]
    assert page.title == "表"
    assert [[field.value for field in row] for row in page.iter_rows()] == [
        ["虚构的表", None, None, None],
        ["虚构办公室", None, None, None],
        ["典型", "单位", "县级", None],
        [None, None, "报纸", "电视"],
        ["张三", "单位", "已发表 2026-07\n虚构县报", 2],
        ["李四", None, "https://www.example.org/2", None],
        ["合计", None, None, 2],
    ]
    assert page["C6"].hyperlink.target == "https://www.example.org/2"
    assert page["C5"].hyperlink is None  # two lines would be drawn as one
    assert {str(merged) for merged in page.merged_cells.ranges} == {"A1:D1", "A2:D2", "C3:D3", "A3:A4", "B3:B4"}


def test_a_workbook_is_fit_to_be_read_filtered_and_printed() -> None:
    page = workbook(GROUPED).worksheets[0]
    assert page.freeze_panes == "C5"
    assert page.auto_filter.ref == "A4:D6"  # the line of totals is no row to be filtered
    assert (page.print_title_rows, page.print_title_cols) == ("$3:$4", "$A:$B")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)  # 9 is A4 (ECMA-376, 18.3.1.63)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page["A1"].font.name, page["A3"].font.name, page["A7"].font.name} == {"黑体"}
    assert page["A5"].font.name == "仿宋"
    assert page["C5"].alignment.wrap_text


def test_a_wide_sheet_is_printed_on_several_pages_between_its_shared_headings() -> None:
    heads = [Head("典型", width=20), *(Head("报纸", level, 60) for level in ("县级", "市级", "省级"))]
    page = workbook(sheet([["张三", "", "", ""]], heads)).worksheets[0]
    # 22 + 62 + 62 fill a page, the third level stands on a second one.
    assert [found.id for found in page.col_breaks.brk] == [3]
    assert not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage


def test_the_same_book_on_the_same_day_is_the_same_bytes() -> None:
    book = Book("虚构", "虚构办公室", (GROUPED,))
    assert as_xlsx(book, DAY) == as_xlsx(book, DAY)
    properties = openpyxl.load_workbook(io.BytesIO(as_xlsx(book, DAY))).properties
    assert (properties.created, properties.modified) == (datetime.datetime(2026, 11, 22),) * 2


def test_a_gap_is_set_off_by_a_word_and_a_colour() -> None:
    page = workbook(sheet([[(Line("未落实 2026-11", tone="gap"),)]], [Head("报纸")])).worksheets[0]
    assert page["A4"].value == "未落实 2026-11"
    assert page["A4"].font.color.rgb.endswith("A4161A")
