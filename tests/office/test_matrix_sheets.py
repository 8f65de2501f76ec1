"""The sheets of the matrix: what stands in each, in words."""

from __future__ import annotations

import pytest

from generator import language
from generator.office.matrix_sheets import (
    counts_sheet,
    coverage_sheet,
    entries_sheet,
    gaps_sheet,
    matrix_sheet,
    plan_sheet,
)
from generator.office.sheet import Sheet, plain

from .ledger import LABELS, cell, exemplar, matrix


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    language.choose("zh")


TOLD = (
    exemplar(
        "张三",
        cell(planned="2026-07", on="2026-07-08", outlet="虚构县报", url="https://news.example.org/1"),
        cell("tv", "city", planned="2026-10", status="sent", on="2026-10-12"),
        cell("radio", planned="2026-11", outlet="虚构县广播站"),
    ),
    exemplar("李四", cell("site", "province", on="2026-11-12"), cell(planned="2026-12"), stage="lead"),
)


def told(sheet: Sheet) -> list[list[str]]:
    return [[head.whole for head in sheet.heads], *([plain(content) for content in row] for row in sheet.rows)]


def test_the_matrix() -> None:
    assert told(matrix_sheet(matrix(*TOLD), LABELS)) == [
        ["典型", "单位", "县级·报纸", "县级·广播", "市级·电视", "省级·网络"],
        [
            "张三",
            "张三的虚构单位",
            "已发表 2026-07-08 虚构县报 https://news.example.org/1",
            "未落实 2026-11 虚构县广播站",
            "已送未发 2026-10-12",
            "",
        ],
        ["李四（线索）", "李四的虚构单位", "计划 2026-12", "", "", "已发表 2026-11-12"],
    ]


def test_the_plan_of_a_month_is_the_table_that_the_office_knows() -> None:
    sheet = plan_sheet(matrix(*TOLD, month="2026-11"), LABELS)
    assert sheet.title == "2026年11月在县、市、省、中央宣传推介典型计划安排表"
    assert told(sheet) == [
        ["序号", "典型", "单位", "县级", "市级", "省级", "中央", "计划", "落实"],
        ["1", "张三", "张三的虚构单位", "广播：虚构县广播站 未落实 2026-11", "", "", "", "1", "0"],
        ["2", "李四（线索）", "李四的虚构单位", "", "", "网络 已发表 2026-11-12", "", "0", "0"],
    ]
    assert [plain(content) for content in sheet.total] == ["", "合计", "", "", "", "", "", "1", "0"]


def test_planned_against_done() -> None:
    sheet = counts_sheet(matrix(*TOLD), LABELS)
    assert told(sheet) == [
        ["层级", "计划", "按计划发表", "已送稿", "未落实", "计划外发表"],
        ["县级", "3", "1", "0", "1", "0"],
        ["市级", "1", "0", "1", "1", "0"],
        ["省级", "0", "0", "0", "0", "1"],
        ["中央", "0", "0", "0", "0", "0"],
    ]
    assert [plain(content) for content in sheet.total] == ["合计", "4", "1", "1", "2", "1"]


def test_coverage_counts_and_names_those_who_are_missing() -> None:
    made = matrix(*TOLD, *(exemplar(f"虚构{n}") for n in range(3)))
    sheet = coverage_sheet(made, LABELS)
    assert told(sheet)[:2] == [
        ["典型", "单位", "短信", "报纸", "广播", "电视", "网络"],
        ["张三", "张三的虚构单位", "", "1", "", "", ""],
    ]
    assert [plain(content) for content in sheet.total] == ["未发表人数", "共 4 个典型", "4", "3", "4", "4", "4"]
    assert told(gaps_sheet(made, LABELS, 2))[:3] == [
        ["渠道", "已发表", "未发表", "还没有发表的典型"],
        ["短信", "0", "4", "张三、虚构0，还有 2 个"],
        ["报纸", "1", "3", "虚构0、虚构1，还有 1 个"],
    ]


def test_every_entry_has_a_line_of_its_own() -> None:
    assert told(entries_sheet(matrix(*TOLD, levels=("county",)), LABELS)) == [
        ["典型", "单位", "层级", "渠道", "媒体", "计划", "情况", "日期", "链接"],
        ["张三", "张三的虚构单位", "县级", "报纸", "虚构县报", "2026-07", "已发表", "2026-07-08",
         "https://news.example.org/1 https://news.example.org/1"],
        ["张三", "张三的虚构单位", "县级", "广播", "虚构县广播站", "2026-11", "未落实", "", ""],
        ["李四（线索）", "李四的虚构单位", "县级", "报纸", "", "2026-12", "计划", "", ""],
    ]  # fmt: skip


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    made = matrix(exemplar("张三", cell(url="javascript:alert(1)", on="2026-07")))
    (content,) = matrix_sheet(made, LABELS, whom=1).rows[0][1:]
    assert [line.url for line in content] == [""]  # type: ignore[union-attr]
