"""All feeds of an edition as artifacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.artifact import Artifact, key_of
from generator.card import Card
from generator.edition import Edition
from generator.feed_plan import FeedPlan
from generator.feeds.entry import Entry, entry_of
from generator.feeds.json_feed import json_feed


def feeds(edition: Edition, plans: Iterable[FeedPlan], basis: str) -> Iterator[Artifact]:
    """Each plan in three formats."""
    entries: dict[str, Entry] = {}

    def entry(card: Card) -> Entry:
        if card.id not in entries:
            entries[card.id] = entry_of(card, edition)
        return entries[card.id]

    for plan in plans:
        key = key_of((basis, plan.label, *(card.face for card in plan.entries)))
        formats: dict[str, Callable[[FeedPlan], bytes]] = {
            "rss": lambda plan: _xml(plan, "rss"),
            "atom": lambda plan: _xml(plan, "atom"),
            "json": lambda plan: json_feed(plan, [entry(card) for card in plan.entries], edition.office),
        }

        def _xml(plan: FeedPlan, format_: str) -> bytes:
            from generator.feeds.xml_feed import xml_feed  # feedgen and lxml take a tenth of a second to load

            return xml_feed(plan, [entry(card) for card in plan.entries], edition.office, format_)

        for ending, make in formats.items():
            yield Artifact(f"{plan.base}.{ending}", key, partial(make, plan))
