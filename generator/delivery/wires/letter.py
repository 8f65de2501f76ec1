"""The letter that an editor opens: the copy as text and HTML, the press kit attached.

RFC 5322 with RFC 2047 for Chinese subjects, RFC 2231 for the names of attachments, RFC 6532 where an address itself
is not ASCII. All bodies are base64, so nothing on the way has cause to touch them. `Message-ID` is the delivery's key,
the same for each attempt; `Auto-Submitted` (RFC 3834) keeps absence notes away; promotional copy carries
`List-Unsubscribe` (RFC 2369), without the one click of RFC 8058, which needs an address for each recipient.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import NamedTuple

from generator.delivery.message import Attachment, Message

_ADDRESS = re.compile(r"""[^\s<>@,;:"\\()\[\]]+@(?:[^\s<>@,;:"\\()\[\].]+\.)*[^\s<>@,;:"\\()\[\].]+\Z""")
_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


class Sender(NamedTuple):
    """Who writes: the address, the name beside it, and how a reader says that they want no more."""

    address: str
    name: str = ""
    unsubscribe: str = ""

    @property
    def domain(self) -> str:
        """The host of the office, in ASCII."""
        return self.address.rpartition("@")[2].encode("idna").decode()


def mailbox(text: str) -> str:
    """An address such as name@host with its host in ASCII; "" if it is not one, or would smuggle in a header."""
    text = text.strip()
    if not _ADDRESS.match(text):
        return ""
    local, _at, host = text.rpartition("@")
    try:
        return f"{local}@{host.encode('idna').decode()}"
    except UnicodeError:
        return ""


def letter(key: str, message: Message, sender: Sender, recipient: str, now: datetime) -> EmailMessage:
    """One letter to one recipient. `sender.address` and `recipient` are mailboxes."""
    plain = sender.address.isascii() and recipient.isascii()
    made = EmailMessage(policy=(SMTP if plain else SMTPUTF8).clone(max_line_length=76))
    name, _at, host = sender.address.rpartition("@")
    made["From"] = Address(_line(sender.name).replace('"', ""), name, host)
    made["To"] = recipient
    made["Subject"] = _line(message.title)
    made["Date"] = now
    made["Message-ID"] = f"<{key}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    if message.promotional and sender.unsubscribe:
        made["List-Unsubscribe"] = f"<{sender.unsubscribe}>"
    made.set_content(message.text, cte="base64")
    if message.html:
        made.add_alternative(message.html, subtype="html", cte="base64")
    for attachment in message.attachments:
        _attach(made, attachment)
    return made


def _attach(made: EmailMessage, attachment: Attachment) -> None:
    main, _slash, sub = attachment.media_type.partition(";")[0].strip().partition("/")
    parameters = {"charset": "utf-8"} if main == "text" and _is_utf8(attachment.data) else {}
    if not sub or main in ("multipart", "message"):  # which base64 may not carry (RFC 2046, 5.1 and 5.2)
        main, sub = "application", "octet-stream"
    made.add_attachment(
        attachment.data, maintype=main, subtype=sub, filename=_line(attachment.name), params=parameters, cte="base64"
    )


def _line(text: str) -> str:
    """A header is one line."""
    return _LINE_BREAKS.sub(" ", text).strip()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
