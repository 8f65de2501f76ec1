"""Finds the records of a project, and tells whether their files are as they were: names and times, no content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.project import Project
from generator.records.folders import FOLDERS


class Found(NamedTuple):
    """A record's place: its id, its folder, and the path of its record.md as shown to people."""

    id: str
    folder: str
    shown: str

    @property
    def kind(self) -> str:
        """The folder of its kind, “people” or “organizations”."""
        return self.shown.rsplit("/", 3)[-3]


def find_records(project: Project) -> Iterator[Found]:
    """The folders of people and organizations, in the order of their names."""
    root = project.shown(project.records)
    for kind in FOLDERS:
        folder = project.records / kind
        if not folder.is_dir():
            continue
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())
        for name in names:
            yield Found(name, f"{folder}{os.sep}{name}", f"{root}/{kind}/{name}/record.md")


def record_state(place: Found) -> list[int] | None:
    """What changes when a record.md changes: its time in ns and its size; None if it is not there."""
    try:
        status = os.stat(f"{place.folder}{os.sep}record.md")  # noqa: PTH116 (once per record)
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


class Glance(NamedTuple):
    """The records as they stand at one moment: their places, and the state of each file by the path as shown."""

    places: list[Found]
    states: dict[str, list[int] | None]


def glance(project: Project) -> Glance:
    """Look at all records, by their times and sizes alone."""
    places = list(find_records(project))
    return Glance(places, {place.shown: record_state(place) for place in places})


def photo_state(folder: Path, name: str) -> str:
    """The state of a record's photo file: its name, size and time; "" without a photo."""
    if not name:
        return ""
    try:
        status = (folder / name).stat()
    except OSError:
        return ""
    return f"{name}|{status.st_size}|{status.st_mtime_ns}"
