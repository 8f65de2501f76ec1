"""Plans what of each exemplar has to be made: compares the keys of its files with those of the last build."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.artifact import key_of
from generator.card import Card
from generator.edition import Edition
from generator.fingerprint import folder_key, installed
from generator.kit import kit_paths
from generator.neighbours import Neighbour
from generator.options import Options
from generator.output import APART, Output
from generator.press import document_keys
from generator.project import Project
from generator.settings import Settings
from generator.workshop import Job

RECENT = datetime.timedelta(days=90)
FEWEST_KITS = 20
"""Press kits are made for what was updated in the last 90 days, and never for fewer than the newest 20."""


class Drawing(NamedTuple):
    """Names for what draws: pictures all with one, each document of a press kit, by file name, with its own."""

    pictures: str
    documents: dict[str, str]

    @classmethod
    def of(cls, project: Project, settings: Settings) -> Drawing:
        """What draws in a project: programs, fonts, templates of documents, and the office that signs."""
        signed = settings.office.short_name or settings.office.name  # stands on every share card
        images = folder_key(Path(__file__).parent / "images", project.fonts)
        documents = document_keys(project, settings.channels, settings.office, settings.vocabulary.criteria)
        return cls(key_of((images, installed(), signed)), documents)


def jobs(
    cards: Sequence[Card],
    edition: Edition,
    settings: Settings,
    shown: dict[str, str],
    options: Options,
    output: Output,
    drawing: Drawing,
) -> Iterator[Job]:
    """A job for each of `cards` of which something is not fresh."""
    with_kit = press_ids(edition, options)
    related = edition.neighbours_of(cards)
    for card in cards:
        kit = kit_paths(card.id, settings.channels) if card.id in with_kit else []
        neighbours = related[card.id]
        files = _files(card, neighbours, options, kit, drawing)
        wanted = {path: key for path, key in files.items() if not output.fresh(path, key)}
        if wanted:
            names = tuple(path.rpartition("/")[2] for path in kit)
            near = tuple(neighbour.near for neighbour in neighbours)
            yield Job(card.id, shown[card.id], near, names, options.cards == "all", wanted)


def press_ids(edition: Edition, options: Options) -> set[str]:
    """The exemplars that get a press kit."""
    if options.press == "none":
        return set()
    since = (options.today - RECENT).isoformat()
    return {
        card.id
        for number, card in enumerate(edition.cards)
        if card.media and (options.press == "all" or number < FEWEST_KITS or card.updated >= since)
    }


def _files(
    card: Card, neighbours: Iterable[Neighbour], options: Options, kit: list[str], drawing: Drawing
) -> dict[str, str]:
    """The paths of one exemplar's files with the key of each."""
    folder = f"exemplars/{card.id}/"
    # The basis stands in the manifest once; a file's key says only what is its own.
    data = f"{card.digest}{card.photo}"
    near = [f"{other.card.face}{other.relation}{other.label}" for other in neighbours]
    files = {
        folder + "index.html": key_of((data, options.cards, "kit" if kit else "", *near)),
        folder + "index.json": data,
    }
    for path in kit:
        made_with = drawing.documents.get(path.rpartition("/")[2])
        files[path] = APART + key_of((data, made_with)) if made_with else data
    if kit:
        files[kit[-1]] = key_of((data, *drawing.documents.values()))
    if options.cards == "all":
        shown = (card.name, card.honour, card.unit, card.post, card.summary, card.pinyin, card.photo)
        files[folder + "card.png"] = APART + key_of((*shown, drawing.pictures))
    if card.photo:
        for name in ("portrait.jpg", "portrait-large.jpg", "thumb.jpg"):
            files[folder + name] = APART + key_of((card.photo, drawing.pictures))
    return files
