"""Checks what a person names: a record, a folder of records, a settings file, or a whole records root."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.appraisals import NAME, read_appraisals
from generator.checks.finding import Problem
from generator.checks.tree import check_tree
from generator.crew import Crew, Progress
from generator.history.rules import since
from generator.places import Found, find_records
from generator.project import Project
from generator.quotas import read_quota
from generator.settings import read_all_settings


class Checked(NamedTuple):
    """All problems found, and how many records were looked at."""

    problems: list[Problem]
    records: int


class NothingThere(Exception):
    """A path that is no record, no folder of records and no settings file."""


_SETTINGS = ("vocabulary.yml", "office.yml", "gate.yml", "calendar.yml", "quota.yml", "channel.yml", NAME)


def check(
    project: Project, paths: Iterable[Path], jobs: int, progress: Progress = lambda _done: None, revision: str = ""
) -> Checked:
    """Check `paths`, each under the records root it lies in; without any, the project's whole root.

    With a `revision` of git also what changed since; raises `NoHistory`.
    """
    problems: list[Problem] = []
    records = 0
    for root, asked in _by_root(project, paths).items():
        place = Project(project.root, root, project.out)
        settings, found = read_all_settings(place)
        found += read_appraisals(place)[1]
        whole = root in asked
        if settings:
            found = found + read_quota(place, settings.vocabulary)[1]
        problems += [p for p in found if whole or any(_names(place, path, p) for path in asked)]
        if settings is None:
            problems += [p for p in found if p not in problems]
            continue
        every = list(find_records(place))
        inside = {path: _inside(every, path) for path in asked}
        wanted = every if whole else list(dict.fromkeys(chain.from_iterable(inside.values())))
        for path in asked:
            if not (whole or inside[path] or path.name in _SETTINGS or path.parent.name == "bulletins"):
                raise NothingThere(str(path))
        if revision:
            changed = since(place, revision)
            problems += [p for p in changed if whole or any(_names(place, path, p, inside=True) for path in asked)]
        ids = {record.shown for record in wanted}
        problems += [p for p in check_tree((record.id, record.shown) for record in every) if p.path in ids]
        with Crew(place, settings, jobs) as crew:
            for reading in crew.read([record.shown for record in wanted], progress):
                problems += reading.problems
        records += len(wanted)
    return Checked(sorted(dict.fromkeys(problems)), records)


def _by_root(project: Project, paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Each path under the records root around it: the nearest folder with a vocabulary.yml."""
    asked = [path.resolve() for path in paths] or [project.records]
    roots: dict[Path, list[Path]] = {}
    for path in asked:
        if not path.exists():
            raise NothingThere(str(path))
        around = (folder for folder in (path, *path.parents) if (folder / "vocabulary.yml").is_file())
        roots.setdefault(next(around, project.records), []).append(path)
    return roots


def _inside(records: Iterable[Found], path: Path) -> list[Found]:
    """The records that lie in the folder `path`, or the one whose file it is."""
    # As text: to make paths of all records of a large base takes longer than to check one.
    below, file = str(path / "_")[:-1], str(path)
    folders = ((record, f"{record.folder}{os.sep}") for record in records)
    return [record for record, folder in folders if folder.startswith(below) or f"{folder}record.md" == file]


def _names(project: Project, path: Path, problem: Problem, *, inside: bool = False) -> bool:
    """Whether a problem is of the file `path`, or of one in that folder, which need not be there any more."""
    shown = project.shown(path)
    return problem.path == shown or (inside and problem.path.startswith(f"{shown}/"))
