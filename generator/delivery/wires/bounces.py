"""Reads the messages that mail servers send back, and tells which delivery they speak of.

A delivery status notification is a multipart/report with a message/delivery-status (RFC 3464, 2); each recipient has
a block with `Action`, `Status` (RFC 3463) and `Diagnostic-Code`. Which delivery it was stands in `Original-Envelope-Id`
(RFC 3461, if the servers on the way know it) or in the `Message-ID` of the returned letter. `failed` is bounced,
`delivered` delivered; `delayed`, `relayed` and `expanded` say nothing final and are passed over. Everything that is no
such report is for a person.

A report is not signed. Who wants to forge one needs the key, which stands in the letter alone: so a recipient can say
of their own letter that it came back, and nobody else can.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import NamedTuple

from generator.delivery.outcome import Outcome, Result
from generator.delivery.wires.redaction import excerpt

DEAD = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
"""The statuses of RFC 3463, 3.2 (and 5.1.10 of RFC 7505) that speak of the address and not of this letter: no such
mailbox, no such system, no address at all, moved away, takes no mail. A full mailbox or a filter is none of them."""
_KEY = re.compile(r"[0-9a-f]{32}\Z")
_OUR_ID = re.compile(r"<([0-9a-f]{32})@[^<>\s]+>")
_RESULTS = {"failed": Result.BOUNCED, "delivered": Result.DELIVERED}


class Bounce(NamedTuple):
    """What became of a delivery, and the addresses that the report names for its recipient."""

    outcome: Outcome
    addresses: tuple[str, ...]

    @property
    def dead(self) -> bool:
        """Whether the report says that there is no such address."""
        return self.outcome.result is Result.BOUNCED and self.outcome.code in DEAD


class Report(NamedTuple):
    """A report of one of our letters: the key of the delivery, and what is final in it.

    `name` is 16 hexadecimal digits, the same however often and by whichever way the same report is fetched.
    """

    key: str
    name: str
    bounces: tuple[Bounce, ...]


def report_of(data: bytes) -> Report | None:
    """What a message from a mailbox says of a delivery; None if it is no report, or of letters not ours."""
    try:
        message = message_from_bytes(data, policy=default)
        blocks = [block for part in message.walk() for block in _blocks(part)]
        key = _key(message, blocks) if blocks else ""
        return Report(key, _name(message, blocks), tuple(_told(blocks))) if key else None
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):  # what garbage does to the library
        return None


def _blocks(part: Message) -> list[Message]:
    if part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _told(blocks: list[Message]) -> Iterator[Bounce]:
    for block in blocks:
        result = _RESULTS.get(_field(block, "Action").lower())
        if result is not None:
            recipients = [_field(block, name) for name in ("Final-Recipient", "Original-Recipient")]
            addresses = [recipient.partition(";")[2].strip() for recipient in recipients]
            status = _field(block, "Status").split(" ")[0][:12]
            said = excerpt(_field(block, "Diagnostic-Code"), addresses)
            yield Bounce(Outcome(result, status, said), tuple(address for address in addresses if address))


def _name(message: Message, blocks: list[Message]) -> str:
    """Made of what no server and no fetch tool on the way rewrites: they add headers and change line ends."""
    said = [_field(message, "Message-ID"), _field(message, "Date")]
    said += [f"{name.lower()}: {_field(block, name)}" for block in blocks for name in block]
    return hashlib.blake2b("\n".join(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


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
