"""What an announcer reads: figures, dates and units in words, no brackets, no addresses, pinyin where it helps."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.channels.numerals import cardinal
from generator.channels.pace import clock, seconds, units
from generator.channels.readings import with_readings
from generator.channels.spoken import spoken, spoken_each
from generator.records.figures import figures

# As announcers read them; numerals after GB/T 15835-2011, telephone numbers with 幺 for 一.
READ = {
    "2011-07-01": "二〇一一年七月一日",
    "2011年7月1日": "二〇一一年七月一日",
    "2011-07": "二〇一一年七月",
    "1949年": "一九四九年",
    "2018、2019年": "二〇一八、二〇一九年",
    "2018—2020年": "二〇一八年到二〇二〇年",
    "2018年至2020年": "二〇一八年到二〇二〇年",
    "20世纪80年代": "二十世纪八十年代",
    "90后": "九〇后",
    "7·20暴雨": "七二〇暴雨",
    "镇公局〔2011〕60号": "镇公局二〇一一年六十号",
    "61户": "六十一户",
    "120名": "一百二十名",
    "1005人": "一千零五人",
    "1,300名": "一千三百名",
    "22000元": "两万两千元",
    "33万6000元": "三十三万六千元",
    "10万余人次": "十万余人次",
    "3200多个": "三千二百多个",
    "1.5万吨": "一点五万吨",
    "100000000元": "一亿元",
    "2个人": "两个人",
    "2级": "二级",
    "第3": "第三",
    "3.5公里": "三点五公里",
    "85%": "百分之八十五",
    "3.5‰": "千分之三点五",
    "5%—8%": "百分之五到百分之八",
    "3-5户": "三到五户",
    "1/3": "三分之一",
    "2:1": "二比一",
    "20:05": "二十点零五分",
    "8:00": "八点",
    "-20℃": "零下二十摄氏度",
    "12km²": "十二平方公里",
    "拨打120急救": "拨打幺二〇急救",
    "12345热线": "幺二三四五热线",
    "13800000000": "一三八〇〇〇〇〇〇〇〇",
    "007": "〇〇七",
    "８５％": "百分之八十五",
    "男（1950年生）好": "男好",
    "时代楷模（追授）": "时代楷模",
    "一等功（军）、一等功（师）、一等功（团）。": "一等功。",
    "详见https://example.org/a?b=1。": "详见。",
    "他说——好": "他说，好",
    "一心一意": "一心一意",
    "《张三传》": "《张三传》",
}


@pytest.mark.parametrize(("written", "read"), READ.items(), ids=READ)
def test_as_read_aloud(written: str, read: str) -> None:
    assert spoken(written) == read


@pytest.mark.parametrize("written", [w for w in READ if "·" not in w and "（" not in w and "http" not in w])
def test_no_figure_is_changed_on_the_way_to_the_ear(written: str) -> None:
    """By value, with the reader of figures that the rules use."""
    fraction = "/" in written or ":" in written or "热线" in written or "后" in written
    said = {value for value in figures(spoken(written).replace("百分之", "").replace("千分之", "")) if value != "100"}
    known = set(figures(written)) | {str(float(v)).removesuffix(".0") for v in re.findall(r"\d+(?:\.\d+)?", written)}
    assert said <= known or fraction


@given(st.integers(0, 10**12 - 1))
def test_amounts_in_words_are_the_same_amounts(number: int) -> None:
    said = cardinal(number)
    assert not re.search("零零|零\\Z", said) or number == 0
    value = total = section = digit = 0
    for sign in said:  # the reading of Chinese numerals, by their definition
        if sign in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(sign)
        elif sign == "两":
            digit = 2
        elif sign in "十百千":
            section += (digit or 1) * 10 ** ("十百千".index(sign) + 1)
            digit = 0
        elif sign == "万":
            section, digit = (section + digit) * 10_000, 0
            total, section = total + section, 0
        else:
            value, total, section, digit = value + (total + section + digit) * 10**8, 0, 0, 0
    assert value + total + section + digit == number


@given(st.text("0123456789年月日个%.:-—〔〕（）/户张三，。~ ", max_size=40))
def test_whatever_is_written_something_is_read(text: str) -> None:
    said = spoken(text)
    assert not re.search("[0-9]", said)
    assert "（" not in said or "）" not in said[said.index("（") :]


def test_time_is_counted_in_characters_that_are_read() -> None:
    assert units("他带着六十一户乡亲，远迁安家。") == 13
    assert units("“《·》”——……") == 0
    assert units("GDP") == 3, "letters are read one by one"
    assert units("WeChat") == 2, "a word counts one for three letters"
    assert seconds(250, 250) == 60


@pytest.mark.parametrize(
    ("time", "said"), [(38.4, "三十八秒"), (120, "两分钟"), (170, "两分五十秒"), (61, "一分一秒"), (0, "零秒")]
)
def test_a_time_in_words(time: float, said: str) -> None:
    assert clock(time) == said


READINGS = {
    "a common name": ("张三来了。", "张三", "Zhāng Sān", "张三来了。"),
    "a surname that is misread": (
        "单虚构来了，单虚构走了。",
        "单虚构",
        "Shàn Xūgòu",
        "单虚构 Shàn Xūgòu 来了，单虚构走了。",
    ),
    "a surname that is misread, pinyin unknown": ("单虚构来了。", "单虚构", None, "单虚构来了。"),
    "a rare character in a name": ("张𠮷来了。", "张𠮷", "Zhāng Jí", "张𠮷 Zhāng Jí 来了。"),
    "a rare character elsewhere": ("在堃村。", "张三", None, "在堃 kūn 村。"),
    "a rare character known here": ("在堃村。", "张三", None, "在堃村。"),
}


@pytest.mark.parametrize(("text", "name", "pinyin", "marked"), READINGS.values(), ids=READINGS)
def test_pinyin_stands_behind_what_is_hard_to_read(text: str, name: str, pinyin: str | None, marked: str) -> None:
    common = "堃" if marked == "在堃村。" else ""
    assert with_readings(text, name, pinyin, common) == marked


_BITS = st.sampled_from(
    [
        "虚构",
        "2011",
        "年",
        "3",
        "-",
        "到",
        "至",
        "%",
        "1,300",
        "。",
        "（",
        "）",
        "km",
        "/",
        "、",
        "热线",
        "后",
        "——",
        " ",
    ]
)


@given(st.lists(st.lists(_BITS, max_size=8).map("".join), max_size=5))
def test_many_texts_at_once_are_worded_as_each_by_itself(texts: list[str]) -> None:
    assert spoken_each(texts) == [spoken(text) for text in texts]
