"""What may be sent: the exact bytes of a message, and who answers for them."""

from __future__ import annotations

import base64
import json
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.chain import seal_of
from generator.delivery.message import Attachment, Message, Purpose
from generator.delivery.states import State
from generator.delivery.writing import Writing

_LISTED = ("digest", "item", "version", "channel", "purpose", "title", "promotional", "recorded")


class Publication(NamedTuple):
    """A recorded message without its bytes. `approved_by` is "" for a draft."""

    digest: str
    item: str
    version: str
    channel: str
    purpose: Purpose
    title: str
    promotional: bool
    recorded: int
    approved_by: str


class OtherBytes(Exception):
    """A version that is in the ledger already, with other bytes."""


class Unapproved(Exception):
    """Bytes that nobody has approved are to be sent."""


def record(writing: Writing, message: Message) -> str:
    """Write a message down as a draft, unless it is there; gives its digest. Raises `OtherBytes`."""
    p = tables.publication.c
    named = (message.item, message.version, message.channel, message.purpose)
    there = writing.connection.execute(
        sa.select(p.digest).where(sa.tuple_(p.item, p.version, p.channel, p.purpose) == sa.tuple_(*named))
    ).scalar()
    digest = message.digest
    if there is None:
        writing.note(digest, "", State.DRAFT, " ".join(named), digest)
        writing.connection.execute(
            sa.insert(tables.publication).values(
                digest=digest,
                item=message.item,
                version=message.version,
                channel=message.channel,
                purpose=message.purpose,
                title=message.title,
                promotional=message.promotional,
                body=packed(message),
                recorded=writing.at,
            )
        )
    elif there != digest:
        raise OtherBytes(" ".join(named))
    return digest


def approve(writing: Writing, digest: str, who: str) -> bool:
    """Approve exactly these bytes; False if they were approved before. Raises KeyError for unknown bytes."""
    approved = approver(writing.connection, digest)
    if approved is not None:
        return False
    if not writing.connection.execute(
        sa.select(tables.publication.c.digest).where(tables.publication.c.digest == digest)
    ).scalar():
        raise KeyError(digest)
    writing.connection.execute(sa.insert(tables.approval).values(publication=digest, who=who, at=writing.at))
    writing.note(digest, State.DRAFT, State.APPROVED, "", seal_of(digest, who, writing.at))
    return True


def approver(connection: sa.Connection, digest: str) -> str | None:
    """Who approved these bytes."""
    found = sa.select(tables.approval.c.who).where(tables.approval.c.publication == digest)
    return connection.execute(found).scalar()


def publications(connection: sa.Connection, *, item: str = "", digest: str = "") -> list[Publication]:
    """What is recorded, oldest first; of one exemplar, or by a digest or its beginning."""
    p = tables.publication.c
    asked = (
        sa.select(*(p[name] for name in _LISTED), sa.func.coalesce(tables.approval.c.who, ""))
        .select_from(tables.publication.outerjoin(tables.approval))
        .order_by(p.recorded, p.digest)
    )
    if item:
        asked = asked.where(p.item == item)
    if digest:
        asked = asked.where(p.digest.startswith(digest, autoescape=True))
    return [Publication._make(row) for row in connection.execute(asked)]


def message_of(connection: sa.Connection, digest: str) -> Message:
    """The message under a digest. Raises KeyError if there is none, and ValueError if its bytes were altered."""
    body = connection.execute(
        sa.select(tables.publication.c.body).where(tables.publication.c.digest == digest)
    ).scalar()
    if body is None:
        raise KeyError(digest)
    message = unpacked(body)
    if message.digest != digest:
        raise ValueError(digest)
    return message


def packed(message: Message) -> bytes:
    """A message as bytes for the ledger."""
    told = message._asdict() | {
        "attachments": [[a.name, a.media_type, base64.b64encode(a.data).decode()] for a in message.attachments]
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(body: bytes) -> Message:
    """The message again."""
    told = json.loads(body)
    told["attachments"] = tuple(Attachment(n, kind, base64.b64decode(data)) for n, kind, data in told["attachments"])
    return Message(**told)
