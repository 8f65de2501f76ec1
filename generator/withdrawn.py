"""Exemplars that left the site, as far as they may still be spoken of: what other rooms are given instead of a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.artifact import key_of
from generator.card import Card, HonourLine
from generator.retraction import Announcement, Revoked, Withdrawal, announcement


class Gone(NamedTuple):
    """An exemplar that was taken down. `name` and `revoked` are empty unless a body announced what it took back.

    `updated` is the ISO day of the last change. `former` says where it stood, for the feeds that have to take it back:
    a card with its fields, level, region, kind and honours' ids, and without any word of its own.
    """

    id: str
    updated: str
    name: str
    revoked: tuple[Revoked, ...]
    former: Card

    @property
    def face(self) -> str:
        """A name for all that it says."""
        return key_of(map(str, self))

    @property
    def said(self) -> Announcement:
        """What is said in place of its story."""
        return announcement(self.name, self.revoked, self.updated)


def newest_first(gone: Iterable[Gone]) -> tuple[Gone, ...]:
    """Those who left last in front; of one day in the order of ids."""
    return tuple(sorted(sorted(gone, key=lambda one: one.id), key=lambda one: one.updated, reverse=True))


def gone_of(card: Card, withdrawal: Withdrawal) -> Gone:
    """What is left of an exemplar that was taken down."""
    when, announced = withdrawal.when, withdrawal.announced
    lines = [*card.honours, *(HonourLine("", honour.id, honour.given) for honour in card.revoked)]
    former = card._replace(
        digest="",
        name="",
        pinyin="",
        unit="",
        post="",
        region="",
        summary="",
        photo="",
        face="",
        honours=tuple(line._replace(title="") for line in lines),
        bars=(),
        notice=None,
        revoked=(),
        corrections=(),
        updated=when,
    )
    return Gone(card.id, when, card.name if announced else "", card.revoked if announced else (), former)
