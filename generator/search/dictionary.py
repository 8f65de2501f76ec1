"""The dictionary that Chinese is read aloud with: pinyin without tones, of characters and of phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

Reading = tuple[str, ...]
"""Syllables, each of a-z, with v for ü; a Latin word or a number is one of its own: ("12", "hao", "cun")."""

_TABLE = Path(__file__).with_name("readings.txt")


class Dictionary(NamedTuple):
    """The syllable of a character, "" for what has none; phrases, in which a character may read otherwise, with their
    syllables in one text; and words of two characters that read as these do, known so that no phrase tears them."""

    syllable: Callable[[str], str]
    phrases: dict[str, str]
    words: Collection[str]
    longest: int

    def read(self, text: str) -> Reading:
        """The reading of `text`; what has none is left out.

        Phrases and words are looked for from the end backwards, the longest first (反向最大匹配): 南京市|长江大桥,
        not 南京|市长|江大桥. Chinese puts what qualifies in front, so fewer words are torn this way round.
        """
        found: list[str] = []
        end = len(text)
        while end:
            for length in range(min(self.longest, end), 1, -1):
                part = text[end - length : end]
                if part in self.phrases:
                    found += reversed(self.phrases[part].split(" "))
                    break
                if length == 2 and part in self.words:
                    found += (self.syllable(part[1]), self.syllable(part[0]))
                    break
            else:
                length = 1
                found.append(self.syllable(text[end - 1]))
            end -= length
        return tuple(filter(None, reversed(found)))


@cache
def dictionary() -> Dictionary:
    """The dictionary of readings.txt, which names its source."""
    characters, phrases, words = _sections()
    known = dict(line.split(" ", 1) for line in phrases.splitlines())

    @cache
    def syllable(character: str) -> str:
        # Looking through the table costs some microseconds, making a dict of all of it as much as 1,000 looks.
        place = characters.find(character)
        if place < 0 or character.isascii():
            return ""
        begin = characters.rfind("\n", 0, place) + 1
        return characters[begin : characters.index(" ", begin)]

    return Dictionary(syllable, known, frozenset(re.findall("..", words)), max(map(len, known)))


@cache
def syllables() -> frozenset[str]:
    """All syllables of the dictionary that have a vowel."""
    heads = (line.partition(" ")[0] for line in _sections()[0].splitlines())
    return frozenset(head for head in heads if set(head) & set("aeiouv"))


@cache
def _sections() -> tuple[str, str, str]:
    """The characters of each syllable, the phrases with their syllables, and the words."""
    _about, characters, phrases, words = _TABLE.read_text("utf-8").split("\n\n")
    return characters, phrases, words
