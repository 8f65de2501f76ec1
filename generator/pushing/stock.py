"""What may be given to outlets on a day: the exemplars that the gate lets pass and whose consent covers the media."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.card import Card
from generator.checks.finding import Severity
from generator.crew import Crew, Progress
from generator.edition import Edition, held_back
from generator.fingerprint import folder_key
from generator.inspection import read_cleared
from generator.places import glance
from generator.plan import RECENT
from generator.project import Project
from generator.reading import Read, program_key, read_all, readings_key
from generator.records.reader import RecordFile
from generator.settings import Settings


class Unknown(Exception):
    """An id without a record; `known` are those that have one."""

    def __init__(self, id_: str, known: Collection[str]) -> None:
        super().__init__(id_)
        self.known = known


class Withheld(NamedTuple):
    """An exemplar that was asked for and is not offered: "errors", "media", or the condition of the gate."""

    id: str
    name: str
    reason: str


class Stock(NamedTuple):
    """All records, and the edition of the day."""

    project: Project
    read: Read
    edition: Edition
    today: datetime.date

    @property
    def ids(self) -> set[str]:
        """Those whose copy may be given away today."""
        faulty = self._faulty()
        return {card.id for card in self.edition.cards if card.media and self.read.shown[card.id] not in faulty}

    def chosen(self, items: Collection[str], *, whole: bool) -> tuple[list[Card], list[Withheld]]:
        """The cards to be offered, and those that cannot be. Raises `Unknown`.

        Without `items` they are those updated in the last 90 days, or all if the `whole` base is wanted; what may not
        be offered is then left out in silence, as it is on the site.
        """
        cards = {card.id: card for card in self.read.cards}
        free = self.ids
        if not items:
            since = "" if whole else (self.today - RECENT).isoformat()
            return [card for card in self.edition.cards if card.id in free and card.updated >= since], []
        for item in items:
            if item not in self.read.shown:
                raise Unknown(item, list(self.read.shown))
        named = list(dict.fromkeys(items))
        return [cards[item] for item in named if item in free], list(self._withheld(named, cards, free))

    def file(self, item: str) -> RecordFile:
        """The record of an exemplar, without what its consent does not let be shown."""
        shown = self.read.shown[item]
        return read_cleared((self.project.root / shown).parent, self.project.records, shown)

    def _faulty(self) -> set[str]:
        return {problem.path for problem in self.read.problems if problem.severity is Severity.ERROR}

    def _withheld(self, named: list[str], cards: dict[str, Card], free: set[str]) -> Iterator[Withheld]:
        faulty = self._faulty()
        for item in named:
            card = cards.get(item)
            if card is None or self.read.shown[item] in faulty:
                yield Withheld(item, card.name if card else item, "errors")
            elif item not in free:
                held = held_back(card, self.today)
                yield Withheld(item, card.name, held.reason if held else "media")


def last_day(card: Card, today: datetime.date) -> str:
    """The last day, ISO, on which the gate lets it pass if nothing changes; "" if there is none."""
    day = today.isoformat()
    return min((bar.closes for bar in card.bars if bar.closes >= day), default="")


def read_stock(project: Project, settings: Settings, today: datetime.date, jobs: int, progress: Progress) -> Stock:
    """Read all records, most of them from memory."""
    key = readings_key(project, program_key(project), folder_key(*project.words))
    with Crew(project, settings, jobs) as crew:
        read = read_all(project, key, glance(project), crew, progress)
    return Stock(project, read, Edition.of(read.cards, today, settings.vocabulary, settings.office), today)
