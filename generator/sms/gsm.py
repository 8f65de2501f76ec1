"""The GSM 7-bit alphabet: which texts it can write, and how many septets each character takes.

3GPP TS 23.038 (formerly GSM 03.38), clause 6.2.1 (default alphabet) and 6.2.1.1 (extension table). A character of
the extension table is written as ESC and a second septet. Code 0x09 is Ç; small ç is not in the alphabet, and
neither is the backtick.
"""

from __future__ import annotations

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""One septet each. ESC, the 128th code, is no character by itself."""

EXTENDED = frozenset("\f^{}\\[~]|€")
"""Two septets each, which stay together."""

_ALL = BASIC | EXTENDED


def writable(text: str) -> bool:
    """Whether every character of `text` stands in the alphabet or its extension table."""
    return _ALL.issuperset(text)


def septets(text: str) -> int:
    """How many septets a writable text takes."""
    return len(text) + sum(character in EXTENDED for character in text)
