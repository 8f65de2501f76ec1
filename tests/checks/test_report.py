"""Problems are told to persons, programs and GitHub without a word lost or a caret astray."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.finding import Problem, Severity
from generator.checks.report import COLUMNS, as_github, as_json, as_text, summary_line, width

ERROR = Problem("a/record.md", 2, 8, Severity.ERROR, "name-of-rule", "wrong “x”", "write y")
WARNING = Problem("b/record.md", 1, 1, Severity.WARNING, "other-rule", "odd", "")


def lines(text: str) -> Callable[[str, int], str]:
    """A `line_of` that knows one line."""
    return lambda path, line: text


def test_a_problem_is_a_line_with_a_caret_and_a_hint() -> None:
    assert as_text([ERROR], lines("name: 张三")) == (
        "a/record.md:2:8: error: wrong “x” [name-of-rule]\n"
        "name: 张三\n"
        "        ^\n"  # six columns, and two for 张
        "  = hint: write y\n"
    )


def test_without_a_line_and_a_hint_one_line_is_left() -> None:
    assert as_text([WARNING], lines("")) == "b/record.md:1:1: warning: odd [other-rule]\n"


def test_the_word_for_hint_is_translated_and_the_severity_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.checks import report

    monkeypatch.setattr(report, "_", lambda message: {"hint": "提示"}.get(message, message))
    told = as_text([ERROR], lines(""))
    assert told == "a/record.md:2:8: error: wrong “x” [name-of-rule]\n  = 提示: write y\n"


def test_the_path_and_the_line_are_asked_for() -> None:
    asked: list[tuple[str, int]] = []

    def line_of(path: str, line: int) -> str:
        asked.append((path, line))
        return "x"

    as_text([ERROR, WARNING], line_of)
    assert asked == [("a/record.md", 2), ("b/record.md", 1)]


CARETS = {
    "ASCII": ("name: x", 7, 6),
    "Chinese before": ("张三：李四", 4, 6),
    "a character beyond the BMP": ("𠮷三", 2, 2),
    "a combining mark": ("zha\u0304ng", 5, 3),
    "a middle dot is one column": ("阿·三", 3, 3),
    "Chinese quotation marks are one column": ("“三”", 3, 3),
    "a full-width letter": ("Ａb", 2, 2),
    "a tab is one column": ("\tx", 2, 1),
    "an emoji": ("👩x", 2, 2),
    "no width": ("a\u200bx", 3, 1),
    "behind the end": ("张三", 3, 4),
    "far behind the end": ("张三", 99, 4),
}


@pytest.mark.parametrize(("line", "column", "before"), CARETS.values(), ids=CARETS)
def test_the_caret_stands_below_its_character(line: str, column: int, before: int) -> None:
    told = as_text([ERROR._replace(column=column, hint="")], lines(line)).split("\n")
    assert told[2] == " " * before + "^"


def test_a_long_line_is_shown_around_the_caret() -> None:
    line = "字" * 300
    _head, shown, caret, *_rest = as_text([ERROR._replace(column=200)], lines(line)).split("\n")
    assert shown[0] == shown[-1] == "…"
    assert width(shown) <= COLUMNS
    assert len(caret) <= COLUMNS


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n\r"), max_size=300), st.data())
def test_the_caret_is_always_below_the_character_meant(line: str, data: st.DataObject) -> None:
    mark = "＃"
    index = data.draw(st.integers(0, len(line)))
    line = line[:index].replace(mark, "x") + mark + line[index:].replace(mark, "x")
    told = as_text([ERROR._replace(column=index + 1, hint="", message="m")], lines(line))
    _head, shown, caret, _end = told.split("\n")
    assert width(shown) <= COLUMNS
    assert width(shown.partition(mark)[0]) == len(caret) - 1
    assert caret.endswith("^")


@given(st.text())
def test_width_counts_two_for_wide_and_none_for_marks(text: str) -> None:
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in ("W", "F")
        none = unicodedata.category(sign) in ("Mn", "Me", "Cf")
        assert width(sign) == (0 if none else 2 if wide else 1)
    assert width(text) == sum(width(sign) for sign in text)


def test_nothing_that_moves_a_terminal_is_printed() -> None:
    told = as_text([ERROR._replace(message="a\x1b[2Jb\u202e", hint="\x07")], lines("\x1b]0;x\x07\u2066\u2028"))
    assert not any(sign in told for sign in "\x1b\x07\u202e\u2066\u2028")


def test_a_private_number_on_the_line_is_hidden() -> None:
    told = as_text([ERROR], lines("电话13800138000"))
    assert "138******00" in told
    assert "13800138000" not in told


def test_json_has_every_field_and_is_readable_chinese() -> None:
    chinese = ERROR._replace(message="“张三”")
    told = as_json([chinese, WARNING])
    assert "张三" in told
    assert json.loads(told) == [
        {
            "path": "a/record.md",
            "line": 2,
            "column": 8,
            "severity": "error",
            "rule": "name-of-rule",
            "message": "“张三”",
            "hint": "write y",
        },
        {
            "path": "b/record.md",
            "line": 1,
            "column": 1,
            "severity": "warning",
            "rule": "other-rule",
            "message": "odd",
            "hint": "",
        },
    ]
    assert json.loads(as_json([])) == []


def test_github_gets_one_escaped_command_a_line() -> None:
    problem = ERROR._replace(path="a,b:c%.md", message="50%: a, b\r\nc")
    assert as_github([problem]) == (
        "::error file=a%2Cb%3Ac%25.md,line=2,col=8,title=name-of-rule::50%25: a, b%0D%0Ac\n"
    )
    assert as_github([WARNING]) == "::warning file=b/record.md,line=1,col=1,title=other-rule::odd\n"


SUMMARIES = [
    ([], 40, "no problems in 40 records"),
    ([ERROR, ERROR, WARNING], 40, "2 errors, 1 warning in 40 records"),
    ([ERROR], 1, "1 error in 1 record"),
    ([WARNING, WARNING], 2, "2 warnings in 2 records"),
    ([ERROR, WARNING], None, "1 error, 1 warning in 2 files"),
    ([ERROR, ERROR], None, "2 errors in 1 file"),
    ([], None, "no problems"),
]


@pytest.mark.parametrize(("problems", "records", "line"), SUMMARIES)
def test_the_closing_line_counts(problems: list[Problem], records: int | None, line: str) -> None:
    assert summary_line(problems, records) == line
