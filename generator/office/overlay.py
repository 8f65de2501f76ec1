"""Reads the private overlay, DIR/people/<id>/private.yml; only the office's commands may import this module.

Every problem is told with file, line and column, and none says a private value: not in its message, not in its hint,
and the line itself is never shown (`records.text_file.line_reader` shows none of a private.yml).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.checks import overlay_record
from generator.checks.finding import Problem
from generator.checks.run import check_form, problem_of
from generator.office.overlay_model import Private
from generator.office.overlay_place import safe_place
from generator.project import Project
from generator.records.fault import Fault
from generator.records.folders import FOLDERS, PRIVATE
from generator.records.reader import Document, read_settings

_HARMLESS = re.compile(r"[A-Za-z_.\[\]-]+|[0-9]{1,3}")
"""What of a key or a path may be told: English names of fields, and places in a list. Values are told never."""


class Overlay(NamedTuple):
    """What is private, by the id of the record; the problems; how many files could not be read."""

    people: dict[str, Private]
    problems: list[Problem]
    left_out: int
    files: dict[str, Document[Private]]

    def of(self, id_: str) -> Private:
        """What the overlay says of an exemplar: nothing, where it has no file."""
        return self.people.get(id_, _NOTHING)


_NOTHING = Private()
EMPTY = Overlay({}, [], 0, {})
"""The overlay of a command that was given none."""


def read_overlay(folder: Path, project: Project, known: Collection[tuple[str, str]]) -> Overlay:
    """The overlay in `folder`; `known` are the records, each as its folder's kind (“people”) and id.

    Raises `Exposed` where the folder is no safe place, `FileNotFoundError` where there is none. A file without a
    record is a warning, and is kept out: nobody would see its exemplar in any book.
    """
    root = safe_place(folder, project)
    overlay = Overlay({}, [], 0, {})
    left_out = 0
    for kind, id_, path in _files(root):
        shown = project.shown(path)
        file = read_settings(path, root, Private, shown)
        file.faults[:] = [hushed(fault) for fault in file.faults]
        problems = check_form(file)
        overlay.problems.extend(problems)
        if (kind, id_) not in known:
            overlay.problems.append(problem_of(overlay_record, shown, overlay_record.without_record(kind, id_)))
        elif file.value is None:
            left_out += 1
        else:
            overlay.people[id_] = file.value
            overlay.files[id_] = file
    return overlay._replace(left_out=left_out)


def hushed(fault: Fault) -> Fault:
    """The same fault without anything that stood in the file but names of fields."""
    details = dict(fault.details)
    for name in ("value", "name"):
        if name in details and details[name] != "<<":
            details[name] = "*" * len(details[name])
    if "path" in details:
        details["path"] = _harmless(details["path"])
    if details.get("why") == "calendar":  # how the day is wrong would say half of it
        details["why"] = "form"
    what = fault.what if fault.rule in _ABOUT_FILES else _harmless(fault.what)
    return Fault(fault.rule, fault.at, what, details)


_ABOUT_FILES = ("front-matter-readable", "file-encoding", "file-size", "file-inside", "control-character")
"""Rules whose faults name what is wrong with a file as a whole, not a key or a value of it."""


def _harmless(path: str) -> str:
    """Parts of a path that are not names of fields become stars: a value may stand where a key should."""
    return ".".join(part if _HARMLESS.fullmatch(part) else "*" * len(part) for part in path.split("."))


def _files(root: Path) -> Iterator[tuple[str, str, Path]]:
    for kind in FOLDERS:
        for path in sorted((root / kind).glob(f"*/{PRIVATE}")):
            yield kind, path.parent.name, path
