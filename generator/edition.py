"""EDITION: decides what may be public on a given day, and computes what follows from the records.

A record that may not be public yet is no error. It is simply absent everywhere; the closing line counts it.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from generator.account import DATED, Account, Held
from generator.card import Card, facet_values
from generator.columns import selected
from generator.gate.conditions import barred
from generator.neighbours import Neighbour, Relation, neighbours_of
from generator.notices import NoticeLine, may_stand
from generator.records.settings import Column, Office, Term, Vocabulary
from generator.withdrawn import Gone, gone_of, newest_first

FACET_LABELS = {
    "level": "层级",
    "field": "领域",
    "honour": "荣誉",
    "year": "年份",
    "region": "地区",
    "kind": "类别",
}
"""The ways to browse, in the order in which they are shown, and what readers call them."""
FACETS = tuple(FACET_LABELS)

KINDS = (Term(id="person", zh="个人", en="Persons"), Term(id="organization", zh="集体", en="Organizations"))


class HeldBack(NamedTuple):
    """Why a record is not public: a condition of the gate, and the day that it waits for, if there is one."""

    reason: str
    until: str = ""


class FacetValue(NamedTuple):
    """One value of a facet and who bears it, newest first."""

    facet: str
    id: str
    label: str
    label_en: str
    cards: tuple[Card, ...]


def held_back(card: Card, today: datetime.date) -> HeldBack | None:
    """Why `card` may not be public on `today`, or None."""
    bar = barred(card.bars, today.isoformat())
    return HeldBack(bar.condition, bar.waits_for(today.isoformat())) if bar else None


@dataclass(frozen=True)
class Edition:
    """What is public on one day: `cards`, newest first; of `noticed` the notice alone, which ends first in front; of
    `withdrawn` that they left. `held` are all others."""

    cards: tuple[Card, ...]
    held: tuple[tuple[Card, HeldBack], ...]
    vocabulary: Vocabulary
    office: Office
    noticed: tuple[NoticeLine, ...] = ()
    withdrawn: tuple[Gone, ...] = ()

    @classmethod
    def of(cls, cards: Iterable[Card], today: datetime.date, vocabulary: Vocabulary, office: Office) -> Edition:
        """The edition of `today` (inclusive at both ends of an embargo)."""
        public: list[Card] = []
        held: list[tuple[Card, HeldBack]] = []
        noticed: list[NoticeLine] = []
        gone: list[Gone] = []
        day = today.isoformat()
        for card in cards:
            reason = held_back(card, today)
            if not reason:
                public.append(card)
            elif card.notice and may_stand(card.notice, card.bars, day):
                noticed.append(card.notice)
            elif card.withdrawal and card.withdrawal.told_on(day):
                gone.append(gone_of(card, card.withdrawal))
            else:
                held.append((card, reason))
        public.sort(key=lambda card: card.id)
        public.sort(key=lambda card: (card.updated, card.years[:1]), reverse=True)
        return cls(tuple(public), tuple(held), vocabulary, office, tuple(sorted(noticed)), newest_first(gone))

    @property
    def account(self) -> Account:
        """How many are public, and how many are held back for which reason."""
        counts = Counter((held.reason, held.until if held.reason in DATED else "") for _card, held in self.held)
        held = tuple(Held(*reason, count) for reason, count in sorted(counts.items()))
        return Account(len(self.cards), held, len(self.noticed), len(self.withdrawn))

    @cached_property
    def by_id(self) -> dict[str, Card]:
        """The public cards by id."""
        return {card.id: card for card in self.cards}

    @cached_property
    def terms(self) -> dict[str, dict[str, Term]]:
        """The known values of each facet but the year, by id, in the vocabulary's order."""
        words = self.vocabulary
        lists: dict[str, Sequence[Term]] = {
            "level": words.levels,
            "field": words.fields_,
            "honour": words.honours,
            "region": words.regions,
            "kind": KINDS,
        }
        return {facet: {term.id: term for term in terms} for facet, terms in lists.items()}

    def label(self, facet: str, value: str) -> str:
        """The Chinese label of a facet's value; the value itself where the vocabulary lacks it."""
        term = self.terms.get(facet, {}).get(value)
        return term.zh if term else value

    @cached_property
    def facets(self) -> dict[str, tuple[FacetValue, ...]]:
        """Each facet's values that someone bears: in the vocabulary's order, years newest first."""
        bearers: dict[str, dict[str, list[Card]]] = {facet: defaultdict(list) for facet in FACETS}
        for card in self.cards:
            for facet, values in facet_values(card).items():
                for value in values:
                    bearers[facet][value].append(card)
        return {
            facet: tuple(
                FacetValue(facet, term.id, term.zh, term.en, tuple(groups[term.id]))
                for term in self._in_order(facet, groups)
            )
            for facet, groups in bearers.items()
        }

    @cached_property
    def borne(self) -> dict[str, list[Term]]:
        """The same values without their bearers, which is all that search has to know after an edit."""
        lines = [line for card in self.cards for line in card.honours]
        values: dict[str, set[str]] = {
            "level": {card.level for card in self.cards},
            "field": set(chain.from_iterable([card.fields for card in self.cards])),
            "honour": {line.id for line in lines},
            "year": {line.on[:4] for line in lines},
            "region": set(chain.from_iterable([card.regions for card in self.cards])),
            "kind": {card.kind for card in self.cards},
        }
        return {facet: self._in_order(facet, found - {""}) for facet, found in values.items()}

    def _in_order(self, facet: str, values: Collection[str]) -> list[Term]:
        """Those of a facet's `values` that are known, as the vocabulary orders them; years, the newest first."""
        known = self.terms.get(facet)
        if known is None:
            return [Term.model_construct(id=value, zh=value, en=value) for value in sorted(values, reverse=True)]
        return [term for value, term in known.items() if value in values]

    @cached_property
    def columns(self) -> tuple[tuple[Column, tuple[Card, ...]], ...]:
        """The office's columns with their exemplars, newest first."""
        return tuple((column, selected(column.select, self.cards)) for column in self.office.columns)

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many persons and organizations."""
        return Counter(card.kind for card in self.cards)

    @cached_property
    def neighbours(self) -> dict[str, tuple[Neighbour, ...]]:
        """Everybody's neighbours, by id."""
        return self.neighbours_of(self.cards)

    def neighbours_of(self, cards: Sequence[Card]) -> dict[str, tuple[Neighbour, ...]]:
        """The neighbours of each of `cards`, by id."""
        return neighbours_of(cards, self.cards, self._labels)

    @cached_property
    def _labels(self) -> dict[Relation, str]:
        """The label of each (facet, value) pair of the vocabulary."""
        return {(facet, term.id): term.zh for facet, terms in self.terms.items() for term in terms.values()}
