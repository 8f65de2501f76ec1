"""Makes the first text of a new record from a scaffold whose comments explain each field."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import NamedTuple

import jinja2

from generator.output import write_new
from generator.places import find_records
from generator.project import Project
from generator.records.folders import FOLDERS, Kind
from generator.records.settings import Vocabulary


class IdTaken(Exception):
    """An exemplar with this id exists; ids are never used twice."""


class Answers(NamedTuple):
    """What must be known to begin a record; empty texts are left for later."""

    kind: Kind
    id: str
    name: str
    fields: tuple[str, ...]
    unit: str = ""
    post: str = ""
    region: str = ""
    level: str = ""
    summary: str = ""


def write_scaffold(project: Project, answers: Answers, vocabulary: Vocabulary, today: datetime.date) -> Path:
    """Write the new record and give its path; raises `IdTaken` rather than touch a record that exists."""
    taken = {found.id.casefold() for found in find_records(project)}
    if answers.id.casefold() in taken:
        raise IdTaken(answers.id)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(project.templates / "records", encoding="utf-8"),
        autoescape=False,  # noqa: S701 (YAML, not HTML; values are quoted by the filter below)
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = _quoted
    text = environment.get_template("record.md.j2").render(
        given=answers,
        today=today.isoformat(),
        levels=vocabulary.levels,
        fields=vocabulary.fields_,
        criteria=[c for c in vocabulary.criteria if c.kind in (None, answers.kind)],
    )
    folder = next(folder for folder, kind in FOLDERS.items() if kind == answers.kind)
    path = project.records / folder / answers.id / "record.md"
    write_new(path, text)
    return path


def _quoted(text: str) -> str:
    """`text` as a YAML value: plain where that is safe, else in double quotes."""
    if text and re.fullmatch(r"[\w·，。、；（）《》“”—～\-]+", text) and not text.startswith("-"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"' if text else ""
