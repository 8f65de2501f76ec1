"""Finds the records and reads those that changed; what the others said is remembered from the last build."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from generator import language
from generator.artifact import key_of
from generator.card import Card, EventLine, HonourLine
from generator.checks.finding import Problem
from generator.checks.tree import check_tree
from generator.crew import Crew, Progress
from generator.fingerprint import folder_key
from generator.gate.window import Bar
from generator.notices import NoticeLine, Proposal
from generator.output import write_whole
from generator.places import Found, Glance, photo_state
from generator.project import Project
from generator.retraction import CorrectionLine, Revoked, Withdrawal
from generator.workshop import Reading

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


class Memory:
    """Remembers sound readings between builds. `basis` names all that a reading depends on but the file."""

    def __init__(self, cache: Path, basis: str) -> None:
        self._path = cache / "readings.json"
        self._basis = basis
        self._kept: dict[str, list[Any]] = {}
        try:
            kept = from_json(self._path.read_bytes())
            if kept["basis"] == basis:
                self._kept = kept["readings"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # nothing remembered: everything is read

    def __len__(self) -> int:
        return len(self._kept)

    def recall(self, found: Found, state: list[int] | None) -> Reading | None:
        """The reading of an unchanged file."""
        kept = self._kept.get(found.shown)
        if kept is None or kept[0] != state:
            return None
        card = _card(kept[1])
        if card.photo and photo_state(Path(found.folder), card.photo.partition("|")[0]) != card.photo:
            return None
        return Reading(found.shown, card, [Problem.from_list(row) for row in kept[2]])

    def keep(self, readings: list[tuple[Reading, list[int] | None]]) -> None:
        """Remember these readings, and no others; faulty ones are read again next time."""
        kept = {
            reading.shown: [state, reading.card, reading.problems]
            for reading, state in readings
            if reading.card is not None and state is not None
        }
        write_whole(self._path, to_json({"basis": self._basis, "readings": kept}).decode())


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
        memory.keep([(reading, states[reading.shown]) for reading in done])
    problems = check_tree((place.id, place.shown) for place in places)
    problems += [problem for reading in done for problem in reading.problems]
    cards = [reading.card for reading in done if reading.card is not None]
    return Read(cards, {place.id: place.shown for place in places}, problems)


def _card(row: list[Any]) -> Card:
    """A card from its JSON, in which tuples are lists."""
    row[_FIELDS] = tuple(row[_FIELDS])
    row[_HONOURS] = tuple([HonourLine(*line) for line in row[_HONOURS]])
    row[_REGIONS] = tuple(row[_REGIONS])
    row[_BARS] = tuple([Bar(*bar) for bar in row[_BARS]])
    row[_EVENTS] = tuple([EventLine(*line) for line in row[_EVENTS]])
    row[_REVOKED] = tuple([Revoked(*line) for line in row[_REVOKED]])
    row[_CORRECTIONS] = tuple([CorrectionLine(*line) for line in row[_CORRECTIONS]])
    if row[_NOTICE]:
        row[_NOTICE] = NoticeLine._make([*row[_NOTICE][:-1], tuple(Proposal(*line) for line in row[_NOTICE][-1])])
    if row[_WITHDRAWAL]:
        row[_WITHDRAWAL] = Withdrawal(*row[_WITHDRAWAL])
    return Card(*row)


_KEPT = ("fields", "honours", "regions", "bars", "events", "notice", "revoked", "corrections", "withdrawal")
_FIELDS, _HONOURS, _REGIONS, _BARS, _EVENTS, _NOTICE, _REVOKED, _CORRECTIONS, _WITHDRAWAL = map(
    Card._fields.index, _KEPT
)
