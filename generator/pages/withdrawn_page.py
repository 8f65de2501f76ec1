"""What stands where the profile of an exemplar stood that was taken down: a short notice, for people and programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic_core import to_json

from generator.artifact import Artifact, key_of
from generator.edition import Edition
from generator.pages.frame import Frames
from generator.pages.head import FeedLink, head
from generator.records.settings import Office
from generator.retraction import Revoked
from generator.withdrawn import Gone

FRAME = "exemplars/withdrawn/index.html"


def withdrawn_pages(frames: Frames, edition: Edition, basis: str) -> Iterator[Artifact]:
    """index.html and index.json of everybody who was taken down, and the list of them all."""
    office = edition.office
    for gone in edition.withdrawn:
        folder, key = f"exemplars/{gone.id}/", key_of((basis, gone.face))
        yield Artifact(f"{folder}index.html", key, lambda gone=gone: _page(frames, office, gone))  # type: ignore[misc]
        yield Artifact(f"{folder}index.json", key, lambda gone=gone: to_json(gone_fields(gone, office)) + b"\n")  # type: ignore[misc]
    listed = key_of((basis, *(gone.face for gone in edition.withdrawn)))
    yield Artifact("api/withdrawn.json", listed, lambda: _list(edition))


def _page(frames: Frames, office: Office, gone: Gone) -> bytes:
    said = gone.said
    feeds = (FeedLink("feeds/corrections.atom", "更正与撤下"),)
    path = f"exemplars/{gone.id}/index.html"
    page = head(office, path, said.title, "".join(said.sentences), feeds=feeds, json="index.json", noindex=True)
    return frames.stamp(
        FRAME,
        page=page._replace(canonical=""),  # an address that nobody shall look for
        name=gone.name,
        heading=said.title,
        sentences=said.sentences,
        revoked=gone.revoked,
    )


def gone_fields(gone: Gone, office: Office) -> dict[str, Any]:
    """What data files say of an exemplar that was taken down."""
    said = gone.said
    fields: dict[str, Any] = {
        "id": gone.id,
        "url": f"{office.site_url}exemplars/{gone.id}/",
        "status": "revoked" if gone.name else "withdrawn",
        "updated": gone.updated,
        "title": said.title,
        "notice": said.sentences,
    }
    if gone.name:
        fields["name"] = gone.name
        fields["honours"] = [_honour(honour) for honour in gone.revoked]
    return fields


def _honour(honour: Revoked) -> dict[str, Any]:
    told = {"on": honour.on, "by": honour.by, "document": honour.document, "notice": honour.notice}
    return {"title": honour.title, "revoked": {name: text for name, text in told.items() if text}}


def _list(edition: Edition) -> bytes:
    said = {
        "generator": "exemplar-kb",
        "office": edition.office.name,
        "count": len(edition.withdrawn),
        "withdrawn": [gone_fields(gone, edition.office) for gone in edition.withdrawn],
    }
    return to_json(said) + b"\n"
