"""Where a line of Chinese may end: UAX #14 with the Chinese rules of 避头尾, and lines of even length.

Opportunities come from uniseg (UAX #14 revision 53, Unicode 16). On top of them stand GB/T 15834-2011, 5.1
(which marks may not begin or end a line), and three wishes that give way only when the text would not fit
otherwise: a number keeps its unit, a name with · stays whole, a Latin word stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise

# GB/T 15834-2011, 5.1.1 to 5.1.9: closing marks, the interpunct, short dashes, the solidus; and marks of the
# classes CL, CP, EX, IS, IN, NS and PO of UAX #14, some of which it lets pass behind a quotation mark.
NEVER_FIRST = frozenset("，。、；：？！）》」』”’…·•‧・〉】〕〗｝］〞／～–-.,;:?!)]}%％‰℃℉°′″々ー．")
# GB/T 15834-2011, 5.1.3 and 5.1.9: the opening half of a pair, and the solidus; and signs that lead a number.
NEVER_LAST = frozenset("（《「『“‘〈【〔〖｛［〝([{￥¥＄$£€№＃#／")

# The spaces of class GL and the word joiner are there to hold a line together; every other space may end one.
_GLUE = "\u00a0\u2007\u202f\u2060\ufeff"
_BREAKING_SPACE = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and c not in _GLUE)
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"

# Where a name with · begins and ends in running text cannot be known: at first six characters on either side
# are held, and if the text does not fit so, four, then three.
_NAMES = [re.compile(rf"[^\W\d_]{{1,{reach}}}(?:[·•‧・][^\W\d_]{{1,{reach}}})+") for reach in (6, 4, 3)]
# 3 000, 60 km/h, 100 ℃; No. 5, 第1, 60多, 200万元
_UNIT = r"[A-Za-zµΩ㎎㎏㎜㎝㎞㎡]{1,4}(?:/[a-z]{1,3})?(?![A-Za-z])|[%‰℃]"
_NUMBERS = (
    re.compile(rf"\d[ \u00a0\u202f]?(?:\d{{3}}(?!\d)|{_UNIT})+"),
    re.compile(rf"\bNos?\. ?\d|第\d|\d[万亿]?[{_IDEOGRAPH}]"),
)
_CLAUSE_END = frozenset("，、；：。！？…）》”·• ")
_CLAUSE_START = frozenset("（《“")
# A break behind the name of a place or body reads well (江苏省|张家港市, 银行|来凤支行); not 市|委.
_PHRASE_END = re.compile(
    r"(?:[省市县区州旗镇乡村](?![省市县区州旗镇乡村委长民政级直内外属域辖场容])|[部厅局](?![长门队面属级])"
    r"|公司|集团|大学|学院|医院|银行|研究[院所]|委员会|办公室|街道|党[委组]|政府)"
)


def break_lines(text: str, width: Callable[[str], float], limit: float, most: int) -> list[str] | None:
    """The lines of text, as few and as even as can be, or None when they would be more than `most`.

    width measures a line and limit bounds it, both in the caller's unit; a longer line must not measure less.
    White space at a break is dropped, a line feed always breaks, an empty text has no lines. A number and its
    unit or a name with · are parted only when nothing else fits, and a Latin word only after that.
    """
    text = _LINE_END.sub("\n", text).strip(_BREAKING_SPACE)
    if not text:
        return []
    measure = cache(width)
    if most > 0 and "\n" not in text and measure(text) <= limit:
        return [text]
    if most < 2 and "\n" not in text:
        return None
    for positions in _positions(text):
        breaks = [0, *positions, len(text)]
        count = _fewest(text, breaks, measure, limit, most)
        if count is not None:
            return _balanced(text, breaks, measure, limit, count)
    return None


def _fewest(text: str, breaks: list[int], measure: Callable[[str], float], limit: float, most: int) -> int | None:
    """How few lines can hold the text, each filled as far as it goes; None if more than `most`."""
    start, last = 0, len(breaks) - 1
    for count in range(1, most + 1):
        end = start
        while end < last and _fits(text[breaks[start] : breaks[end + 1]], measure, limit):
            end += 1
        if end == last:
            return count
        start = end
    return None


def _fits(line: str, measure: Callable[[str], float], limit: float) -> bool:
    """Whether no line feed stands inside the line and it is narrow enough without its last spaces."""
    return "\n" not in line[:-1] and measure(line.rstrip(_BREAKING_SPACE)) <= limit


def _balanced(text: str, breaks: list[int], measure: Callable[[str], float], limit: float, count: int) -> list[str]:
    """Exactly `count` lines, known to suffice, with the least unevenness and the best breaks."""
    mean = min(limit, measure(text) / count)
    end_of_text = len(breaks) - 1
    # From the last line backwards, best[start] is the cheapest way to set all that follows that break.
    best: dict[int, tuple[float, tuple[str, ...]]] = {end_of_text: (0.0, ())}
    for left in range(1, count + 1):
        better: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start in range(end_of_text) if left < count else (0,):
            for end in range(start + 1, end_of_text + 1):
                if end not in best:
                    continue
                line = text[breaks[start] : breaks[end]]
                if not _fits(line, measure, limit):
                    break
                line = line.rstrip(_BREAKING_SPACE)
                unevenness = ((measure(line) - mean) / limit) ** 2
                cost = best[end][0] + unevenness + _displeasure(text, breaks[end], line)
                if start not in better or cost < better[start][0]:
                    better[start] = (cost, (line, *best[end][1]))
        best = better
    return list(best[0][1])


def _displeasure(text: str, position: int, line: str) -> float:
    """What ending a line at a position costs besides unevenness, which is a square of parts of the limit."""
    if position == len(text):
        # A last line of one character is worse than any unevenness.
        return 0.0 if sum(map(str.isalnum, line)) > 1 else 100.0
    if text[position - 1] in _CLAUSE_END or text[position] in _CLAUSE_START:
        return 0.0
    # The lookahead of the pattern sees the next line, the look back needs no more than three characters.
    ends = (match.end() for match in _PHRASE_END.finditer(text, max(0, position - 3)))
    return 0.02 if next((end for end in ends if end >= position), 0) == position else 0.06


def _positions(text: str) -> Iterator[list[int]]:
    """Positions before which a line may begin: first where one may well, then more with more reluctance."""
    allowed = _allowed(text)
    for names in _NAMES:
        matches = chain.from_iterable(rule.finditer(text) for rule in (names, *_NUMBERS))
        held = {position for match in matches for position in range(match.start() + 1, match.end())}
        yield [position for position in allowed if position not in held or text[position - 1] == "\n"]
    yield allowed
    yield _forced(text)


@lru_cache(maxsize=256)
def _allowed(text: str) -> list[int]:
    """Positions where the standards let a line begin, a number or a name with · or not."""
    from uniseg.linebreak import line_break_boundaries  # type: ignore[import-untyped]

    allowed = {*line_break_boundaries(text), *_beside_chinese_quotes(text)}
    return [position for position in sorted(allowed) if _may_part(text, position)]


def _forced(text: str) -> list[int]:
    """Positions between any two characters, as a reader counts them, that 避头尾 lets part."""
    from uniseg.graphemecluster import grapheme_cluster_boundaries  # type: ignore[import-untyped]

    return [position for position in grapheme_cluster_boundaries(text) if _may_part(text, position)]


def _may_part(text: str, position: int) -> bool:
    """Whether 避头尾 lets a line end before the position; never at the ends of the text."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if before == "\n":
        return True
    last_seen = text[:position].rstrip(_BREAKING_SPACE)[-1:]
    if after in NEVER_FIRST or last_seen in NEVER_LAST:
        return False
    # The two halves of a dash stay together (GB/T 15834-2011, 5.1.4), and a space ends the line it stands on.
    return before + after != "——" and before not in _GLUE and after not in _GLUE + _BREAKING_SPACE


def _beside_chinese_quotes(text: str) -> Iterator[int]:
    """Breaks around “…” beside ideographs, where UAX #14 (LB19a) cannot know which way a quote faces."""
    ideograph = re.compile(f"[{_IDEOGRAPH}，。、；：！？）》」』】]")
    for position, (before, after) in enumerate(pairwise(text), 1):
        if (after in "“‘" and ideograph.match(before)) or (before in "”’" and ideograph.match(after)):
            yield position
