"""A text as the short messages of SMPP: encoded, cut by us, and tied together again for the phone.

UCS-2 (data coding 8) is UTF-16 in network order; the GSM alphabet (data coding 0) goes one character an octet, escape
codes before those of the extension table (3GPP TS 23.038, 6.2.1). Parts are tied by a user data header of six octets
(3GPP TS 23.040, 9.2.3.24.1; esm_class 0x40), or by the sar_ parameters of SMPP 3.4, clause 5.3.2.22 to 24. Where a
text is cut is decided by `generator.sms`.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.delivery.wires.smpp_units import SAR_NUMBER, SAR_REFERENCE, SAR_TOTAL
from generator.sms.counting import count_sms

UDH_INDICATOR = 0x40
MOST_PARTS = 255
_ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61, "]": 62, "|": 64, "€": 101}
_ESCAPE = 27
CODES: dict[str, bytes] = {character: bytes((code,)) for code, character in enumerate(_ALPHABET) if code != _ESCAPE} | {
    character: bytes((_ESCAPE, code)) for character, code in _EXTENSION.items()
}
"""Every character of the GSM alphabet with its octets."""


class Part(NamedTuple):
    """One short message."""

    data_coding: int
    esm_class: int
    octets: bytes
    optional: tuple[tuple[int, bytes], ...] = ()


def parts(text: str, reference: int, international: bool = False, sar: bool = False) -> tuple[Part, ...]:
    """The short messages of a text. `reference`, 0 to 255, ties them; a text of one part has none.

    Raises ValueError for a text of more than 255 parts.
    """
    count = count_sms(text, international)
    total, coding = len(count.parts), 0 if count.encoding == "GSM-7" else 8
    if total > MOST_PARTS:
        raise ValueError(text[:0])
    made = []
    for number, piece in enumerate(count.parts, 1):
        octets = piece.encode("utf-16-be") if coding else b"".join(map(CODES.__getitem__, piece))
        if total == 1:
            made.append(Part(coding, 0, octets))
        elif sar:
            tied = (
                (SAR_REFERENCE, reference.to_bytes(2, "big")),
                (SAR_TOTAL, bytes((total,))),
                (SAR_NUMBER, bytes((number,))),
            )
            made.append(Part(coding, 0, octets, tied))
        else:
            made.append(Part(coding, UDH_INDICATOR, bytes((5, 0, 3, reference, total, number)) + octets))
    return tuple(made)
