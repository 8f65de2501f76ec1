"""Captions: a line at a time, broken where a reader would take breath, each on the screen for as long as it is read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.channels.channel import Voice
from generator.channels.lines import broken, clauses_of
from generator.channels.pace import units
from generator.channels.spoken import spoken

_MARKS = re.compile(r"[，。！？；：、…—“”‘’「」『』（）()【】!?;\"']|(?<!\d)[.,:]|[.,:](?!\d)")
_QUOTED = re.compile("“([^”，。！？；]{2,14})”")
_LEAST = 1_000
"""No line flashes by in less than a second."""
_SHORT = 6
"""A clause of so few characters shares its line with the next, if both fit."""


class Caption(NamedTuple):
    """One line on the screen, from `start` to `end`, in milliseconds from the first word."""

    text: str
    start: int
    end: int

    @property
    def srt(self) -> str:
        """Its time as SubRip writes it: 00:00:01,200 --> 00:00:03,400."""
        return f"{_time(self.start, ',')} --> {_time(self.end, ',')}"

    @property
    def vtt(self) -> str:
        """Its time as WebVTT writes it: 00:00:01.200 --> 00:00:03.400."""
        return f"{_time(self.start, '.')} --> {_time(self.end, '.')}"


def timed(sentences: Iterable[str], names: Sequence[str], voice: Voice) -> list[Caption]:
    """Captions for sentences that are read one after the other at the channel's speed.

    A line stands as long as its words are spoken, never less than a second, and never so short that more than `pace`
    characters would have to be read in a second. A line that stands longer for that is made up for by the next.
    """
    captions: list[Caption] = []
    shown = heard = 0.0
    for sentence in sentences:
        for line in lines_of(sentence, voice.line, names):
            least = max(_LEAST, math.ceil(len(line) * 1000 / voice.pace))
            start = max(shown, math.ceil(heard))
            heard += units(spoken(line)) * 60_000 / voice.speed
            shown = max(math.ceil(heard), start + least)
            captions.append(Caption(line, int(start), int(shown)))
    return captions


def lines_of(sentence: str, most: int, names: Sequence[str]) -> list[str]:
    """A sentence as lines without marks but 《》; short clauses share a line, a space between them."""
    lines: list[str] = []
    names = (*map(without_brackets, names), *_QUOTED.findall(sentence))
    for clause in clauses_of(without_brackets(sentence)):
        bare = _MARKS.sub(_space, clause).strip()
        if not bare:
            continue
        if lines and (len(lines[-1]) <= _SHORT or len(bare) <= _SHORT) and len(lines[-1]) + 1 + len(bare) <= most:
            lines[-1] += " " + bare
            continue
        for part in _parts(bare, most):
            lines += [line.strip() for line in broken(part, most, [name for name in names if name in part])]
    return [line for line in lines if line]


def _parts(clause: str, most: int) -> list[str]:
    """The items of a list: those longer than a line one by one, the others in one row as they stand."""
    parts: list[str] = []
    for long, run in groupby(clause.split(" "), key=lambda item: len(item) > most):
        items = list(run)
        parts += items if long else [" ".join(items)]
    return parts


def without_brackets(text: str) -> str:
    """`text` without what stands in round brackets: nobody reads it aloud."""
    return re.sub(r"（[^（）]*）|\([^()]*\)", "", text)


def _space(mark: re.Match[str]) -> str:
    return " " if mark[0] == "、" else ""


def _time(milliseconds: int, point: str) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"
