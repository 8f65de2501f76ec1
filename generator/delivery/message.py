"""What is handed to an outlet: finished bytes under one key. Nothing in it is made or changed on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Literal, NamedTuple

Purpose = Literal["publish", "correct", "retract"]
"""Why something is sent: it is news, it puts right what was sent, or it takes it back."""


class Attachment(NamedTuple):
    """A file that goes along, under the name that a reader sees."""

    name: str
    media_type: str
    data: bytes


class Message(NamedTuple):
    """One version of one channel's copy of one exemplar, ready to be sent.

    `text` is the exact copy that was approved; `html` the same for readers of e-mail, or "". `promotional` text
    messages keep quiet hours and carry opt-out words, which already stand in `text`.
    """

    item: str
    version: str
    channel: str
    purpose: Purpose
    title: str
    text: str
    html: str = ""
    link: str = ""
    attachments: tuple[Attachment, ...] = ()
    promotional: bool = False

    @property
    def digest(self) -> str:
        """A name for the exact bytes: an approval is bound to it."""
        digest = hashlib.blake2b(digest_size=16)
        said = (self.item, self.version, self.channel, self.purpose, self.title, self.text, self.html, self.link)
        for part in (*said, str(self.promotional)):
            _fed(digest, part.encode())
        for attachment in self.attachments:
            for data in (attachment.name.encode(), attachment.media_type.encode(), attachment.data):
                _fed(digest, data)
        return digest.hexdigest()


def _fed(digest: hashlib.blake2b, data: bytes) -> None:
    digest.update(len(data).to_bytes(8, "big"))  # else "ab" + "c" would be "a" + "bc"
    digest.update(data)


def key_of_delivery(item: str, version: str, channel: str, outlet: str, recipient: str, purpose: Purpose) -> str:
    """The one name of a delivery: 32 hexadecimal digits.

    It is the ledger's primary key, the engine's name of the work, the Message-ID of an e-mail, the Idempotency-Key
    of a webhook and the reference that a gateway is asked by. `recipient` is the hash that the ledger gives it
    (`queueing.hash_of_recipient`): a key made of a bare telephone number could be undone by trying them all.
    """
    return keys_of_deliveries(item, version, channel, outlet, purpose)(recipient)


def keys_of_deliveries(
    item: str, version: str, channel: str, outlet: str, purpose: Purpose | str
) -> Callable[[str], str]:
    """The keys of many deliveries that differ in their recipient only: hashes once what they share."""
    shared = hashlib.blake2b(digest_size=16, person=b"exemplar-send")
    for part in (item, version, channel, outlet):
        _fed(shared, part.encode())
    last = purpose.encode()

    def key_of(recipient: str) -> str:
        digest = shared.copy()
        _fed(digest, recipient.encode())
        _fed(digest, last)
        return digest.hexdigest()

    return key_of
