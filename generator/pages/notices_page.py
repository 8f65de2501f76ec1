"""The page of open notices (公示): who is to be named, until when anybody may object, and to whom."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from generator.artifact import Artifact, key_of
from generator.edition import Edition
from generator.notices import NoticeLine, Proposal
from generator.pages.frame import Frames
from generator.pages.head import head
from generator.phrases import chinese_date

PATH = "notices/index.html"


class NomineeRow(NamedTuple):
    """Who is to be named; `where` is unit and post, or ""."""

    name: str
    where: str
    proposals: tuple[Proposal, ...]


class NomineeGroup(NamedTuple):
    """Persons or organizations of one period, with the word they are counted by."""

    label: str
    unit: str
    notices: list[NomineeRow]


class Period(NamedTuple):
    """The notices that begin and end on the same days; the days also in words."""

    start: str
    end: str
    start_said: str
    end_said: str
    groups: list[NomineeGroup]


def notices_page(frames: Frames, edition: Edition, basis: str) -> Artifact:
    """The page; its bytes do not depend on the day but by which notices are open."""
    notices = edition.noticed

    def make() -> bytes:
        # A notice has its days; what a search engine keeps of it would outlast them.
        page = head(edition.office, PATH, "公示", "拟命名的先进典型名单，公示期内听取意见。", noindex=True)
        ends = {notice.end for notice in notices}
        last = chinese_date(ends.pop()) if len(ends) == 1 else ""
        return frames.stamp(PATH, page=page, periods=periods(notices), last=last)

    return Artifact(PATH, key_of((basis, *map(str, notices))), make)


def periods(notices: tuple[NoticeLine, ...]) -> list[Period]:
    """Open notices by period, that which ends first in front, persons before organizations."""
    found = []
    for (end, start), lines in groupby(notices, key=lambda notice: notice[:2]):
        members = list(lines)
        groups = [
            NomineeGroup(label, unit, rows)
            for kind, label, unit in (("person", "个人", "名"), ("organization", "集体", "个"))
            if (rows := [_row(line) for line in members if line.kind == kind])
        ]
        short = chinese_date(end) if start[:4] != end[:4] else chinese_date(end).partition("年")[2]
        found.append(Period(start, end, chinese_date(start), short, groups))
    return found


def _row(line: NoticeLine) -> NomineeRow:
    return NomineeRow(line.name, "　".join(part for part in (line.unit, line.post) if part), line.proposals)
