"""The page of one exemplar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup
from pydantic_core import to_json

from generator.amendments import corrected
from generator.card import Card
from generator.edition import KINDS
from generator.neighbours import Near
from generator.pages.frame import Frames
from generator.pages.head import FeedLink, head
from generator.pages.markup import body_html
from generator.pages.public_life import comment_rows, event_rows, pledge_rows
from generator.phrases import field_label
from generator.ready_copy import ReadyCopy
from generator.records.folders import Kind
from generator.records.model import Correction, Honour, Record, Source
from generator.records.reader import RecordFile
from generator.records.settings import Office, Vocabulary

FRAME = "exemplars/frame/index.html"


class Link(NamedTuple):
    """A link: where it leads, and its words."""

    path: str
    label: str


class HonourRow(NamedTuple):
    """An honour on the timeline; `revoked` is its public notice, "" while it stands."""

    title: str
    year: str
    detail: str
    revoked: str


class SourceRow(NamedTuple):
    """A source as it is listed, by the number that citations show."""

    number: int
    title: str
    url: str
    detail: str


class CorrectionRow(NamedTuple):
    """A mistake put right: the ISO day, what it concerned, and what was said, is said, and why."""

    on: str
    label: str
    sentences: tuple[str, ...]


class CopyRow(NamedTuple):
    """A ready copy with its length in words."""

    id: str
    label: str
    text: str
    measure: str


class PhotoRow(NamedTuple):
    """The portrait: two sizes, what it shows, who took it."""

    src: str
    large: str
    alt: str
    credit: str


class ProfilePages:
    """Stamps profiles; made once, used for every record."""

    def __init__(self, frames: Frames, office: Office, vocabulary: Vocabulary) -> None:
        self._frames = frames
        self._office = office
        words = {
            "kind": KINDS,
            "level": vocabulary.levels,
            "field": vocabulary.fields_,
            "region": vocabulary.regions,
        }
        self._links = {
            (facet, term.id): Link(f"exemplars/by/{facet}/{term.id}/", term.zh)
            for facet, terms in words.items()
            for term in terms
        }
        self._feeds = {term.id: FeedLink(f"feeds/field/{term.id}.atom", term.zh) for term in vocabulary.fields_}

    def page(
        self,
        file: RecordFile,
        card: Card,
        copies: Sequence[ReadyCopy],
        neighbours: Sequence[Near],
        *,
        press: Sequence[str] = (),
        share_card: bool = False,
    ) -> bytes:
        """The page's bytes; `press` lists the file names of the press kit, if it has one."""
        record = file.value
        assert record is not None, "only sound records are published"
        path = f"exemplars/{card.id}/index.html"
        numbers = {source.id: number for number, source in enumerate(record.sources, 1)}
        address = f"{self._office.site_url}exemplars/{card.id}/"
        image = address + "card.png" if share_card else ""
        feeds = tuple(self._feeds[field] for field in card.fields if field in self._feeds)
        return self._frames.stamp(
            FRAME,
            page=head(
                self._office,
                path,
                card.name,
                card.summary,
                og_type="profile" if card.kind == "person" else "article",
                image=image,
                feeds=feeds,
                json="index.json",
                json_ld=json_ld(record, card, address, image),
            ),
            record=record,
            whereabouts=[part for part in (card.post, card.unit, card.region.replace("/", "")) if part],
            tags=self._tags(card),
            photo=_photo(record, card),
            monogram=card.monogram,
            honours=[_honour(honour) for honour in _newest_first(record.honours)],
            body=body_html(file.body, numbers),
            decision=_decision(record),
            pledges=pledge_rows(record.pledges),
            comments=comment_rows(record.comments),
            events=event_rows(record.events),
            sources=[_source(number, source) for number, source in enumerate(record.sources, 1)],
            corrections=[_correction(item, card.kind) for item in record.corrections],
            copies=[CopyRow(copy.channel, copy.label, copy.text, measure(copy)) for copy in copies],
            press=[Link(f"press/{name}", "下载全套") for name in press if name.endswith(".zip")],
            edit=self._edit_address(file),
            neighbours=neighbours,
        )

    def _tags(self, card: Card) -> list[Link]:
        given = [("kind", card.kind), ("level", card.level)]
        given += [("field", field) for field in card.fields]
        given += [("region", region) for region in card.regions]
        return [self._links[facet_value] for facet_value in given if facet_value in self._links]

    def _edit_address(self, file: RecordFile) -> str:
        repository = self._office.repository
        return f"{repository.rstrip('/')}/edit/main/{file.path}" if repository else ""


def measure(copy: ReadyCopy) -> str:
    """A copy's length for people: 92 字 · 2 条短信."""
    if not copy.parts:
        return f"{copy.characters} 字"
    said = f"{copy.characters} 字 · {max(copy.parts, copy.billed)} 条短信"
    return said if copy.parts == copy.billed else f"{said}（计费 {copy.billed} 条，实发 {copy.parts} 条）"


def _photo(record: Record, card: Card) -> PhotoRow | None:
    if not card.photo or not record.photo:
        return None
    photo = record.photo
    return PhotoRow("portrait.jpg", "portrait-large.jpg", photo.alt or record.name, photo.credit or "")


def _newest_first(honours: Sequence[Honour]) -> list[Honour]:
    """The honours as a timeline tells them; those without a date stand last, in the record's order."""
    return sorted(honours, key=lambda honour: honour.on or "", reverse=True)


def _decision(record: Record) -> str:
    """By which decision it was named, in one line: 命名决定：〈文号〉，〈机关〉，〈日期〉; "" if not told."""
    decision = record.approval.decision if record.approval else None
    given = (decision.number, decision.by, decision.on) if decision else ()
    told = "，".join(part for part in given if part)
    return f"命名决定：{told}" if told else ""


def _honour(honour: Honour) -> HonourRow:
    detail = "　".join(part for part in (honour.by, honour.document) if part)
    revoked = ""
    if honour.revoked:
        notice = honour.revoked
        said = notice.notice or "，".join(part for part in (notice.by, notice.document) if part)
        revoked = "　".join(part for part in (notice.on, said) if part)
    return HonourRow(honour.title, honour.on[:4] if honour.on else "", detail, revoked)


def _correction(item: Correction, kind: Kind) -> CorrectionRow:
    sentences = corrected(item.was or "", item.now or "", item.reason or "")
    return CorrectionRow(str(item.on), field_label(item.field, kind), sentences)


def _source(number: int, source: Source) -> SourceRow:
    detail = "，".join(part for part in (source.publisher, source.on) if part)
    return SourceRow(number, source.title or source.url or source.id, source.url or "", detail)


def json_ld(record: Record, card: Card, address: str, image: str) -> Markup:
    """schema.org Person or Organization with its standing honours as `award`, safe inside a script element."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person" if card.kind == "person" else "Organization",
        "name": card.name,
        "description": card.summary,
        "url": address,
    }
    if image:
        said["image"] = image
    if record.aliases:
        said["alternateName"] = list(record.aliases)
    if card.honours:
        said["award"] = [line.title for line in card.honours]
    if card.kind == "person":
        if card.post:
            said["jobTitle"] = card.post
        if card.unit:
            said["worksFor"] = {"@type": "Organization", "name": card.unit}
    text = to_json(said).decode()
    # Inside <script> only "<" can end the element or open a comment (HTML, 13.2.5.4).
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704
