"""Finds numbers that identify a private person, and hides their middle.

site/assets/private-number.js is its other half, for the form of the nomination page; a test holds both to the same
random texts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－＋\u3000\u00a0\u2010\u2011\u2013", "0123456789Xx-+  ---")
_WIDE_SIGNS = "０１２３４５６７８９Ｘｘ－\u3000\u00a0\u2010\u2011\u2013"
_TO_ZERO = bytes(0x30 if 0x30 <= byte <= 0x39 else byte for byte in range(256))
_SHORTEST = b"0" * 11
# An address ends at the signs that it cannot hold (RFC 3986, 2), such as the quotation mark of JSON.
_URL = re.compile(r"https?://[!#-;=?-\[\]_A-Za-z~]+")
_GROUP = re.compile(r"(?<![A-Za-z0-9_])[0-9]+[Xx]?(?![A-Za-z0-9_])")
_MEASURED = re.compile(r"[ \t\n]?(?:[多余]?[元吨斤亩株棵米]|千瓦|立方|\.[0-9])")
_MOST_DIGITS = 19
_MOBILE = re.compile(r"(?:(?:00)?86)?(1[3-9][0-9]{9})\Z")
_MOBILE_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5)}
_CARD = re.compile(r"(?:62|[345])[0-9]+\Z")
_CARD_LENGTHS = range(16, 20)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_YEARS = range(1800, 2200)


class Number(NamedTuple):
    """A number found: where it stands in the text (characters, end exclusive) and how it may be shown."""

    kind: Literal["identity", "mobile", "card"]
    start: int
    end: int
    masked: str


def private_numbers(text: str) -> list[Number]:
    """The identity card, mobile and bank card numbers of `text`, in order, none overlapping."""
    if any(sign in text for sign in _WIDE_SIGNS):
        text = text.translate(_WIDE)
    if not _may_hold(text):
        return []
    if "://" in text:
        text = _URL.sub(lambda url: " " * 2 + "." * (len(url[0]) - 2), text)
    return list(_found(text, [match.span() for match in _GROUP.finditer(text)]))


def masked(text: str) -> str:
    """`text` with the middle of every such number hidden, as long as before."""
    for number in private_numbers(text):
        text = text[: number.start] + number.masked + text[number.end :]
    return text


def _may_hold(text: str) -> bool:
    """A fast no: most files have no eleven digits in a row, spaces and hyphens not counted."""
    if not _long(text):
        return False
    # Mostly it was the long number of a web address: look again without the addresses.
    return "://" not in text or _long(_URL.sub(".", text))


def _long(text: str) -> bool:
    return _SHORTEST in text.encode("ascii", "replace").translate(_TO_ZERO, b" -")


def _found(text: str, groups: list[tuple[int, int]]) -> Iterator[Number]:
    """Numbers made of one group of digits or of several with one space or hyphen between."""
    reached = 0
    for first, (start, end) in enumerate(groups):
        if start < reached:
            continue
        digits = text[start:end]
        sizes: tuple[int, ...] = (end - start,)
        best = _kind(digits, sizes, text, end)
        last = end
        for following, stop in groups[first + 1 :]:
            if len(digits) >= _MOST_DIGITS or following != end + 1 or text[end] not in " -":
                break
            digits, sizes, end = digits + text[following:stop], (*sizes, stop - following), stop
            if kind := _kind(digits, sizes, text, end):
                best, last = kind, end
        if best:
            reached = last
            yield Number(best, start, last, _hidden(text[start:last]))


def _kind(digits: str, sizes: tuple[int, ...], text: str, end: int) -> Literal["identity", "mobile", "card"] | None:
    if len(digits) == 18 and min(sizes) >= 3 and is_identity(digits):
        return "identity"
    if len(digits) <= 15:
        found = _MOBILE.match(digits)
        bare = sizes[1:] if found and sizes[0] <= 4 and digits[: sizes[0]] in ("86", "0086") else sizes
        if found and len(bare) == 1:
            bare = (11,)
        return "mobile" if found and bare in _MOBILE_GROUPS and not _MEASURED.match(text, end) else None
    spaced_as_card = min((*sizes[:-1], 4)) >= 4
    if len(digits) in _CARD_LENGTHS and spaced_as_card and _CARD.match(digits) and is_luhn(digits):
        return "card"
    return None


def is_identity(digits: str) -> bool:
    """Whether 18 characters are a citizen's number: a real date and the check digit of GB 11643-1999."""
    if not digits[:17].isdigit() or int(digits[6:10]) not in _YEARS:
        return False
    try:
        datetime.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == digits[17].upper()


def is_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _hidden(number: str) -> str:
    return number[:3] + "*" * (len(number) - 5) + number[-2:]
