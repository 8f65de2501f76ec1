"""The media room: the newest press kits and the published bulletins, each file one click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.artifact import Artifact, key_of
from generator.card import Card
from generator.edition import Edition
from generator.pages.frame import Frames
from generator.pages.head import head

MOST_KITS = 60
"""Kits that the page lists; the others are reached from their exemplars' pages."""


class KitFile(NamedTuple):
    """A file that every kit has, and what it is called: "海报 PDF"."""

    file: str
    label: str


class IssueLine(NamedTuple):
    """A published bulletin: its number and date in Chinese, its title or whom it tells of, and its files."""

    number: str
    date: str
    title: str
    files: tuple[KitFile, ...]


class PressRoom(NamedTuple):
    """What the page lists: who has a kit, newest first; what stands in each; the bulletins, newest first."""

    cards: Sequence[Card]
    files: tuple[KitFile, ...]
    issues: tuple[IssueLine, ...]


def press_page(frames: Frames, edition: Edition, room: PressRoom, basis: str) -> Artifact:
    """The page press/index.html."""
    path = "press/index.html"
    cards = room.cards[:MOST_KITS]
    key = key_of((basis, *(card.face for card in cards), *map(str, room.files), *map(str, room.issues)))

    def make() -> bytes:
        page = head(edition.office, path, "媒体素材", "转载用稿、海报、课件和历期简报，按典型成套下载。")
        return frames.stamp(path, page=page, cards=cards, files=room.files, issues=room.issues, total=len(room.cards))

    return Artifact(path, key, make)
