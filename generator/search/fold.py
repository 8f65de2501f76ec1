"""Folds text for matching: what a reader types and what a record says become the same characters.

NFKC, lower case, no accents, traditional characters to simplified; punctuation and white space become one space,
and · and invisible signs vanish. site/assets/search-fold.js is the other half: the same rules, in the same order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator.search.traditional import simplified

SPACE = " "
_ACCENTS = re.compile("[\u0300-\u036f]")
_GONE = re.compile("[\u00b7\u2022\u2027\u30fb\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Middle dots, as in names of several parts, and variation selectors."""


def fold(text: str) -> str:
    """`text` as it is matched; runs of separators are one space, none at the ends."""
    pieces = "".join(map(fold_character, unicodedata.normalize("NFKC", text))).split(SPACE)
    return SPACE.join(piece for piece in pieces if piece)


@cache
def fold_character(character: str) -> str:
    """What one character of NFKC text becomes: a character, a space, or nothing.

    An accent is taken off where what remains is one character; sigma has one small form.
    """
    bare = unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", character)))
    small = (bare if len(bare) < 2 else character).lower().replace("ς", "σ")
    character = simplified().get(small, small)
    if not character or _GONE.match(character):
        return ""
    category = unicodedata.category(character[0])
    if category == "Cf":  # invisible signs such as the byte order mark and direction marks
        return ""
    return SPACE if category[0] in "PSZ" or category in ("Cc", "Cs") else character


def stands_alone(character: str) -> bool:
    """Whether `character` folds the same whatever stands beside it, and to one character at most.

    Marks and the letters of Hangul and of half-width kana join with their neighbours.
    """
    point = ord(character)
    if unicodedata.category(character)[0] == "M" or 0x1100 <= point <= 0x11FF or 0xFF9E <= point <= 0xFFDC:
        return False
    return len(fold_alone(character)) < 2


def fold_alone(character: str) -> str:
    """What a character that stands alone becomes: like `fold`, but a separator stays one."""
    folded = "".join(map(fold_character, unicodedata.normalize("NFKC", character)))
    return SPACE if folded and not folded.strip(SPACE) else folded
