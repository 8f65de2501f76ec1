"""Reads the messages that mail servers send back, and tells which delivery they speak of.

A delivery status notification is a multipart/report with a message/delivery-status (RFC 3464, 2); each recipient has
a block with `Action`, `Status` (RFC 3463) and `Diagnostic-Code`. Which delivery it was stands in `Original-Envelope-Id`
(RFC 3461, if the servers on the way know it) or in the `Message-ID` of the returned letter. `failed` is bounced,
`delivered` delivered; `delayed`, `relayed` and `expanded` say nothing final and are passed over. So is everything that
is no such report: it is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import NamedTuple

from generator.delivery.outcome import Outcome, Result
from generator.delivery.wires.redaction import excerpt

_KEY = re.compile(r"[0-9a-f]{32}\Z")
_OUR_ID = re.compile(r"<([0-9a-f]{32})@[^<>\s]+>")
_RESULTS = {"failed": Result.BOUNCED, "delivered": Result.DELIVERED}


class Bounce(NamedTuple):
    """The key of a delivery, and what became of it."""

    key: str
    outcome: Outcome


def bounces(data: bytes) -> tuple[Bounce, ...]:
    """What a message from a mailbox says of our deliveries; nothing if it is no report, or of letters not ours."""
    try:
        message = message_from_bytes(data, policy=default)
        blocks = [block for part in message.walk() for block in _blocks(part)]
        key = _key(message, blocks)
        return tuple(_told(key, blocks)) if key else ()
    except (ValueError, LookupError, AttributeError, TypeError):  # what the standard library makes of garbage
        return ()


def _blocks(part: Message) -> list[Message]:
    if part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _told(key: str, blocks: list[Message]) -> Iterator[Bounce]:
    for block in blocks:
        result = _RESULTS.get(_field(block, "Action").lower())
        if result is not None:
            recipients = [_field(block, name) for name in ("Final-Recipient", "Original-Recipient")]
            addresses = [recipient.partition(";")[2].strip() for recipient in recipients]
            status = _field(block, "Status").split(" ")[0][:12]
            yield Bounce(key, Outcome(result, status, excerpt(_field(block, "Diagnostic-Code"), addresses)))


def _key(message: Message, blocks: list[Message]) -> str:
    for block in blocks:
        if _KEY.match(_field(block, "Original-Envelope-Id")):
            return _field(block, "Original-Envelope-Id")
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers" and isinstance(part, EmailMessage):
            returned = part.get_content()
            found = re.search(r"(?im)^message-id:\s*" + _OUR_ID.pattern, returned if isinstance(returned, str) else "")
        elif part is not message:
            found = _OUR_ID.search(_field(part, "Message-ID"))
        else:
            found = None
        if found:
            return found[1]
    return ""


def _field(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())
