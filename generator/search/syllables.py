"""Cuts pinyin as people write it, Jiāo Yùlù or Mǎ'ěr Shālā, into syllables without tones."""

from __future__ import annotations

import re
import unicodedata

from generator.search.dictionary import Reading, syllables

LONGEST = 6
"""Letters of the longest syllables: zhuang, chuang, shuang."""

_WORD = re.compile("[a-z]+|[0-9]+")
_MARKS = re.compile("[\u0300-\u036f]")
_UMLAUT = re.compile("u([\u0300-\u036f]*)\u0308")

Ways = dict[int, tuple[int, Reading]]
"""For a number of syllables the best way to cut into as many: how odd it is, and the syllables."""


def words(pinyin: str) -> list[str]:
    """What blanks, apostrophes and other signs set apart, in small letters without tones: "Lǚ Ān'ān" → lv, an, an.

    ü is v, except after j, q, x and y, where it is a u as usual.
    """
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", pinyin).lower())
    letters = re.sub("(?<=[jqxy])v", "u", _MARKS.sub("", _UMLAUT.sub(r"v\1", letters)))
    return _WORD.findall(letters)


def cut(pinyin: str, count: int) -> Reading:
    """The syllables of `pinyin`, `count` of them if that can be; a word that cannot be cut stands whole."""
    ways: Ways = {0: (0, ())}
    for word in words(pinyin):
        longer: Ways = {}
        for odd, before in ways.values():
            for more, after in (_cuts(word) or {1: (0, (word,))}).values():
                _keep(longer, odd + more, before + after)
        ways = longer
    best = ways.get(count) or min(ways.values(), key=lambda way: (way[0], len(way[1])))
    return best[1]


def _cuts(word: str) -> Ways:
    """The ways to cut one word; a cut before a, o or e is odd, as an apostrophe should stand there.

    The apostrophe (隔音符号) is a rule of the 汉语拼音方案 and of GB/T 16159-2012: fāngàn is fan-gan, fāng'àn is not.
    """
    ways: list[Ways] = [{0: (0, ())}]
    for end in range(1, len(word) + 1):
        ways.append({})
        for begin in range(max(0, end - LONGEST), end):
            if (syllable := word[begin:end]) in syllables():
                for odd, before in ways[begin].values():
                    _keep(ways[end], odd + (begin > 0 and syllable[0] in "aoe"), (*before, syllable))
    return ways[-1]


def _keep(ways: Ways, odd: int, way: Reading) -> None:
    if len(way) not in ways or odd < ways[len(way)][0]:
        ways[len(way)] = (odd, way)
