"""Who is shown beside an exemplar: a few others of the same unit, honour or field."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from generator.card import Brief, Card

NEIGHBOURS = 3
Relation = tuple[str, str]
"""What relates exemplars: "unit", "honour" or "field", and its value."""


class Neighbour(NamedTuple):
    """A related exemplar and what relates it: "unit", "honour" or "field", with the label."""

    card: Card
    relation: str
    label: str

    @property
    def near(self) -> Near:
        """It as a profile shows it."""
        words = {"unit": "同在{}", "honour": "同获{}", "field": "同属{}领域"}
        return Near(self.card.brief, words[self.relation].format(self.label))


class Near(NamedTuple):
    """A neighbour in brief, and in words why it is one."""

    card: Brief
    why: str


def neighbours_of(
    some: Sequence[Card], everybody: Sequence[Card], labels: Mapping[Relation, str]
) -> dict[str, tuple[Neighbour, ...]]:
    """Of each of `some`, by id, up to three others of `everybody`: of the same unit first, then honour, then field.

    In each group an exemplar is related to those that follow it in the order of ids, the last to the
    first. So everybody is somebody's neighbour, and one edit changes few pages.
    """
    groups: dict[Relation, list[Card]] = {relation: [] for card in some for relation in _relations(card)}
    places: dict[str, list[tuple[Relation, int]]] = {card.id: [] for card in some}
    for card in _related(everybody, groups):
        own = places.get(card.id)
        for relation in _relations(card):
            group = groups.get(relation)
            if group is None:
                continue
            if own is not None:
                own.append((relation, len(group)))
            group.append(card)
    return {id_: _nearest(id_, own, groups, labels) for id_, own in places.items()}


def _related(cards: Sequence[Card], relations: Collection[Relation]) -> list[Card]:
    """Those of `cards` that have one of `relations`, in the order of ids."""
    units, honours, fields = (
        {value for kind, value in relations if kind == wanted} for wanted in ("unit", "honour", "field")
    )
    found = [
        card
        for card in cards
        if card.unit in units
        or not fields.isdisjoint(card.fields)
        or not honours.isdisjoint([line.id for line in card.honours])
    ]
    return sorted(found, key=attrgetter("id"))


def _nearest(
    id_: str,
    places: list[tuple[Relation, int]],
    groups: Mapping[Relation, list[Card]],
    labels: Mapping[Relation, str],
) -> tuple[Neighbour, ...]:
    """The neighbours of an exemplar, given its relations and its place in the group of each."""
    found: list[Neighbour] = []
    known = {id_}
    for relation, place in places:
        group = groups[relation]
        kind, value = relation
        for step in range(1, min(len(group), NEIGHBOURS + 1)):
            other = group[(place + step) % len(group)]
            if other.id not in known:
                known.add(other.id)
                found.append(Neighbour(other, kind, labels.get(relation, value)))
                if len(found) == NEIGHBOURS:
                    return tuple(found)
    return tuple(found)


def _relations(card: Card) -> list[Relation]:
    relations = [("unit", card.unit)] if card.unit else []
    relations.extend(("honour", line.id) for line in card.honours if line.id)
    relations.extend(("field", field) for field in card.fields)
    return list(dict.fromkeys(relations))  # some are given the same honour twice
