"""All feeds of an edition as artifacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.artifact import Artifact, key_of
from generator.edition import Edition
from generator.feed_plan import FeedPlan, Told
from generator.feeds.entry import Entry, entry_of
from generator.feeds.json_feed import json_feed


def feeds(edition: Edition, plans: Iterable[FeedPlan], basis: str) -> Iterator[Artifact]:
    """Each plan in three formats."""
    plans = list(plans)  # they hold what is told, so that it can be known by its identity
    entries: dict[int, Entry] = {}

    def entry(told: Told) -> Entry:
        if id(told) not in entries:
            entries[id(told)] = entry_of(told, edition)
        return entries[id(told)]

    for plan in plans:
        key = key_of((basis, plan.label, plan.page, *(told.face for told in (*plan.entries, *plan.deleted))))
        formats: dict[str, Callable[[FeedPlan], bytes]] = {
            "rss": lambda plan: _xml(plan, "rss"),
            "atom": lambda plan: _xml(plan, "atom"),
            "json": lambda plan: json_feed(plan, [entry(told) for told in plan.entries], edition.office),
        }

        def _xml(plan: FeedPlan, format_: str) -> bytes:
            from generator.feeds.xml_feed import xml_feed  # feedgen and lxml take a tenth of a second to load

            return xml_feed(plan, [entry(told) for told in plan.entries], edition.office, format_)

        for ending, make in formats.items():
            yield Artifact(f"{plan.base}.{ending}", key, partial(make, plan))
