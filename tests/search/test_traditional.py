"""Traditional and simplified characters meet in search."""

from __future__ import annotations

import unicodedata

import pytest

from generator.search.traditional import simplified

PAIRS = {
    "焦裕祿": "焦裕禄",
    "臺灣": "台湾",
    "張雲": "张云",
    "勞動模範": "劳动模范",
    "優秀共產黨員": "优秀共产党员",
    "黨支部書記": "党支部书记",
    "後": "后",
    "發髮": "发发",
    "裏裡": "里里",
    "于頔": "于𬱖",
    "焦裕禄": "焦裕禄",
    "后干里台": "后干里台",
    "甯": "甯",
}


@pytest.mark.parametrize("text", PAIRS)
def test_a_text_in_simplified_characters(text: str) -> None:
    assert "".join(simplified().get(character, character) for character in text) == PAIRS[text]


def test_what_is_simplified_stays() -> None:
    assert {value for value in simplified().values() if value in simplified()} == set()


def test_every_pair_is_of_two_single_characters_that_normal_forms_leave_alone() -> None:
    for pair in simplified().items():
        assert [len(character) for character in pair] == [1, 1]
        assert unicodedata.normalize("NFKC", "".join(pair)) == "".join(pair)
    assert len(simplified()) > 4000


def test_the_commonest_characters_of_simplified_text_are_left_alone() -> None:
    """GB 2312 level 1 is the 3,755 most used ones. 乾, as in 乾坤, is folded with 乾燥, which is 干燥."""
    level_1 = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    common = level_1.decode("gb2312", "ignore")
    assert len(common) == 3755
    assert [character for character in common if character in simplified()] == ["乾"]
