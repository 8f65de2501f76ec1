"""Which exemplars a column (专栏) shows: all conditions that office.yml gives must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.card import Card
from generator.records.settings import Selection


def selected(selection: Selection, cards: Iterable[Card]) -> tuple[Card, ...]:
    """Those of `cards` for which all conditions of a column hold; none for a selection without conditions."""
    conditions: tuple[tuple[Iterable[str], Callable[[Card], Iterable[str]]], ...] = (
        (selection.fields_, lambda card: card.fields),
        (selection.levels, lambda card: (card.level,)),
        (selection.honours, lambda card: [line.id for line in card.honours]),
        (selection.regions, lambda card: card.regions),
        (selection.kinds, lambda card: (card.kind,)),
        (selection.ids, lambda card: (card.id,)),
    )
    asked = [(frozenset(wanted), values) for wanted, values in conditions if wanted]
    if not asked:
        return ()
    for wanted, values in asked:
        cards = [card for card in cards if not wanted.isdisjoint(values(card))]
    return tuple(cards)
