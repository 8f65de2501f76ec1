"""The settings of a project as one value: vocabulary, office and channels, with their problems."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.channels.channel import Channel, read_channels
from generator.checks.finding import Context, Problem
from generator.checks.run import check_form
from generator.checks.settings import check_settings
from generator.project import Project
from generator.records.reader import Document, read_settings
from generator.records.settings import Office, Vocabulary


class Settings(NamedTuple):
    """What all records share."""

    vocabulary: Vocabulary
    office: Office
    channels: tuple[Channel, ...]

    @property
    def context(self) -> Context:
        """What the rules may know of it."""
        return Context(self.vocabulary, self.office)


def read_all_settings(project: Project) -> tuple[Settings | None, list[Problem]]:
    """The settings, or None when a file is unusable; and every problem found in them."""
    root = project.records
    vocabulary = _read(project, "vocabulary.yml", Vocabulary)
    office = _read(project, "office.yml", Office)
    channels, faulty = read_channels(project.templates / "channels")
    documents: list[Document[Any]] = [vocabulary, office, *faulty]
    problems = [problem for document in documents for problem in check_form(document)]
    if vocabulary.value is None or office.value is None or faulty:
        return None, problems
    problems += check_settings(vocabulary, office)
    assert root.is_dir()
    return Settings(vocabulary.value, office.value, tuple(channels)), problems


def _read(project: Project, name: str, model: type[Any]) -> Document[Any]:
    path = project.records / name
    return read_settings(path, project.records, model, project.shown(path))
