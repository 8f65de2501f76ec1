"""Pinyin for the announcer: after rare characters, and after names that are easily misread.

Rare is what stands outside GB 2312, which every announcer knows, unless the channel lists it as common. A name's
reading is the record's own; for other characters it is the dictionary's (pypinyin, from Unihan). No brackets: Latin
letters stand out by themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.records.surnames import surname_of

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=64)
def with_readings(text: str, name: str, pinyin: str | None, common: str = "") -> str:
    """`text` with pinyin where an announcer could stumble, each time at the first mention."""
    rare = rare_in(text, common)
    if pinyin and name in text and (surname_of(name) or any(character in name for character in rare)):
        text = _noted(text, name, pinyin)
        rare = [character for character in rare if character not in name]
    for character in rare:
        if reading := reading_of(character):
            text = _noted(text, character, reading)
    return text


def rare_in(text: str, common: str = "") -> list[str]:
    """The Chinese characters of `text` that stand outside GB 2312, each once."""
    try:
        text.replace("〇", "").encode("gb2312")  # the nought of years is no rare character, but stands outside
    except UnicodeEncodeError:
        return [c for c in dict.fromkeys(_HAN.findall(text)) if c not in common and not _in_gb2312(c)]
    return []


@lru_cache(maxsize=1024)
def reading_of(character: str) -> str:
    """The readings of a character, as in nǐ or lè/yuè; "" if the dictionary has none."""
    from pypinyin import pinyin  # a third of a second to load, and rarely wanted

    (readings,) = pinyin(character, heteronym=True)
    return "" if readings == [character] else "/".join(readings[:2])


@lru_cache(maxsize=4096)
def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _noted(text: str, word: str, reading: str) -> str:
    before, _word, after = text.partition(word)
    return f"{before}{word} {reading}" + (" " if after and (after[0].isalnum()) else "") + after
