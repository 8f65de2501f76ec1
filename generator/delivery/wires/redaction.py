"""Takes addresses, tokens and recipients out of what the other side said, before anybody keeps it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, parse_qsl, quote, quote_plus, unquote, urlsplit

from generator.delivery.outcome import EXCERPT

MASK = "***"
_SHORTEST = 4
"""Shorter values are no secrets, and taking out every "1" would leave nothing to read."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_NUMBER = re.compile(r"\+?\d{7,}\Z")
_LAST_DIGITS = 11
"""A phone number is taken out with and without its country: the mainland's have eleven digits (YD/T 1138)."""


def redacted(text: str, secrets: Iterable[str]) -> str:
    """`text` without any of `secrets`, in whatever case and however they are written: percent or base64 too."""
    written = sorted({way for secret in secrets for way in _ways(secret)}, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, written)), MASK, text, flags=re.IGNORECASE) if written else text


def excerpt(said: str | bytes, secrets: Iterable[str]) -> str:
    """The beginning of a reply, at most `EXCERPT` characters in one line, without control characters and secrets."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(_CONTROL.sub(" ", redacted(text, secrets)).split())[:EXCERPT]


def secrets_of(address: str) -> tuple[str, ...]:
    """What of an address must never be repeated: host, user, password, long parts of its path, values of its query.

    An address that is none, such as a name or a folder, is a secret as a whole.
    """
    try:
        parts = urlsplit(address)
        return tuple(dict.fromkeys((address, *_parts(parts))))
    except ValueError:
        return (address,)


def _parts(parts: SplitResult) -> Iterator[str]:
    yield from (unquote(part) for part in (parts.username, parts.password, parts.hostname) if part)
    yield parts.netloc.rpartition("@")[2]
    yield from (unquote(step) for step in parts.path.split("/") if len(step) >= 2 * _SHORTEST)
    yield from (value for _name, value in parse_qsl(parts.query))


def _ways(secret: str) -> Iterator[str]:
    if len(secret) < _SHORTEST:
        return
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield base64.b64encode(secret.encode()).decode().rstrip("=")
    if _NUMBER.match(secret):
        yield secret.lstrip("+")[-_LAST_DIGITS:]
