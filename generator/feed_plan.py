"""Which feeds there are, and what stands in each.

Whoever was taken down keeps the entry in every feed where it stood, with the notice in place of the story: readers
that have the story replace it. So a feed may outlive the page of its facet's value, which nobody bears any more.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from generator.amendments import Amendment, amendments
from generator.card import Card, facet_values
from generator.columns import selected
from generator.edition import FACETS, Edition
from generator.withdrawn import Gone

WINDOW = datetime.timedelta(days=30)
FEWEST = 20
CORRECTIONS = "feeds/corrections"

Told = Card | Gone | Amendment
Dated = TypeVar("Dated", Card, Gone, Card | Gone)


class FeedPlan(NamedTuple):
    """A feed: `base` is its site path without ending; `page` the page it belongs to; newest entries first.

    `listed` says that the page of all feeds names it. `deleted` are those whose own entries readers shall drop.
    """

    base: str
    group: str
    label: str
    page: str
    entries: tuple[Told, ...]
    listed: bool = True
    deleted: tuple[Gone, ...] = ()


def feed_plans(edition: Edition, today: datetime.date) -> list[FeedPlan]:
    """All feeds of an edition."""
    gone = edition.withdrawn
    plans = [FeedPlan("feeds/all", "all", "全部典型", "", window(merged(edition.cards, gone), today))]
    for column, cards in edition.columns:
        base, page = f"feeds/columns/{column.id}", f"columns/{column.id}/"
        left = {card.id for card in selected(column.select, [one.former for one in gone])}
        entries = window(merged(cards, [one for one in gone if one.id in left]), today)
        plans.append(FeedPlan(base, "columns", column.title, page, entries))
    stood: dict[tuple[str, str], list[Gone]] = {}
    for one in gone:
        for facet, values in facet_values(one.former).items():
            for value_id in values:
                stood.setdefault((facet, value_id), []).append(one)
    for facet in FACETS:
        for value in edition.facets[facet]:
            base, page = f"feeds/{facet}/{value.id}", f"exemplars/by/{facet}/{value.id}/"
            entries = window(merged(value.cards, stood.pop((facet, value.id), ())), today)
            plans.append(FeedPlan(base, facet, value.label, page, entries))
    for (facet, value_id), left_alone in sorted(stood.items()):
        label = edition.label(facet, value_id)
        entries = window(tuple(left_alone), today)
        plans.append(FeedPlan(f"feeds/{facet}/{value_id}", facet, label, "corrections/", entries, listed=False))
    return [*plans, _corrections(edition, today)]


def _corrections(edition: Edition, today: datetime.date) -> FeedPlan:
    lines = amendments(edition)
    since = (today - WINDOW).isoformat()
    recent = sum(line.day >= since for line in lines)
    entries = lines[: max(recent, FEWEST)]
    return FeedPlan(CORRECTIONS, "corrections", "更正与撤下", "corrections/", entries, deleted=edition.withdrawn)


def merged(cards: Sequence[Card], gone: Sequence[Gone]) -> Sequence[Card | Gone]:
    """Both by the day of their last change, the newest first; `cards` and `gone` are in that order already."""
    return sorted((*cards, *gone), key=lambda one: one.updated, reverse=True) if gone else cards


def window(cards: Sequence[Dated], today: datetime.date) -> tuple[Dated, ...]:
    """Everything updated in the last 30 days, but never fewer than 20: a feed survives bursts and silence."""
    since = (today - WINDOW).isoformat()
    recent = 0
    while recent < len(cards) and cards[recent].updated >= since:
        recent += 1
    return tuple(cards[: max(recent, FEWEST)])
