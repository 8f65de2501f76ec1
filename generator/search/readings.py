"""Reads names and units aloud, as pinyin without tones, so that they are found by letters.

What a record itself says in `pinyin` comes first, then the table of surnames, then the dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from generator.monogram import COMPOUND_SURNAMES
from generator.records.surnames import SURNAMES, surname_of
from generator.search.dictionary import Reading, dictionary
from generator.search.syllables import cut, words
from generator.search.traditional import simplified

MOST = 4
"""Readings of one text at most: each is an entry of its own in the index."""

# Characters that parents read in two ways; what the dictionary says of the name goes first, whichever it is.
_IN_GIVEN_NAMES = """
乐:le/yue 长:chang/zhang 朝:chao/zhao 行:xing/hang 茜:qian/xi 晟:sheng/cheng 盛:sheng/cheng 柏:bai/bo 娜:na/nuo
藏:cang/zang 传:chuan/zhuan 召:zhao/shao 参:shen/can 颉:jie/xie 单:dan/shan 重:zhong/chong 省:sheng/xing 宿:su/xiu
隽:jun/juan 蔚:wei/yu 筠:yun/jun 莎:sha/suo 禅:chan/shan 炅:jiong/gui 仔:zai/zi 校:xiao/jiao 都:du/dou 泊:bo/po
"""
_TWO_WAYS = {entry[0]: entry[2:].split("/") for entry in _IN_GIVEN_NAMES.split()}
_WITH_U = {"lv": "lu", "lve": "lue", "nv": "nu", "nve": "nue"}
_PIECE = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def name_readings(name: str, given: str = "") -> tuple[Reading, ...]:
    """The readings of a person's name, the likeliest first; `given` is the record's `pinyin`.

    Without it a surname is read as one (单 shan), in both ways if both are borne (覃 qin, tan), and so is a character
    of which parents choose the reading. A name with · has no Chinese surname.
    """
    if given or "·" in name or name[:1].isascii():
        return readings(name, given)
    name = _folded(name)
    surname = surname_of(name) or (name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1])
    borne = [cut(reading, len(surname)) for reading in SURNAMES.get(surname, ())] or [_plain(surname)]
    rest = name[len(surname) :]
    said = [_plain(rest)]
    if len(said[0]) == len(rest):
        for place in [place for place, character in enumerate(rest) if character in _TWO_WAYS][:2]:
            others = [way for way in _TWO_WAYS[rest[place]] if way != said[0][place]]
            said += [(*way[:place], other, *way[place + 1 :]) for way in said for other in others]
    return _spelled([first + last for last in said for first in borne])


def unit_readings(unit: str, given: str = "") -> tuple[Reading, ...]:
    """The readings of the name of a body or a place; `given` is pinyin that a record has for it."""
    return readings(unit, given)


@lru_cache(50_000)
def readings(text: str, given: str = "") -> tuple[Reading, ...]:
    """One to four readings of `text`, the likeliest first; none if there is nothing in it to read.

    A Chinese character gives a syllable; Latin words and numbers stand as they are, in small letters; other signs are
    dropped. `given`, pinyin that a person wrote for the text, is cut into syllables; where it has not one for each
    character the dictionary's reading follows it.
    """
    plain = _plain(text)
    if not words(given):
        return _spelled([plain] if plain else [])
    said = cut(given, len(plain))
    return _spelled([said] if len(said) == len(plain) else [said, plain])


def _plain(text: str) -> Reading:
    """The dictionary's reading."""
    read = dictionary().read
    found: list[str] = []
    for piece in _PIECE.findall(_folded(text)):
        found += (piece,) if piece.isascii() else read(piece)
    return tuple(found)


def _folded(text: str) -> str:
    """Small letters and simplified characters: so phrases are written in the dictionary."""
    return unicodedata.normalize("NFKC", text).lower().translate(_simple())


@cache
def _simple() -> dict[int, str]:
    return str.maketrans(simplified())


def _spelled(ways: Sequence[Reading]) -> tuple[Reading, ...]:
    """Each reading with v for ü, then with u, each once, `MOST` in all."""
    both = [spelling for way in ways if way for spelling in (way, tuple(map(_with_u, way)))]
    return tuple(dict.fromkeys(both))[:MOST]


def _with_u(syllable: str) -> str:
    """lv and nve as they are typed where there is no ü: lu, nue."""
    return _WITH_U.get(syllable, syllable)
