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
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office

_FIELDS = ("name", "pinyin", "aliases", "unit", "post", "region", "level", "fields_", "honours", "summary",
           "criteria", "pledges", "comments", "events", "corrections", "sources", "updated")  # fmt: skip


def record_json(file: RecordFile, office: Office, copies: Iterable[ReadyCopy], photo: str) -> bytes:
    """index.json of one exemplar, UTF-8, keys in a fixed order."""
    record = file.value
    assert record is not None, "only sound records are published"
    address = f"{office.site_url}exemplars/{file.id}/"
    said: dict[str, Any] = {"id": file.id, "kind": file.kind, "url": address}
    said |= _given(record)
    if record.approval and record.approval.decision:
        said["decision"] = record.approval.decision.model_dump(exclude_none=True)
    if photo and record.photo:
        said["photo"] = {"url": address + photo, "alt": record.photo.alt, "credit": record.photo.credit}
    published = [cell for cell in record.publicity if cell.status == "published"]
    if published:
        said["publicity"] = [cell.model_dump(exclude_none=True) for cell in published]
    said["body"] = [
        {"kind": block.kind, "text": block.text}
        | ({"speaker": block.speaker} if block.speaker else {})
        | ({"sources": list(block.citations)} if block.citations else {})
        for block in file.blocks
    ]
    said["copy"] = {
        copy.channel: {"label": copy.label, "text": copy.text, "characters": copy.characters} for copy in copies
    }
    return to_json(said) + b"\n"


def _given(record: Record) -> dict[str, Any]:
    """The public fields that the record gives."""
    dumped = record.model_dump(include=set(_FIELDS), exclude_none=True)
    named = {("fields" if name == "fields_" else name): dumped.get(name) for name in _FIELDS}
    return {name: value for name, value in named.items() if value}


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
