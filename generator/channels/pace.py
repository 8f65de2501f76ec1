"""How long a text takes to read aloud.

One unit is one Chinese character, or one digit or capital letter that is read by itself; other Latin words count one
for every three letters, about their syllables. Marks are silent: the customary 250 characters a minute has their
pauses in it (16 national news items of known length: 148 to 206 characters in about 40 seconds).
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.channels.numerals import cardinal

_SILENT = re.compile("[，。、；：“”‘’！？《》·— …（）()〈〉,.　\\n]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]+")


@lru_cache(maxsize=512)
def units(text: str) -> int:
    """How many units of speech a text for the ear has."""
    words = [word for word in _LATIN.findall(text) if not word.isupper()]
    return len(text) - len(_SILENT.findall(text)) - sum([len(word) - -(-len(word) // 3) for word in words])


def seconds(count: int, speed: int) -> float:
    """The time that `count` units take at `speed` units a minute."""
    return count * 60 / speed


def clock(time: float) -> str:
    """A time in seconds for an announcer, in words: 三十八秒, 两分五十秒."""
    return _clock(round(time))


@lru_cache(maxsize=512)
def _clock(time: int) -> str:
    minutes, rest = divmod(time, 60)
    said = f"{'两' if minutes == 2 else cardinal(minutes)}分" if minutes else ""
    return said + (f"{cardinal(rest)}秒" if rest or not said else "钟")
