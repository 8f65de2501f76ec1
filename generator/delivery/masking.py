"""Takes out of a reply what tells who it was about: the recipient, addresses, long numbers."""

from __future__ import annotations

import re

from generator.delivery.outcome import EXCERPT

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d(?:[ -]?\d){6,}")
_SCREEN = "…"


def masked(text: str, recipient: str, *, numbers: bool = True) -> str:
    """At most `EXCERPT` characters of a reply, with the recipient, mail addresses and, if asked, long numbers gone."""
    if recipient:
        text = text.replace(recipient, _SCREEN)
    text = _MAIL.sub(_SCREEN, text)
    if numbers:
        text = _NUMBER.sub(_SCREEN, text)
    # A database of text cannot hold NUL, and PostgreSQL no half of a surrogate pair.
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return text[:EXCERPT]
