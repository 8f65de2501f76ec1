"""The news item that a newsroom's system takes: IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/).

What every item of an office says alike (language, genre, terms of use) stands in the channel's `.ninjs.json`
template, a part of an item; the rest comes from the record. The model below is the part of the standard that is used
here. It refuses every other key, as the published schema does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from generator.documents.commission import Commission, TemplateFailed
from generator.documents.dossier import Dossier
from generator.phrases import contact_line, quotation
from generator.positions import introduced, own_full_name
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.retraction import withdrawal_of

Uri = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9+.-]*:[!-~]+$")]
DateTime = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+08:00$")]
"""RFC 3339, in the time of China, for an embargo ends at midnight there."""

PubStatus = Literal["usable", "withheld", "canceled"]
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


class _Object(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )


class Standard(_Object):
    """Which standard, version and schema the item keeps to."""

    name: str = "ninjs"
    version: str = "3.1"
    schema_: str = Field(default=SCHEMA, alias="schema")


class Text(_Object):
    """A headline or description in a role."""

    role: str
    content_type: str = "text/plain"
    value: str


class Body(Text):
    """The story; `char_count` counts the characters of `value`."""

    char_count: int


class Party(_Object):
    """A person or organisation with its relation to the story."""

    name: str
    rel: str | None = None
    uri: Uri | None = None


class Place(_Object):
    """Where it happened."""

    name: str


class InfoSource(_Object):
    """Who told what the story says: publisher, title (as `literal`) and address."""

    name: str | None = None
    role: str = "source"
    uri: Uri | None = None
    literal: str | None = None


class Genre(_Object):
    """What kind of text it is, of IPTC's genre vocabulary."""

    name: str
    uri: Uri | None = None


class Rendition(_Object):
    """A file in which an associated picture is to be had."""

    name: str
    href: Uri
    content_type: str


class Picture(_Object):
    """The portrait, as an item of its own."""

    name: str = "portrait"
    uri: Uri
    type: Literal["picture"] = "picture"
    by: str | None = None
    descriptions: tuple[Text, ...] = ()
    renditions: tuple[Rendition, ...]


class NewsItem(_Object):
    """One exemplar as a news item. Only `uri` is required by the standard."""

    uri: Uri
    standard: Standard = Standard()
    type: Literal["text"] = "text"
    representation_type: Literal["full", "partial"] = "full"
    version: str | None = None
    version_created: DateTime | None = None
    pub_status: PubStatus = "usable"
    embargoed_until: DateTime | None = None
    expires: DateTime | None = None
    urgency: int | None = Field(default=None, ge=1, le=9)
    language: str | None = None
    genres: tuple[Genre, ...] = ()
    by: str | None = None
    headlines: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    bodies: tuple[Body, ...] = ()
    people: tuple[Party, ...] = ()
    organisations: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    info_sources: tuple[InfoSource, ...] = ()
    associations: tuple[Picture, ...] = ()
    copyright_holder: str | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    ed_note: str | None = None


def newsroom(commission: Commission, file: RecordFile, dossier: Dossier, office: Office) -> bytes:
    """The item as JSON; what the template says goes before what the record does not say. Raises TemplateFailed."""
    house = _house(commission.template)
    said = {name: getattr(house, name) for name in house.model_fields_set - {"uri"}}
    return as_json(_item(file, dossier, office).model_copy(update=said))


def as_json(item: NewsItem) -> bytes:
    """The bytes of an item; members without a value are left out."""
    members = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    full = {name: value for name, value in members.items() if value != []}
    return (json.dumps(full, ensure_ascii=False, indent=1) + "\n").encode()


def _house(template: Path) -> NewsItem:
    """What all items of the office say alike."""
    try:
        return NewsItem.model_validate({"uri": "about:house", **json.loads(template.read_text("utf-8"))})
    except json.JSONDecodeError as error:
        raise TemplateFailed(template, error.lineno, error.msg) from error
    except (ValidationError, TypeError) as error:
        first = error.errors(include_url=False)[0] if isinstance(error, ValidationError) else None
        said = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
        raise TemplateFailed(template, 0, said) from error


def _item(file: RecordFile, dossier: Dossier, office: Office) -> NewsItem:
    record = file.value
    assert record is not None, "documents are made of sound records"
    status = pub_status(record)
    publish = record.publish
    person = file.kind == "person"
    this = Party(name=record.name, rel="about", uri=dossier.link)
    unit = (Party(name=record.unit, rel="memberOf"),) if record.unit and not own_full_name(record) else ()
    return NewsItem(
        uri=dossier.link,
        version=str(record.updated),
        version_created=midnight(str(record.updated)),
        pub_status=status,
        embargoed_until=midnight(str(publish.start)) if publish and publish.start else None,
        expires=f"{publish.end}T23:59:59+08:00" if publish and publish.end else None,
        by=office.name,
        headlines=(Text(role="main", value=dossier.headline or introduced(record)),),
        descriptions=(Text(role="summary", value=record.summary),),
        bodies=_bodies(dossier),
        people=(this,) if person else (),
        organisations=unit if person else (this, *unit),
        places=(Place(name=record.region.replace("/", "")),) if record.region else (),
        info_sources=tuple(
            InfoSource(name=source.publisher, literal=source.title, uri=_uri(source.url)) for source in record.sources
        ),
        associations=_portrait(record, dossier) if record.photo and status == "usable" else (),
        ed_note=contact_line(office) or None,
    )


def pub_status(record: Record) -> PubStatus:
    """Whether a newsroom may use the item: an honour taken back cancels it, what is not yet named is withheld."""
    if record.stage in ("revoked", "withdrawn") or withdrawal_of(record):
        return "canceled"
    approval = record.approval
    withdrawn = approval is None or (approval.consent is not None and approval.consent.withdrawn is not None)
    return "usable" if record.stage == "named" and not withdrawn else "withheld"


def _bodies(dossier: Dossier) -> tuple[Body, ...]:
    """The whole story, who it is and the honours going before it."""
    honours = "；".join(honour.line for honour in dossier.honours)
    text = "\n".join(
        [
            dossier.lead,
            *([f"所获荣誉：{honours}。"] if honours else []),
            *(
                quotation(passage.text, passage.speaker) if passage.kind == "quotation" else passage.text
                for passage in dossier.passages
            ),
        ]
    )
    return (Body(role="main", value=text, char_count=len(text)),)


def _portrait(record: Record, dossier: Dossier) -> tuple[Picture, ...]:
    assert record.photo is not None
    address = f"{dossier.link}portrait-large.jpg"
    told = (Text(role="caption", value=record.photo.alt),) if record.photo.alt else ()
    file = Rendition(name="highres", href=address, content_type="image/jpeg")
    return (Picture(uri=address, by=record.photo.credit, descriptions=told, renditions=(file,)),)


def midnight(day: str) -> str:
    """The beginning of an ISO day in China."""
    return f"{day}T00:00:00+08:00"


def _uri(address: str | None) -> str | None:
    """An address as a URI (RFC 3986): Chinese characters and the like are percent-encoded."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~-._") if address and ":" in address else None
