"""Figures are compared by value, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.figures import figures

TEXTS: dict[str, list[str]] = {
    "61户": ["61"],
    "六十一户": ["61"],
    "1,300亩": ["1300"],
    "1，300亩": ["1300"],
    "1.5公里": ["1.5"],
    "1300和1,300": ["1300"],
    "3万元": ["30000"],
    "三万元": ["30000"],
    "１２户": ["12"],
    "二〇一九年": ["2019"],
    "十户": ["10"],
    "一百零五户": ["105"],
    "两座": ["2"],
    "一万二千三百户": ["12300"],
    "2011年61户": ["2011", "61"],
    "一起": [],
    "万一": [],
    "十分": [],
    "修路引水": [],
    "": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_values_of_a_text(text: str) -> None:
    assert list(figures(text)) == TEXTS[text]


def chinese(number: int) -> str:
    """The numeral of 1 to 9,999 as it is spoken (GB/T 15835-2011 leaves it to usage)."""
    digits = "零一二三四五六七八九"
    said, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap and said else "") + digits[digit] + sign
        gap = not digit
    return said


def test_the_numerals_of_this_test_are_those_of_the_language() -> None:
    numbers = {61: "六十一", 105: "一百零五", 1300: "一千三百", 2001: "二千零一", 9999: "九千九百九十九"}
    assert {number: chinese(number) for number in numbers} == numbers


@given(st.integers(1, 9_999))
def test_arabic_and_chinese_say_the_same(number: int) -> None:
    assert list(figures(f"{number}户")) == [str(number)]
    assert list(figures(f"共{chinese(number)}户")) == [str(number)]


@given(st.integers(0, 10**12))
def test_thousands_may_be_set_apart(number: int) -> None:
    assert list(figures(f"{number:,}户")) == [str(number)]


@given(st.integers(1, 9_999), st.sampled_from([("万", 10_000), ("亿", 100_000_000)]))
def test_a_unit_multiplies(number: int, unit: tuple[str, int]) -> None:
    assert list(figures(f"{number}{unit[0]}元")) == [str(number * unit[1])]


@given(st.text())
def test_any_text_has_figures_or_none(text: str) -> None:
    assert all(value.replace(".", "", 1).isdigit() and form for value, form in figures(text).items())
