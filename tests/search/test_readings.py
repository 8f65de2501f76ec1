"""Names and units are read as people read them; surnames, places and headings are real, everybody is made up."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from generator.records.surnames import SURNAMES, surname_of
from generator.search.dictionary import dictionary
from generator.search.readings import MOST, name_readings, readings, unit_readings
from generator.search.syllables import cut

from .make_tables import LONGEST, PLACES

# 现代汉语词典, under 〈姓〉; both readings where both are borne.
NAMES = {
    "张虚构": ["zhang xu gou"],
    "单虚构": ["shan xu gou"],
    "仇虚构": ["qiu xu gou"],
    "解虚": ["xie xu"],
    "查虚": ["zha xu"],
    "曾虚": ["zeng xu"],
    "区虚": ["ou xu"],
    "朴虚": ["piao xu"],
    "盖虚": ["ge xu"],
    "覃虚": ["qin xu", "tan xu"],
    "乐虚": ["yue xu", "le xu"],
    "缪虚": ["miao xu"],
    "翟虚": ["zhai xu", "di xu"],
    "种虚": ["chong xu"],
    "员虚": ["yun xu"],
    "冼虚": ["xian xu"],
    "繁虚": ["po xu"],
    "逄虚": ["pang xu"],
    "折虚": ["she xu"],
    "黑虚": ["he xu"],
    "卜虚": ["bu xu"],
    "牟虚": ["mu xu", "mou xu"],
    "尉迟虚": ["yu chi xu"],
    "万俟虚": ["mo qi xu"],
    "长孙虚": ["zhang sun xu"],
    "令狐虚构": ["ling hu xu gou"],
    "澹台虚": ["tan tai xu"],
    "欧阳虚构": ["ou yang xu gou"],
    "吕虚构": ["lv xu gou", "lu xu gou"],
    "覃绿": ["qin lv", "qin lu", "tan lv", "tan lu"],
    "王朝阳": ["wang chao yang", "wang zhao yang"],
    "李乐": ["li le", "li yue"],
    "于长江": ["yu chang jiang", "yu zhang jiang"],
    # Not a surname where it does not stand in front, nor in a name that is written by sound.
    "张单": ["zhang dan", "zhang shan"],
    "那虚·单构": ["na xu dan gou"],
    # Traditional characters, and a surname that is folded before it is looked up.
    "長孫虛構": ["zhang sun xu gou"],
    "張虛": ["zhang xu"],
    "NPC": ["npc"],
    "": [],
    "·": [],
}
GIVEN = {
    ("单虚构", "Shàn Xūgòu"): ["shan xu gou"],
    ("虚单构", "Xū Shàngòu"): ["xu shan gou"],
    ("马尔虚构", "Mǎ'ěr Xūgòu"): ["ma er xu gou"],
    ("马尔虚构", "Mǎ’ěr Xūgòu"): ["ma er xu gou"],
    ("吕虚", "Lǚ Xū"): ["lv xu", "lu xu"],
    ("虚略", "Xū Lüè"): ["xu lve", "xu lue"],
    ("虚女", "XŪ NǙ"): ["xu nv", "xu nu"],
    ("居虚", "Jǖ Xǖ"): ["ju xu"],
    # One syllable or two: the characters decide.
    ("先虚", "Xiān Xū"): ["xian xu"],
    ("西安虚", "Xīān Xū"): ["xi an xu"],
    ("方案", "Fāng'àn"): ["fang an"],
    ("翻干", "Fāngān"): ["fan gan"],
    ("巴格虚·哈那构", "Bāgéxū Hānàgòu"): ["ba ge xu ha na gou"],
    ("巴格虚·哈那构", "Bāgéxū·Hānàgòu"): ["ba ge xu ha na gou"],
    ("12号村", "12 Hào Cūn"): ["12 hao cun"],
    # What is no pinyin stands whole, and the dictionary follows.
    ("乌克虚", "Ulhaz"): ["ulhaz", "wu ke xu"],
    ("花儿", "Huār"): ["huar", "hua er"],
    ("虚构", " "): ["xu gou"],
}
UNITS = {
    "重庆市虚构区": "chong qing shi xu gou qu",
    "虚构银行": "xu gou yin hang",
    "长沙市虚构街道": "chang sha shi xu gou jie dao",
    "人民银行长沙分行": "ren min yin hang chang sha fen hang",
    "虚构银行行长办公室": "xu gou yin hang hang zhang ban gong shi",
    "重庆市长寿区": "chong qing shi chang shou qu",
    "南京市长江大桥": "nan jing shi chang jiang da qiao",
    "举行会议": "ju xing hui yi",
    "会计学会": "kuai ji xue hui",
    "行政村党支部": "xing zheng cun dang zhi bu",
    "人民调解委员会": "ren min tiao jie wei yuan hui",
    "成都市都江堰": "cheng du shi du jiang yan",
    "厦门": "xia men",
    "六安": "lu an",
    "西藏": "xi zang",
    "东坡12号村（虚构）": "dong po 12 hao cun xu gou",
    "虚构NPC工作站，G60段": "xu gou npc gong zuo zhan g60 duan",
    "１２号": "12 hao",
}


def said(ways: tuple[tuple[str, ...], ...]) -> list[str]:
    return [" ".join(way) for way in ways]


@pytest.mark.parametrize("name", NAMES)
def test_a_name(name: str) -> None:
    assert said(name_readings(name)) == NAMES[name]


@pytest.mark.parametrize(("name", "pinyin"), GIVEN)
def test_the_pinyin_of_the_record_goes_first(name: str, pinyin: str) -> None:
    assert said(name_readings(name, pinyin)) == GIVEN[name, pinyin]


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit(unit: str) -> None:
    assert said(unit_readings(unit)) == [UNITS[unit]]


@pytest.mark.parametrize("surname", SURNAMES)
def test_every_surname_of_the_table_is_read_as_it_says(surname: str) -> None:
    assert surname_of(f"{surname}虚构") == surname
    expected = [" ".join((*cut(reading, len(surname)), "xu", "gou")) for reading in SURNAMES[surname]]
    assert said(name_readings(f"{surname}虚构")) == list(dict.fromkeys(expected))


@pytest.mark.parametrize("place", [entry.split() for entry in PLACES.split(",")], ids=lambda place: str(place[0]))
def test_places_are_read_as_they_are_called(place: list[str]) -> None:
    assert dictionary().read(place[0]) == tuple(place[1:])


def test_the_table_reads_as_the_dictionary_it_is_made_of() -> None:
    """Every character, and every phrase of up to four but those that places put right."""
    read, place = dictionary().read, re.compile("|".join(entry.split()[0] for entry in PLACES.split(",")))
    bare = cache(lambda syllable: to_normal(syllable, v_to_u=False))
    characters = {chr(point): tones.split(",")[0] for point, tones in PINYIN_DICT.items()}
    wrong = {c: read(c) for c, first in characters.items() if read(c) != (bare(first),)}
    phrases = {p: tuple(bare(first) for first, *_ in sounds) for p, sounds in PHRASES_DICT.items()}
    asked = [p for p in phrases if len(p) <= LONGEST and not place.search(p)]
    wrong |= {phrase: read(phrase) for phrase in asked if read(phrase) != phrases[phrase]}
    assert len(asked) > 40_000
    assert wrong == {}


NAME_LIKE = st.text(st.sampled_from("张单覃吕乐长朝重行女略绿·12aBüÜǚ(（ \n𠮷龍𬱖あ") | st.characters(), max_size=8)


@given(NAME_LIKE, NAME_LIKE)
def test_whatever_a_record_says_gives_a_few_plain_syllables(text: str, pinyin: str) -> None:
    for ways in (name_readings(text, pinyin), name_readings(text), unit_readings(text), readings(text, pinyin)):
        assert len(ways) <= MOST
        assert len(set(ways)) == len(ways)
        assert all(way for way in ways)
        assert all(re.fullmatch("[a-z0-9]+", syllable) for way in ways for syllable in way)


@given(st.lists(st.sampled_from(["xu", "gou", "an", "er", "zhuang", "lv", "xian", "a"]), min_size=1, max_size=12))
def test_what_was_joined_is_cut_again(syllables: list[str]) -> None:
    """Written with the apostrophe where it belongs, there is only one way to cut."""
    joined = "".join(f"'{s}" if s[0] in "aoe" else s for s in syllables)
    assert cut(joined, len(syllables)) == tuple(syllables)
