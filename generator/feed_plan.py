"""Which feeds there are, and which exemplars stand in each."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from generator.card import Card
from generator.edition import FACETS, Edition

WINDOW = datetime.timedelta(days=30)
FEWEST = 20


class FeedPlan(NamedTuple):
    """A feed: `base` is its site path without ending; `page` the page it belongs to; newest entries first."""

    base: str
    group: str
    label: str
    page: str
    entries: tuple[Card, ...]


def feed_plans(edition: Edition, today: datetime.date) -> list[FeedPlan]:
    """All feeds of an edition."""
    plans = [FeedPlan("feeds/all", "all", "全部典型", "", window(edition.cards, today))]
    for column, cards in edition.columns:
        base, page = f"feeds/columns/{column.id}", f"columns/{column.id}/"
        plans.append(FeedPlan(base, "columns", column.title, page, window(cards, today)))
    for facet in FACETS:
        for value in edition.facets[facet]:
            base, page = f"feeds/{facet}/{value.id}", f"exemplars/by/{facet}/{value.id}/"
            plans.append(FeedPlan(base, facet, value.label, page, window(value.cards, today)))
    return plans


def window(cards: Sequence[Card], today: datetime.date) -> tuple[Card, ...]:
    """Everything updated in the last 30 days, but never fewer than 20: a feed survives bursts and silence."""
    since = (today - WINDOW).isoformat()
    recent = 0
    while recent < len(cards) and cards[recent].updated >= since:
        recent += 1
    return tuple(cards[: max(recent, FEWEST)])
