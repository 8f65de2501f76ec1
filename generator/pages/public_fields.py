"""What of a record is public: index.json says these fields, and nothing else of the record leaves the tree.

Left out are the office's own steps (stage, checks, notice, appraisal, consent, reviews, plans): they stand in
git for the gate, not for readers. Of the publicity matrix only what was published is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json

from generator.card import Card
from generator.edition import Edition
from generator.ready_copy import ReadyCopy
from generator.records.reader import RecordFile
from generator.records.settings import Office

_FIELDS = {"name", "pinyin", "aliases", "unit", "post", "region", "level", "fields_", "honours", "summary",
           "criteria", "pledges", "comments", "events", "corrections", "sources", "updated"}  # fmt: skip


def record_json(file: RecordFile, office: Office, copies: Iterable[ReadyCopy], photo: str) -> bytes:
    """index.json of one exemplar, UTF-8, keys in a fixed order."""
    record = file.value
    assert record is not None, "only sound records are published"
    address = f"{office.site_url}exemplars/{file.id}/"
    first = {"id": file.id, "kind": file.kind, "url": address}
    rest: dict[str, Any] = {}
    if record.approval and record.approval.decision:
        rest["decision"] = record.approval.decision.model_dump(exclude_none=True)
    if photo and record.photo:
        rest["photo"] = {"url": address + photo, "alt": record.photo.alt, "credit": record.photo.credit}
    if record.publicity:
        done = [cell for cell in record.publicity if cell.status == "published"]
        rest["publicity"] = [cell.model_dump(exclude_none=True) for cell in done]
    rest["body"] = [_piece(*block) for block in file.blocks]
    rest["copy"] = {copy.channel: _copy(copy) for copy in copies}
    # The model writes its own JSON, ten times as fast as by way of a dictionary; the three objects become one.
    given = record.model_dump_json(include=_FIELDS, by_alias=True, exclude_none=True, exclude_defaults=True)
    return b",".join((to_json(first)[:-1], given[1:-1].encode(), to_json(rest)[1:])) + b"\n"


def _copy(copy: ReadyCopy) -> dict[str, Any]:
    """A channel's copy as JSON says it; of a text message also its parts, as truly cut and as billed."""
    told = {"label": copy.label, "text": copy.text, "characters": copy.characters}
    return told | {"true_parts": copy.parts, "billed_parts": copy.billed} if copy.parts else told


def _piece(kind: str, text: str, _line: int, citations: tuple[str, ...], speaker: str) -> dict[str, Any]:
    """A block of the body as JSON says it."""
    piece: dict[str, Any] = {"kind": kind, "text": text}
    if speaker:
        piece["speaker"] = speaker
    if citations:
        piece["sources"] = citations
    return piece


def card_fields(card: Card, edition: Edition) -> dict[str, Any]:
    """One exemplar's line in api/exemplars.json."""
    return {
        "id": card.id,
        "kind": card.kind,
        "url": f"{edition.office.site_url}exemplars/{card.id}/",
        "name": card.name,
        "unit": card.unit,
        "post": card.post,
        "region": card.region,
        "level": card.level,
        "fields": card.fields,
        "honours": [{"title": line.title, "on": line.on} for line in card.honours],
        "summary": card.summary,
        "updated": card.updated,
    }
