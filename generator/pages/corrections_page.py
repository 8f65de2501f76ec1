"""The page of corrections: what was put right, revoked or taken down, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from generator.amendments import Amendment
from generator.artifact import Artifact, key_of
from generator.edition import Edition
from generator.pages.frame import Frames
from generator.pages.head import FeedLink, head
from generator.phrases import chinese_date

PATH = "corrections/index.html"
MOST = 500
"""Lines that the page shows."""
LABELS = {"correction": "更正", "revocation": "撤销", "withdrawal": "撤销"}


class Line(NamedTuple):
    """One amendment; `said` is its date within the year in words."""

    kind: str
    label: str
    on: str
    said: str
    id: str
    title: str
    sentences: tuple[str, ...]


class Year(NamedTuple):
    """The amendments of a year."""

    year: str
    lines: list[Line]


def corrections_page(frames: Frames, edition: Edition, lines: Sequence[Amendment], basis: str) -> Artifact:
    """The page corrections/index.html."""
    shown = lines[:MOST]

    def make() -> bytes:
        feeds = (FeedLink("feeds/corrections.atom", "更正与撤下"),)
        page = head(edition.office, PATH, "更正与撤下", "公开以后改正、撤销和撤下的内容。", feeds=feeds)
        return frames.stamp(PATH, page=page, years=years(shown), total=len(lines), shown=len(shown))

    return Artifact(PATH, key_of((basis, str(len(lines)), *(line.face for line in shown))), make)


def years(lines: Sequence[Amendment]) -> list[Year]:
    """The amendments year by year, in their order."""
    return [
        Year(year, [_line(line) for line in members]) for year, members in groupby(lines, key=lambda line: line.day[:4])
    ]


def _line(line: Amendment) -> Line:
    said = chinese_date(line.on).partition("年")[2] or "日期不详"
    label = LABELS[line.kind] if line.name else "撤下"
    return Line(line.kind, label, line.on, said, line.id, line.title, line.sentences)
