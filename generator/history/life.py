"""A record's life since a revision: what it was, each state that was committed, and what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from generator.history.git import At, History
from generator.places import find_records
from generator.project import Project
from generator.records.folders import FOLDERS, Kind
from generator.records.model import Record
from generator.records.reader import RecordFile, record_of
from generator.records.text_file import UnreadableFile, decode

PUBLIC = ("named", "suspended", "revoked")
"""The stages in which readers have, or had, a page of the exemplar."""


class Life(NamedTuple):
    """One id. `before` is None for a new record, `now` for one that is gone; `steps` are commits' states, oldest first.

    `shown` is the path of record.md as shown to people.
    """

    id: str
    shown: str
    before: RecordFile | None
    steps: tuple[RecordFile, ...]
    now: RecordFile | None

    @property
    def states(self) -> list[RecordFile]:
        """All states in their order."""
        return [file for file in (self.before, *self.steps, self.now) if file is not None]


def said(file: RecordFile | None) -> Record | None:
    """What a state says, as far as it could be read."""
    return file.record if file and "stage" not in file.absent else None


def lives(project: Project, revision: str) -> list[Life]:
    """The lives of all records that changed since `revision`, by id; raises `NoHistory`."""
    history = History(project.records, revision)
    paths: dict[str, set[str]] = defaultdict(set)
    for path in history.changed():
        if id_ := _id_of(path):
            paths[id_].update(f"{folder}/{id_}/record.md" for folder in FOLDERS)
    touched = history.steps(path for group in paths.values() for path in group)
    wanted = [At(history.start, path) for group in paths.values() for path in sorted(group)] + touched
    states: dict[str, list[tuple[str, RecordFile]]] = defaultdict(list)
    for at, data in zip(wanted, history.texts(wanted), strict=True):
        file = _parsed(project, at.path, data)
        if file:
            states[_id_of(at.path)].append((at.commit, file))
    there = {place.id: place.shown for place in find_records(project)}
    return [_life(project, id_, states[id_], there.get(id_, ""), history.start) for id_ in sorted(paths)]


def _life(project: Project, id_: str, states: Iterable[tuple[str, RecordFile]], shown: str, start: str) -> Life:
    known = list(states)
    before = next((file for commit, file in known if commit == start), None)
    steps = tuple(file for commit, file in known if commit != start)
    now = None
    if shown:
        path = project.root / shown
        if path.is_file():
            now = _parsed(project, path.relative_to(project.records).as_posix(), path.read_bytes())
    last = (before, *steps)[-1] if steps else before
    return Life(id_, shown if now else (last.path if last else shown), before, steps, now)


def _parsed(project: Project, path: str, data: bytes | None) -> RecordFile | None:
    """A record.md of a state; None where there was none, or nothing that could be read."""
    if data is None:
        return None
    folder, id_, _name = path.split("/")
    kind: Kind = FOLDERS[folder]
    try:
        return record_of(decode(data), id_, kind, f"{project.shown(project.records)}/{path}")
    except UnreadableFile:
        return None  # `check` of the state that stands says so


def _id_of(path: str) -> str:
    """The id in people/<id>/record.md; "" for any other path."""
    parts = path.split("/")
    return parts[1] if len(parts) == 3 and parts[0] in FOLDERS and parts[2] == "record.md" else ""
