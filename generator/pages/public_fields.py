"""What of a record is public: index.json says these fields, and nothing else of the record leaves the tree.

Left out are the office's own steps (stage, checks, notice, appraisal, consent, reviews, plans): they stand in
git for the gate, not for readers. Of the publicity matrix only what was published is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic_core import to_json

from generator.card import Card
from generator.edition import Edition
from generator.ready_copy import ReadyCopy
from generator.records.reader import RecordFile
from generator.records.settings import Office

Audience = Literal["public", "office", "published"]
AUDIENCES: dict[str, Audience] = {
    **dict.fromkeys(("name", "pinyin", "aliases", "unit", "post", "region", "level", "fields"), "public"),
    **dict.fromkeys(("honours.title", "honours.by", "honours.on", "honours.document"), "public"),
    **dict.fromkeys((f"honours.revoked.{name}" for name in ("on", "by", "document", "notice")), "public"),
    **dict.fromkeys(("summary", "criteria", "photo.alt", "photo.credit", "copy", "updated"), "public"),
    "photo.file": "office",  # the pictures of the pages have names of their own
    "stage": "office",
    **dict.fromkeys(("approval.basis", "approval.minor"), "office"),
    **dict.fromkeys((f"approval.consent.{name}" for name in ("on", "scope", "withdrawn", "guardian")), "office"),
    **dict.fromkeys((f"approval.checks.{name}" for name in ("by", "result", "on", "until")), "office"),
    **dict.fromkeys((f"approval.notice.{name}" for name in ("from", "to", "objections")), "office"),
    **dict.fromkeys(("approval.appraisal.result", "approval.appraisal.on"), "office"),
    **dict.fromkeys((f"approval.decision.{name}" for name in ("number", "by", "on")), "public"),
    **dict.fromkeys(("publish.from", "publish.until"), "public"),  # newsroom.json tells editors when they may print
    **dict.fromkeys(("reviews.on", "reviews.by", "reviews.result"), "office"),
    **dict.fromkeys((f"publicity.{name}" for name in ("channel", "level", "outlet", "planned")), "published"),
    **dict.fromkeys((f"publicity.{name}" for name in ("status", "on", "url")), "published"),
    **dict.fromkeys((f"sources.{name}" for name in ("id", "title", "publisher", "on", "url")), "public"),
    **dict.fromkeys(("pledges.on", "pledges.text", "pledges.kept"), "public"),
    **dict.fromkeys(("comments.on", "comments.by", "comments.text"), "public"),
    **dict.fromkeys(("events.on", "events.title", "events.place"), "public"),
    **dict.fromkeys((f"corrections.{name}" for name in ("on", "field", "was", "now", "reason")), "public"),
}
"""Who may read each field of a public record: everybody, the office alone, or everybody once an entry was published.

A test holds it against the model: a new field fails until somebody decides. Nothing of a record that is not public is
told to anybody.
"""
_APART = {"photo", "approval", "publish", "publicity", "copy"}
"""What index.json says in a form of its own, or leaves to other files."""
_FIELDS = {name.partition(".")[0] for name, audience in AUDIENCES.items() if audience == "public"} - _APART
_FIELDS = _FIELDS - {"fields"} | {"fields_"}  # as the model calls it


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
