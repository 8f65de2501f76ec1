"""The bulletins of a project: reads and checks bulletins/<year>-<number>.yml, and begins the next issue."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.checks import bulletin_exemplar, bulletin_number, bulletin_public
from generator.checks.finding import Problem
from generator.checks.run import check_form, problem_of
from generator.places import find_records
from generator.project import Project
from generator.records.bulletin import Bulletin
from generator.records.reader import Document, read_settings


class Issued(NamedTuple):
    """One bulletin: its id ("2026-11"), what it says, and the file it stands in."""

    id: str
    bulletin: Bulletin
    file: Document[Bulletin]


def read_bulletins(project: Project) -> tuple[tuple[Issued, ...], list[Problem]]:
    """The sound bulletins, newest first, and the problems of all."""
    issued: list[Issued] = []
    problems: list[Problem] = []
    paths = sorted((project.records / "bulletins").glob("*.yml"))
    known = {place.id for place in find_records(project)} if paths else set()
    for path in paths:
        file = read_settings(path, project.records, Bulletin, project.shown(path))
        found = check_form(file)
        found += [
            problem_of(bulletin_number, file.path, finding) for finding in bulletin_number.misnamed(path.stem, file)
        ]
        found += [
            problem_of(bulletin_exemplar, file.path, finding) for finding in bulletin_exemplar.unlisted(file, known)
        ]
        if file.value and not found:
            issued.append(Issued(path.stem, file.value, file))
        problems += found
    return tuple(sorted(issued, key=lambda one: (one.bulletin.date, one.bulletin.number), reverse=True)), problems


def publishable(
    issued: Iterable[Issued], public: Collection[str], withdrawn: Collection[str] = ()
) -> tuple[tuple[Issued, ...], list[Problem]]:
    """The bulletins of which every exemplar is public, and a warning for each of the others.

    `withdrawn` are the exemplars who were public before.
    """
    ready: list[Issued] = []
    problems: list[Problem] = []
    for one in issued:
        held = bulletin_public.held_back(one.file, public, withdrawn)
        found = [problem_of(bulletin_public, one.file.path, finding) for finding in held]
        problems += found
        if not found:
            ready.append(one)
    return tuple(ready), problems


def next_issue(issued: Sequence[Issued], exemplars: Sequence[str], today: datetime.date) -> tuple[str, str]:
    """The id and the text of the issue after the last one of this year; who it goes to is as last time."""
    year = str(today.year)
    number = max((one.bulletin.number for one in issued if one.id.startswith(f"{year}-")), default=0) + 1
    last = issued[0].bulletin if issued else None

    def kept(value: object) -> str:
        # In double quotes a text of JSON is one of YAML.
        return json.dumps(value, ensure_ascii=False) if value else ""

    lines = [
        "# 一期简报。exemplars 按刊登的先后写编号；报、送、发写单位名称，不用的留空。",
        f"number: {number}",
        f"date: {today.isoformat()}",
        "title:                # 可选：这一期的总题目",
        "exemplars:",
        *(f"  - {id_}" for id_ in exemplars),
        f"report: {kept(last and last.report)}          # 报",
        f"send: {kept(last and last.send)}            # 送",
        f"distribute: {kept(last and last.distribute)}      # 发",
        f"copies: {kept(last and last.copies)}          # 共印多少份",
    ]
    return f"{year}-{number}", "\n".join(lines) + "\n"


def path_of(project: Project, id_: str) -> Path:
    """Where a bulletin's file lies."""
    return project.records / "bulletins" / f"{id_}.yml"
