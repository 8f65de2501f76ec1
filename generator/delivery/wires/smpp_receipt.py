"""Delivery receipts of SMPP: what became of a message, as the other side reports it by itself.

SMPP 3.4, clause 5.2.28 (message_state), 5.3.2.12 (receipted_message_id) and Appendix B, the text `id:… stat:…` that
operators write in their own ways; where the parameters are there, they count.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.delivery.outcome import Outcome, Result
from generator.delivery.wires.smpp_units import MESSAGE_STATE, RECEIPTED_MESSAGE_ID, Malformed, delivery

STATES = {2: Result.DELIVERED, 3: Result.BOUNCED, 4: Result.BOUNCED, 5: Result.BOUNCED, 8: Result.BOUNCED}
"""The states that are final."""
_WORDS = {
    "DELIVRD": Result.DELIVERED, "EXPIRED": Result.BOUNCED, "DELETED": Result.BOUNCED,
    "UNDELIV": Result.BOUNCED, "REJECTD": Result.BOUNCED,
}  # fmt: skip
_RECEIPT = re.compile(rb"id:(\S+).*?stat:([A-Z]+)", re.IGNORECASE | re.DOTALL)
_RECEIPT_CLASS = 0x04


class Receipt(NamedTuple):
    """What was reported of a message, by the other side's own number for it."""

    provider_id: str
    outcome: Outcome


def receipt_of(body: bytes) -> Receipt | None:
    """The receipt in a deliver_sm; None if it is none, or not yet final. Its parameters count before its text."""
    try:
        given = delivery(body)
    except Malformed:
        return None
    words = _RECEIPT.search(given.short_message)
    state = given.optional.get(MESSAGE_STATE, b"")
    named = given.optional.get(RECEIPTED_MESSAGE_ID, b"").rstrip(b"\0") or (words[1] if words else b"")
    said = words[2].decode("ascii", "replace").upper() if words else ""
    result = STATES.get(state[0]) if state else _WORDS.get(said)
    if not given.esm_class & _RECEIPT_CLASS or not named or result is None:
        return None
    return Receipt(named.decode("ascii", "replace"), Outcome(result, said or f"{state[0]}"))
