"""Makes the tables of characters that search is shipped with, from the dictionaries of two libraries.

    python -m tests.search.make_tables

writes generator/search/readings.txt from pypinyin (in the extra `dev`) and generator/search/traditional.txt from
OpenCC (`pip install opencc`, only for this). The libraries themselves are not asked while a site is built:
importing pypinyin takes longer than a whole build after an edit may spend on search. Both tables name their
sources; licences stand in LICENSES/.
"""

from __future__ import annotations

from collections import defaultdict
from importlib import metadata
from pathlib import Path

from generator.search.dictionary import Dictionary, Reading

FOLDER = Path(__file__).resolve().parent.parent.parent / "generator" / "search"
# All blocks of Chinese characters but the compatibility ones, which Unicode's normal forms take care of.
BLOCKS = ((0x2E80, 0xA000), (0x20000, 0x2F800), (0x30000, 0x33480))
LONGEST = 4
"""Characters of the longest phrase that is kept; what is longer are proverbs."""

# What pypinyin does not know or reads otherwise: 现代汉语词典, or else the places' own names in letters.
PLACES = """
朝阳 chao yang, 单县 shan xian, 洪洞 hong tong, 浚县 xun xian, 蔚县 yu xian, 大城县 dai cheng xian, 什邡 shi fang,
大埔 da bu, 乐陵 lao ling, 都匀 du yun, 宕昌 tan chang, 荥经 ying jing, 漯河 luo he, 涡阳 guo yang, 会稽 kuai ji,
筠连 jun lian, 珲春 hun chun, 繁峙 fan shi, 长寿 chang shou, 长丰 chang feng, 长葛 chang ge, 长垣 chang yuan,
长岭 chang ling, 长泰 chang tai, 长乐 chang le, 长清 chang qing, 长武 chang wu, 长阳 chang yang, 长宁 chang ning,
长顺 chang shun, 长兴 chang xing, 长海 chang hai, 长白 chang bai, 长岛 chang dao, 长汀 chang ting, 重阳 chong yang,
行唐 xing tang, 都昌 du chang, 都安 du an, 乐山 le shan, 乐平 le ping, 乐昌 le chang, 乐东 le dong, 乐业 le ye,
会东 hui dong, 会宁 hui ning, 会昌 hui chang, 会同 hui tong, 会泽 hui ze, 会理 hui li, 藏区 zang qu, 车站 che zhan
"""


def main() -> None:
    """Write both tables."""
    for name, text in (("readings.txt", readings()), ("traditional.txt", traditional())):
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text.encode()):,} bytes")


def readings() -> str:
    """The first reading of every character; phrases that read otherwise; words that keep others from being torn."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    characters = {chr(point): lazy_pinyin(chr(point))[0] for point in PINYIN_DICT}
    said = {
        phrase: tuple(to_normal(first, v_to_u=False) for first, *_ in all_) for phrase, all_ in PHRASES_DICT.items()
    }
    for place in PLACES.split(","):
        name, *syllables = place.split()
        said[name] = tuple(syllables)
    usual = sorted((p for p in said if 1 < len(p) <= LONGEST and len(said[p]) == len(p)), key=lambda p: (len(p), p))
    phrases: dict[str, Reading] = {}
    words: set[str] = set()
    size = -1
    while len(phrases) + len(words) > size:
        size = len(phrases) + len(words)
        shown = {phrase: " ".join(syllables) for phrase, syllables in phrases.items()}
        dictionary = Dictionary(lambda character: characters.get(character, ""), shown, words, LONGEST)
        # A phrase tears the word that begins with its last character, as in 市长|寿区; so that has to be known, too.
        ends = {phrase[-1] for phrase in phrases}
        plain = {phrase for phrase in usual if said[phrase] == as_parts(phrase, characters)}
        words |= {phrase for phrase in plain if len(phrase) == 2 and phrase[0] in ends}
        phrases |= {p: said[p] for p in usual if p not in words and dictionary.read(p) != said[p]}
    by_syllable = defaultdict(list)
    for character, syllable in sorted(characters.items()):
        by_syllable[syllable].append(character)
    about = (
        "# Pinyin: the first reading of each character; phrases that read otherwise; words of two characters that\n"
        f"# read as these do. From pypinyin {metadata.version('pypinyin')}, copyright mozillazg and others, MIT\n"
        "# licence (LICENSES/pypinyin.txt); reduced, and places added. Made by tests/search/make_tables.py."
    )
    sections = (
        about,
        "\n".join(f"{syllable} {''.join(by_syllable[syllable])}" for syllable in sorted(by_syllable)),
        "\n".join(f"{phrase} {' '.join(phrases[phrase])}" for phrase in sorted(phrases)),
        "".join(sorted(words)),
    )
    return "\n\n".join(sections) + "\n"


def as_parts(phrase: str, characters: dict[str, str]) -> Reading:
    """The reading of a phrase character by character."""
    return tuple(characters.get(character, "") for character in phrase)


def traditional() -> str:
    """Each traditional character with its simplified one, as two rows of equal length."""
    import opencc

    convert = opencc.OpenCC("t2s").convert
    everything = (chr(point) for low, high in BLOCKS for point in range(low, high))
    pairs = {character: simple for character in everything if (simple := convert(character)) != character}
    ends = {character: end_of(character, pairs) for character in pairs if len(pairs[character]) == 1}
    about = (
        f"# Traditional characters, then the simplified ones in the same order. From OpenCC {opencc.__version__}, "
        "copyright Carbo Kuo and contributors, Apache License 2.0 (LICENSES/Apache-2.0.txt); reduced to single "
        "characters, chains followed to their end. Made by tests/search/make_tables.py."
    )
    return f"{about}\n{''.join(ends)}\n{''.join(ends.values())}\n"


def end_of(character: str, pairs: dict[str, str]) -> str:
    """Where a chain ends: 薴 → 苧 → 苎. A simplified character that is also a traditional one joins both."""
    while character in pairs:
        character = pairs[character]
    return character


if __name__ == "__main__":
    main()
