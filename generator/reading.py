"""Reads the records that changed; what the others said is remembered from the last build."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator import language
from generator.artifact import key_of
from generator.card import Card
from generator.checks.finding import Problem
from generator.checks.tree import check_tree
from generator.crew import Crew, Progress
from generator.fingerprint import folder_key
from generator.memory import Memory
from generator.places import Glance
from generator.project import Project

FEW = 20
"""So few readings are not written down: reading their files again costs less than writing all the others."""


class Read(NamedTuple):
    """All records of a project: their cards, where each is shown, and every problem."""

    cards: list[Card]
    shown: dict[str, str]
    problems: list[Problem]

    def photos(self, project: Project) -> list[list[str]]:
        """The [folder, state] of every photo, by which it is known again."""
        pictured = [card for card in self.cards if card.photo]
        return [[str((project.root / self.shown[card.id]).parent), card.photo] for card in pictured]


def program_key(project: Project) -> str:
    """A name for the program and the templates."""
    return folder_key(Path(__file__).parent, project.templates)


def readings_key(project: Project, code: str, shared: str) -> str:
    """A name for all that a reading depends on but the record: `code` of the program, `shared` settings, the gate's."""
    return key_of((code, shared, folder_key(*project.gate), language.chosen()))


def read_all(project: Project, basis: str, records: Glance, crew: Crew, progress: Progress) -> Read:
    """Read every record, from memory where its file has not changed."""
    places, states = records
    memory = Memory(project.cache, basis)
    readings = {place.shown: memory.recall(place, states[place.shown]) for place in places}
    changed = [shown for shown, reading in readings.items() if reading is None]
    for reading in crew.read(changed, progress):
        readings[reading.shown] = reading
    done = [reading for reading in readings.values() if reading is not None]
    if len(changed) > FEW or len(memory) > len(done):
        memory.keep(done, states)
    problems = check_tree((place.id, place.shown) for place in places)
    problems += [problem for reading in done for problem in reading.problems]
    cards = [reading.card for reading in done if reading.card is not None]
    return Read(cards, {place.id: place.shown for place in places}, problems)
