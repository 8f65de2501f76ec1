"""Breaks Chinese into short lines for captions and boards, where a reader would take breath.

First at the marks between clauses. A clause longer than a line is broken between phrases, as a small model sees them
(BudouX, its simplified Chinese model), never inside a figure with its unit, a Latin word, a title in 《》 or a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

_MARK = re.compile(r"(?<=[，。！？；：…,!?;])(?![”’」』）》，。！？；：…])|(?<=[，。！？；：…][”’」』）])")
_FIRM = re.compile(
    r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    r"|[0-9][0-9.,·:/%~—–-]*(?:[万亿][0-9]+)?[万亿余多几来]{0,3}"
    r"(?:平方公里|平方米|公里|人次|个月|年代|世纪|小时|分钟|公斤|[㐀-鿿]?)"
    r"|[A-Za-z][A-Za-z0-9.\-]*|《[^》]{1,12}》|[〇零一二三四五六七八九十百千万亿]{2,}[余多]?[㐀-鿿]?"
)
_CLOSING, _OPENING = re.compile("[，。、；：！？”’」』）》…·%℃]"), re.compile("[“‘「『（《·]")
_WORDS = (
    "党组织", "党支部", "党总支", "党工委", "党委", "党员", "共产党", "第一书记", "副书记", "书记", "支部", "委员会",
    "宣传部", "组织部",
    "办事处", "合作社", "先进典型", "先进个人", "先进集体", "创先争优", "脱贫攻坚", "乡村振兴", "全心全意", "人民群众",
)  # fmt: skip
"""Words of the field that the model, made from general text, would tear."""
_SHARING = 6
"""A clause of so few characters may share its line."""
_LOWER_LINES = 2
_LEAST = 4
_MORE_LINES = 3
"""So many more lines than needed are tried; the last is for clauses with much that must not be broken."""
_ODD, _STUB, _AWKWARD, _LINE = 60, 5_000, 3_000, 3_000
"""What an uneven line, a very short one, an awkward seam and a further line cost.

The unit is that of the model's scores, of which a good seam has about 3,000 and a bad one as much below nothing.
"""
_LEANS_BACK = frozenset("的了着过们地得里上中下")
_LEANS_ON = frozenset("在和与及把被从向对为给让由到经并而又还也就都将以第每不")
_ROUGH_LEFT = {"的": 1_500, "了": 1_500, "着": 500, "、": 6_000, **dict.fromkeys(_LEANS_ON, -3_000)}
_ROUGH_RIGHT = {**dict.fromkeys(_LEANS_ON - {"到"}, 2_500), **dict.fromkeys(_LEANS_BACK, -4_500)}
"""What a character before and behind a seam says of it, in the same unit."""


def clauses_of(text: str) -> list[str]:
    """A text cut behind the marks between its clauses; joined it is the text."""
    return [part for part in _MARK.split(text) if part]


@lru_cache(maxsize=64)
def set_in_lines(text: str, most: int, names: tuple[str, ...] = ()) -> str:
    """A text in lines of at most `most` characters: a clause a line, its mark with it; short clauses share one."""
    lines: list[str] = []
    for clause in clauses_of(text):
        last = lines[-1] if lines else "。"
        shared = min(len(last), len(clause)) <= _SHARING and len(last) + len(clause) <= most
        if shared and last[-1] not in "。！？”":
            lines[-1] += clause
        elif len(clause) <= most:
            lines.append(clause)
        else:
            lines += broken(clause, most, [name for name in names if name in clause], fine=False)
    return "\n".join(lines)


def lower_third(positions: str, most: int) -> list[str]:
    """What stands under a name on the screen: whole positions in at most two lines of at most `most` characters."""
    lines: list[str] = []
    for position in re.split("[；;、，]", positions):
        set_ = broken(position, most, fine=False) if position else []
        if len(lines) + len(set_) <= _LOWER_LINES and all(len(line) <= most for line in set_):
            lines += set_
    return lines


def broken(clause: str, most: int, names: Iterable[str] = (), *, fine: bool = True) -> list[str]:
    """A clause in as few lines of at most `most` characters as it needs, evenly, broken where it hurts least.

    `fine` asks the model; without it small words tell where phrases begin, which takes a tenth of the time.
    A name longer than a line is broken behind a · if it has one; what has no place to break stays too long.
    """
    if len(clause) <= most:
        return [clause]
    return list(_broken(clause, most, tuple(names), fine))


@lru_cache(maxsize=512)
def _broken(clause: str, most: int, names: tuple[str, ...], fine: bool) -> tuple[str, ...]:
    firm = _firm_places(clause, most, (*names, *(word for word in _WORDS if word in clause)))
    lines = _set(clause, most, firm, fine)
    # What may not be broken is longer than a line: then a name is, rather than the screen.
    return (
        lines if all(len(line) <= most for line in lines) else _set(clause, most, _firm_places(clause, most, ()), fine)
    )


def _set(clause: str, most: int, firm: frozenset[int], fine: bool) -> tuple[str, ...]:
    if not fine:
        return _rough(clause, most, firm)
    seams = [0.0, *(_seam(clause, place) if place not in firm else 0.0 for place in range(1, len(clause))), 0.0]
    count = -(-len(clause) // most)
    found = []
    for lines in range(count, count + _MORE_LINES):
        best = _best(len(clause), most, lines, firm, seams)
        if best:
            found.append(best)
            if best[0] > -_LINE * lines:  # its seams outweigh what is odd about it
                break
    cuts = max(found, default=(0.0, (len(clause),)), key=lambda best: best[0])[1]
    return tuple(clause[a:b] for a, b in zip((0, *cuts), cuts, strict=False))


def _rough(clause: str, most: int, firm: frozenset[int]) -> tuple[str, ...]:
    """The same line by line, each cut where small words say that a phrase begins, near the even length."""
    lines: list[str] = []
    begin, length = 0, len(clause)
    value: float
    while length - begin > most:
        left = -(-(length - begin) // most)
        even = (length - begin) / left
        best, where = -math.inf, 0
        for end in range(begin + 1, begin + most + 1):
            if end not in firm:
                value = _ROUGH_LEFT.get(clause[end - 1], 0) + _ROUGH_RIGHT.get(clause[end], 0)
                value -= (end - begin - even) ** 2 * _ODD + (0 if length - end <= most * (left - 1) else _LINE)
                if value > best:
                    best, where = value, end
        if not where:
            break
        lines.append(clause[begin:where])
        begin = where
    return (*lines, clause[begin:])


def _best(
    length: int, most: int, lines: int, firm: frozenset[int], seams: Sequence[float]
) -> tuple[float, tuple[int, ...]] | None:
    """The best way to set a clause of `length` in exactly `lines` lines: its value, and where each ends; or None."""
    even = length / lines
    # best[n]: how good the first lines are if they end before n, and where each of them ends.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (-lines * float(_LINE), ())}
    for line in range(lines):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        left = lines - line - 1
        for start, (good, cuts) in best.items():
            for end in range(max(start + 1, length - most * left), min(start + most, length - left) + 1):
                if end in firm:
                    continue
                width = end - start
                value = good + seams[end] - (width - even) ** 2 * _ODD - (_STUB if width < _LEAST else 0)
                if end not in further or value > further[end][0]:
                    further[end] = value, (*cuts, end)
        best = further
    return best.get(length)


def _firm_places(clause: str, most: int, names: Iterable[str]) -> frozenset[int]:
    """The places inside something that must not be broken."""
    firm: set[int] = set()
    for match in _FIRM.finditer(clause):
        if len(match[0]) <= most:
            firm.update(range(match.start() + 1, match.end()))
    for name in names:
        start = clause.find(name) if name else -1
        while start >= 0:
            inside = range(start + 1, start + len(name))
            firm.update(n for n in inside if len(name) <= most or clause[n - 1] != "·")
            start = clause.find(name, start + len(name))
    # Marks stay with their words (避头尾).
    firm.update(mark.start() for mark in _CLOSING.finditer(clause))
    firm.update(mark.end() for mark in _OPENING.finditer(clause))
    return frozenset(firm)


def _seam(clause: str, place: int) -> float:
    """How well a line ends before `place`: the model's score, less for words that lean on what they are torn from."""
    left, right = clause[place - 1], clause[place]
    score = _base()
    if left == "、":
        score += 2 * _AWKWARD
    if right in _LEANS_BACK:
        score -= _AWKWARD
    if left in _LEANS_ON:
        score -= _AWKWARD
    for table, first, last in _features():
        begin, end = place + first, place + last
        if begin >= 0 and end <= len(clause):
            score += table.get(clause[begin:end], 0)
    return score


@cache
def _features() -> Sequence[tuple[dict[str, int], int, int]]:
    """The tables of the model, each with the stretch around a seam that it knows."""
    from budoux import load_default_simplified_chinese_parser

    model = load_default_simplified_chinese_parser().model
    places = {
        "UW1": (-3, -2), "UW2": (-2, -1), "UW3": (-1, 0), "UW4": (0, 1), "UW5": (1, 2), "UW6": (2, 3),
        "BW1": (-2, 0), "BW2": (-1, 1), "BW3": (0, 2),
        "TW1": (-3, 0), "TW2": (-2, 1), "TW3": (-1, 2), "TW4": (0, 3),
    }  # fmt: skip
    return [(model[name], *stretch) for name, stretch in places.items() if name in model]


@cache
def _base() -> float:
    return -0.5 * sum(sum(table.values()) for table, _first, _last in _features())
