"""Breaks Chinese into short lines for captions and boards, where a reader would take breath.

First at the marks between clauses; a clause longer than a line is broken where it hurts least.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.channels.seams import firm_places, seams

_CLAUSE = re.compile(
    r"[^，。！？；：…,!?;]*(?:(?:[，。！？；：…,!?;]+》|(?<=\d),(?=\d))[^，。！？；：…,!?;]*)*"
    r"(?:[，。！？；：…,!?;]+[”’」』）》、]*)*"
)
"""Up to the marks at its end, and what closes behind them. A title in 《》 and 1,300 are not parted."""
_SHARING = 6
"""A clause of so few characters may share its line."""
_LOWER_LINES = 2
_LEAST = 4
_MORE_LINES = 3
"""So many more lines than needed are tried; the last is for clauses with much that must not be broken."""
_ODD, _STUB, _LINE = 60, 5_000, 3_000
"""What an uneven line, a very short one and a further line cost, in the unit of the seams' scores."""


def clauses_of(text: str) -> list[str]:
    """A text cut behind the marks between its clauses; joined it is the text."""
    return [clause for clause in _CLAUSE.findall(text) if clause]


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
            lines += broken(clause, most, [name for name in names if name in clause])
    return "\n".join(lines)


def lower_third(positions: str, most: int) -> list[str]:
    """What stands under a name on the screen: whole positions in at most two lines of at most `most` characters."""
    lines: list[str] = []
    for position in re.split("[；;、，]", positions):
        set_ = broken(position, most) if position else []
        if len(lines) + len(set_) <= _LOWER_LINES and all(len(line) <= most for line in set_):
            lines += set_
    return lines


def broken(clause: str, most: int, names: Iterable[str] = ()) -> list[str]:
    """A clause in as few lines of at most `most` characters as it needs, evenly, broken where it hurts least.

    A name longer than a line is broken behind a · if it has one; what has no place to break stays too long.
    """
    if len(clause) <= most:
        return [clause]
    return list(_broken(clause, most, tuple(names)))


@lru_cache(maxsize=512)
def _broken(clause: str, most: int, names: tuple[str, ...]) -> tuple[str, ...]:
    lines = _set(clause, most, firm_places(clause, most, names))
    # What may not be broken is longer than a line: then a name is, rather than the screen.
    return lines if all(len(line) <= most for line in lines) else _set(clause, most, firm_places(clause, most, ()))


def _set(clause: str, most: int, firm: frozenset[int]) -> tuple[str, ...]:
    length = len(clause)
    count = -(-length // most)
    scores: dict[int, float] = {}
    found = []
    for lines in range(count, count + _MORE_LINES):
        rows = []
        for line in range(1, lines):
            left = lines - line
            ends = range(max(line, length - most * left), min(most * line, length - left) + 1)
            free = [end for end in ends if end not in firm]
            rows.append([end for end in free if _LEAST <= end <= length - _LEAST] or free)
            scores |= seams(clause, [end for end in rows[-1] if end not in scores])
        best = _in_two(length, rows[0], scores) if lines == 2 else _in_lines(length, most, rows, scores)
        if best:
            found.append((best[0] - lines * _LINE, best[1]))
            if best[0] > -_LINE / 2:  # a line more would hardly pay
                break
    cuts = max(found, default=(0.0, ()), key=lambda best: best[0])[1]
    return tuple([clause[a:b] for a, b in zip((0, *cuts), (*cuts, length), strict=True)])


def _in_two(length: int, ends: Sequence[int], scores: dict[int, float]) -> tuple[float, tuple[int, ...]] | None:
    """The best way to set a clause in two lines, by far the commonest: its value, and where the first ends; or None."""
    best, cut, even = -math.inf, 0, length / 2
    for end in ends:
        value = scores[end] - 2 * _ODD * (end - even) ** 2
        if value > best:
            best, cut = value, end
    return (best, (cut,)) if cut else None


def _in_lines(
    length: int, most: int, rows: Sequence[Sequence[int]], scores: dict[int, float]
) -> tuple[float, tuple[int, ...]] | None:
    """The same for any number of lines; `rows` are the places where each but the last may end."""
    even = length / (len(rows) + 1)
    # Of each place where a line can have ended: how good the lines before it are, and where they end.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for ends in (*rows, (length,)):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in ends:
            reached = -math.inf
            before: tuple[int, ...] = ()
            for start, (good, cuts) in best.items():
                width = end - start
                if 0 < width <= most:
                    value = good - (width - even) ** 2 * _ODD - (_STUB if width < _LEAST else 0)
                    if value > reached:
                        reached, before = value, cuts
            if reached > -math.inf:
                further[end] = (reached + scores[end], (*before, end)) if end < length else (reached, before)
        best = further
    return best.get(length)
