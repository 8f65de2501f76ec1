"""The settings of a project as one value, with their problems: words, office, gate, calendar, channels, bulletins,
outlets."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.bulletins import Issued, read_bulletins
from generator.channels.channel import Channel, read_channels
from generator.checks.finding import Context, Problem
from generator.checks.gate_words import check_gate
from generator.checks.outlets import check_outlets
from generator.checks.run import check_form
from generator.checks.settings import check_settings
from generator.gate.case import Rules
from generator.project import Project
from generator.records.calendar_settings import Calendar
from generator.records.gate_settings import GateSettings
from generator.records.outlets import Outlets
from generator.records.reader import Document, read_settings
from generator.records.settings import Office, Vocabulary


class Settings(NamedTuple):
    """What all records share."""

    vocabulary: Vocabulary
    office: Office
    channels: tuple[Channel, ...]
    bulletins: tuple[Issued, ...] = ()
    gate: GateSettings = GateSettings.model_construct()
    calendar: Calendar = Calendar.model_construct()
    outlets: Outlets = Outlets.model_construct()

    @property
    def context(self) -> Context:
        """What the rules may know of it."""
        channels = (*(channel.id for channel in self.channels), "site")
        return Context(self.vocabulary, self.office, self.gate, self.calendar, channels)

    @property
    def rules(self) -> Rules:
        """What the gate asks."""
        return Rules(self.gate, self.calendar)


def read_all_settings(project: Project) -> tuple[Settings | None, list[Problem]]:
    """The settings, or None when a file is unusable; and every problem found in them."""
    root = project.records
    vocabulary = _read(project, "vocabulary.yml", Vocabulary)
    office = _read(project, "office.yml", Office)
    gate = _read(project, "gate.yml", GateSettings, optional=True)
    calendar = _read(project, "calendar.yml", Calendar, optional=True)
    outlets = _read(project, "outlets.yml", Outlets, optional=True)
    channels, faulty = read_channels(project.templates / "channels")
    documents: list[Document[Any]] = [vocabulary, office, gate, calendar, outlets, *faulty]
    problems = [problem for document in documents for problem in check_form(document)]
    if vocabulary.value is None or office.value is None or gate.value is None or calendar.value is None or faulty:
        return None, problems
    if outlets.value is None:
        return None, problems
    problems += check_settings(vocabulary, office) + check_gate(gate, calendar, vocabulary.value)
    problems += check_outlets(outlets, vocabulary.value, (channel.id for channel in channels))
    assert root.is_dir()
    bulletins, found = read_bulletins(project)
    shared = vocabulary.value, office.value, tuple(channels), bulletins, gate.value, calendar.value, outlets.value
    return Settings(*shared), problems + found


def _read(project: Project, name: str, model: type[Any], *, optional: bool = False) -> Document[Any]:
    path = project.records / name
    if optional and not path.exists():
        return Document(project.shown(path), value=model())
    return read_settings(path, project.records, model, project.shown(path))
