"""The calendar of learning activities and report meetings (学习活动、事迹报告会): feeds/events.ics."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from generator.artifact import Artifact, key_of
from generator.card import Card, EventLine
from generator.edition import Edition
from generator.ical import Happening, as_ical, uid_of
from generator.records.partial_date import PartialDate

PATH = "feeds/events.ics"
WINDOW = datetime.timedelta(days=366)
FEWEST = 20
_YEAR_ALONE = 4
"""The length of a date of which nothing but the year is known."""


class Held(NamedTuple):
    """An event of an exemplar, with its days, and which of several on one date it is, from 0."""

    card: Card
    event: EventLine
    first: datetime.date
    last: datetime.date
    turn: int


def events_feed(edition: Edition, today: datetime.date, basis: str) -> Artifact:
    """The calendar of an edition; it stands there without any event too, so that it can be subscribed to before."""
    shown = events_of(edition, today)
    key = key_of((basis, *(part for one in shown for part in (one.card.face, str(one.turn), *one.event))))

    def make() -> bytes:
        office = edition.office
        name = f"{office.short_name or office.name}：学习活动"
        return as_ical(name, f"{office.name}先进典型学习活动、事迹报告会", [_happening(one, edition) for one in shown])

    return Artifact(PATH, key, make)


def events_of(edition: Edition, today: datetime.date) -> list[Held]:
    """The events of the last year and all to come, the earliest first, but never fewer than the newest 20.

    One that is known to the month stands on all days of it; one of which only the year is known, on none.
    """
    found: list[Held] = []
    for card in edition.cards:
        seen: dict[str, int] = {}
        for event in card.events:
            turn = seen[event.on] = seen.get(event.on, -1) + 1
            if len(event.on) > _YEAR_ALONE:
                date = PartialDate(event.on)
                found.append(Held(card, event, date.first_day, date.last_day, turn))
    found.sort(key=lambda one: (one.last, one.first, one.card.id, one.turn))
    since = today - WINDOW
    recent = sum(one.last >= since for one in found)
    return found[-max(recent, FEWEST) :]


def _happening(one: Held, edition: Edition) -> Happening:
    card, event = one.card, one.event
    link = f"{edition.office.site_url}exemplars/{card.id}/"
    month = f"{one.first.month}月内，具体日期未定。" if one.first != one.last else ""
    return Happening(
        uid=uid_of(edition.office.site_url, f"event-{card.id}-{event.on}-{one.turn}"),
        first=one.first,
        last=one.last,
        stamp=datetime.date.fromisoformat(card.updated),
        summary=f"{event.title}（{card.name}）" if card.name not in event.title else event.title,
        description="\n".join(part for part in (month, card.summary, link) if part),
        location=event.place,
        url=link,
    )
