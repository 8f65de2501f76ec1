"""Counts a text as SMS: its encoding, its length, its parts, and how many messages an operator bills.

Mainland: every character counts one, ASCII and the signature with its 【】 too; up to 70 are one message, beyond
that each part carries 67 (the mainland operators' price lists). International: 160 septets or 153 a part in the
GSM alphabet, otherwise 70 or 67 in UCS-2 (3GPP TS 23.040, clause 9.2.3.24.1: six octets of header for an 8-bit
reference, seven for a 16-bit one, which leaves 152 or 66).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from generator.sms.gsm import septets, writable
from generator.sms.parts import code_units, cut

Encoding = Literal["GSM-7", "UCS-2"]
_SINGLE: dict[Encoding, int] = {"GSM-7": 160, "UCS-2": 70}
_PART: dict[tuple[Encoding, int], int] = {
    ("GSM-7", 8): 153, ("GSM-7", 16): 152, ("UCS-2", 8): 67, ("UCS-2", 16): 66,
}  # fmt: skip


class Count(NamedTuple):
    """A text as SMS.

    `characters` is its length as it is charged: UTF-16 code units in UCS-2, septets in GSM-7. `parts` are the
    texts that travel, whole when joined; `true_parts` is their number. `billed_parts` is what the operator's
    formula says, which in the mainland knows nothing of where a text can be cut.
    """

    encoding: Encoding
    characters: int
    parts: tuple[str, ...]
    true_parts: int
    billed_parts: int

    @property
    def messages(self) -> int:
        """The larger of the two numbers: what to reckon with."""
        return max(self.true_parts, self.billed_parts)


@lru_cache(maxsize=64)
def count_sms(text: str, international: bool = False, reference_bits: Literal[8, 16] = 8) -> Count:
    """Count `text` as it stands, signature and opt-out words included; an empty text is one message.

    `reference_bits` is the width of the number that ties parts together; gateways with heavy traffic use 16.
    """
    encoding: Encoding = "GSM-7" if international and writable(text) else "UCS-2"
    measure = septets if encoding == "GSM-7" else code_units
    characters = measure(text) if text else 0
    size = _PART[encoding, reference_bits]
    parts = (text,) if characters <= _SINGLE[encoding] else cut(text, size, measure)
    billed = len(parts) if international else 1 if characters <= _SINGLE[encoding] else -(-characters // size)
    return Count(encoding, characters, parts, len(parts), billed)
