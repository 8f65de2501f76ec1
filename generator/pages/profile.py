"""The page of one exemplar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.card import Card
from generator.edition import KINDS, Neighbour
from generator.pages.frame import Frames
from generator.pages.head import FeedLink, head
from generator.pages.markup import body_html
from generator.ready_copy import ReadyCopy
from generator.records.model import Honour, Record, Source
from generator.records.reader import RecordFile
from generator.records.settings import Office, Vocabulary

FRAME = "exemplars/frame/index.html"


class ProfilePages:
    """Stamps profiles; made once, used for every record."""

    def __init__(self, frames: Frames, office: Office, vocabulary: Vocabulary) -> None:
        self._frames = frames
        self._office = office
        self._labels = {
            "level": {term.id: term.zh for term in vocabulary.levels},
            "field": {term.id: term.zh for term in vocabulary.fields_},
            "region": {term.id: term.zh for term in vocabulary.regions},
        }

    def page(
        self,
        file: RecordFile,
        card: Card,
        copies: Sequence[ReadyCopy],
        neighbours: Sequence[Neighbour],
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
        feeds = tuple(
            FeedLink(f"feeds/field/{field}.atom", self._labels["field"][field])
            for field in card.fields
            if field in self._labels["field"]
        )
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
            whereabouts=" · ".join(part for part in (card.post, card.unit, card.region.replace("/", "")) if part),
            tags=self._tags(card),
            photo=_photo(record, card),
            monogram=card.monogram,
            honours=[_honour(honour) for honour in record.honours],
            body=body_html(file.body, numbers),
            pledges=record.pledges,
            comments=record.comments,
            sources=[_source(number, source) for number, source in enumerate(record.sources, 1)],
            corrections=record.corrections,
            copies=[
                {"id": copy.channel, "label": copy.label, "text": copy.text, "measure": measure(copy)}
                for copy in copies
            ],
            press=[{"path": f"press/{name}", "label": _download(name)} for name in press if name.endswith(".zip")],
            edit=self._edit_address(file),
            neighbours=[{"card": other.card, "why": relation(other)} for other in neighbours],
        )

    def _tags(self, card: Card) -> list[dict[str, str]]:
        given = [("level", card.level), *(("field", f) for f in card.fields), *(("region", r) for r in card.regions)]
        kind = next(term.zh for term in KINDS if term.id == card.kind)
        tags = [{"path": f"exemplars/by/kind/{card.kind}/", "label": kind}]
        return tags + [
            {"path": f"exemplars/by/{facet}/{value}/", "label": self._labels[facet][value]}
            for facet, value in given
            if value in self._labels[facet]
        ]

    def _edit_address(self, file: RecordFile) -> str:
        repository = self._office.repository
        return f"{repository.rstrip('/')}/edit/main/{file.path}" if repository else ""


def measure(copy: ReadyCopy) -> str:
    """A copy's length for people: 92 字 · 2 条短信."""
    return f"{copy.characters} 字" + (f" · {copy.parts} 条短信" if copy.parts else "")


def relation(neighbour: Neighbour) -> str:
    """Why two exemplars stand side by side."""
    words = {"unit": "同在{label}", "honour": "同获{label}", "field": "同属{label}领域"}
    return words[neighbour.relation].format(label=neighbour.label)


def _download(name: str) -> str:
    return "下载全套" if name.endswith(".zip") else name


def _photo(record: Record, card: Card) -> dict[str, str] | None:
    if not card.photo or not record.photo:
        return None
    return {
        "src": "portrait.jpg",
        "large": "portrait-large.jpg",
        "alt": record.photo.alt or record.name,
        "credit": record.photo.credit or "",
    }


def _honour(honour: Honour) -> dict[str, Any]:
    given = (honour.by, honour.document)
    revoked = ""
    if honour.revoked:
        notice = honour.revoked
        revoked = notice.notice or "，".join(part for part in (notice.by, notice.document) if part) or "已撤销"
        revoked = f"{notice.on}　{revoked}"
    return {
        "title": honour.title,
        "year": honour.on[:4] if honour.on else "",
        "detail": "　".join(part for part in given if part),
        "revoked": revoked,
    }


def _source(number: int, source: Source) -> dict[str, Any]:
    detail = "，".join(part for part in (source.publisher, source.on) if part)
    title = source.title or source.url or source.id
    return {"number": number, "title": title, "url": source.url, "detail": detail}


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
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # Inside <script> only "<" can end the element or open a comment (HTML, 13.2.5.4).
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704
