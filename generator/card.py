"""A card: what the rest of a site needs to know of one exemplar, small enough to keep 100,000 in memory.

READ makes it from a record; lists, facets, neighbours, feeds and counts are made from cards alone. Cards
also stand in the cache between two builds, so that a build after one edit reads one file.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.artifact import key_of
from generator.gate.case import Rules
from generator.gate.clearance import media_cleared
from generator.gate.conditions import bars_of
from generator.gate.window import Bar
from generator.monogram import monogram
from generator.notices import NoticeLine, notice_of
from generator.records.folders import Kind
from generator.records.reader import RecordFile
from generator.records.settings import Vocabulary, honour_label
from generator.retraction import CorrectionLine, Revoked, Withdrawal, corrections_of, revoked_of, withdrawal_of


class HonourLine(NamedTuple):
    """An honour that stands: its title as written, the id of its vocabulary entry or "", and its date or ""."""

    title: str
    id: str
    on: str


class EventLine(NamedTuple):
    """A learning activity or report meeting: its date as far as it is known, its title, and its place or ""."""

    on: str
    title: str
    place: str


class Brief(NamedTuple):
    """What home and the neighbours of a profile show of an exemplar."""

    id: str
    name: str
    unit: str
    summary: str
    photo: bool
    monogram: str
    honour: str


class Card(NamedTuple):
    """One exemplar in brief. Texts are "" where the record says nothing; dates are ISO 8601 text.

    `digest` names the whole text of the record, `face` only what stands on the card: what is made from cards
    need not be made again when nothing but a body was edited. `bars` are the conditions of the gate that do not
    hold on every day; whom they let through looks the same, so the face does not name them. `media` says that its
    copy may be given to the media.
    """

    id: str
    kind: Kind
    digest: str
    name: str
    pinyin: str
    unit: str
    post: str
    region: str
    level: str
    fields: tuple[str, ...]
    honours: tuple[HonourLine, ...]
    summary: str
    photo: str
    updated: str
    regions: tuple[str, ...]
    media: bool = True
    bars: tuple[Bar, ...] = ()
    events: tuple[EventLine, ...] = ()
    face: str = ""
    notice: NoticeLine | None = None
    revoked: tuple[Revoked, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def years(self) -> tuple[str, ...]:
        """The years in which it was honoured, newest first."""
        return tuple(sorted({line.on[:4] for line in self.honours if line.on}, reverse=True))

    @property
    def monogram(self) -> str:
        """What stands for the exemplar where there is no portrait."""
        return monogram(self.name, self.kind)

    @property
    def brief(self) -> Brief:
        """What a list of a few shows of it."""
        return Brief(
            self.id,
            self.name,
            self.unit or self.post,
            self.summary,
            bool(self.photo),
            self.monogram,
            self.honour,
        )

    @property
    def honour(self) -> str:
        """The honour to name where there is room for one: the first in the record."""
        return self.honours[0].title if self.honours else ""


class Index(NamedTuple):
    """The vocabulary turned round, for making cards."""

    honours: dict[str, str]
    regions: dict[str, str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Index:
        """The index of a vocabulary: honour title → id, and region path → id."""
        return cls(
            {term.zh: term.id for term in vocabulary.honours},
            {term.zh.strip("/"): term.id for term in vocabulary.regions},
        )


def card_of(file: RecordFile, photo: str, index: Index, rules: Rules) -> Card:
    """The card of a sound record; `photo` names the state of its photo file, "" without one."""
    record = file.value
    assert record is not None, "a card is made of a sound record"
    card = Card(
        id=file.id,
        kind=file.kind,
        digest=file.digest,
        name=record.name,
        pinyin=record.pinyin or "",
        unit=record.unit or "",
        post=record.post or "",
        region=record.region or "",
        level=record.level or "",
        fields=record.fields_,
        honours=tuple(
            HonourLine(honour.title, index.honours.get(honour_label(honour.title), ""), honour.on or "")
            for honour in record.honours
            if honour.revoked is None
        ),
        summary=record.summary,
        photo=photo,
        updated=str(record.updated),
        regions=_regions(record.region, index) if record.region else (),
        media=media_cleared(record),
        events=tuple([EventLine(event.on, event.title, event.place or "") for event in record.events]),
        notice=notice_of(record, file.kind) if record.stage == "noticed" else None,
        revoked=revoked_of(record, index.honours),
        corrections=corrections_of(record) if record.corrections else (),
        withdrawal=withdrawal_of(record),
    )
    face = key_of(map(str, card._replace(digest="")))
    return card._replace(face=face, bars=bars_of(rules.case(file.kind, record)))


def facet_values(card: Card) -> dict[str, tuple[str, ...]]:
    """The values under which `card` is found, by facet."""
    return {
        "level": (card.level,) if card.level else (),
        "field": tuple(dict.fromkeys(card.fields)),
        "honour": tuple(dict.fromkeys(line.id for line in card.honours if line.id)),
        "year": card.years,
        "region": card.regions,
        "kind": (card.kind,),
    }


def _regions(path: str, index: Index) -> tuple[str, ...]:
    """The known regions that contain `path`, the widest first: 湖北/恩施 lies in 湖北 and, if listed, in 湖北/恩施."""
    parts = path.strip("/").split("/")
    around = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return tuple(index.regions[region] for region in around if region in index.regions)
