"""Delivery receipts of SMPP: what became of a message, as the other side reports it by itself.

SMPP 3.4, clause 5.2.28 (message_state), 5.3.2.12 (receipted_message_id) and Appendix B, the text `id:… stat:…` that
operators write in their own ways; where the parameters are there, they count.
"""

from __future__ import annotations

import re

from generator.delivery.outcome import Outcome, Receipt, Result
from generator.delivery.wires.smpp_units import MESSAGE_STATE, RECEIPTED_MESSAGE_ID, Malformed, delivery

STATES = {2: Result.DELIVERED, 3: Result.BOUNCED, 4: Result.BOUNCED, 5: Result.BOUNCED, 8: Result.BOUNCED}
"""The states that are final."""
_WORDS = {
    "DELIVRD": Result.DELIVERED, "EXPIRED": Result.BOUNCED, "DELETED": Result.BOUNCED,
    "UNDELIV": Result.BOUNCED, "REJECTD": Result.BOUNCED,
}  # fmt: skip
_RECEIPT = re.compile(rb"id:(\S+).*?stat:([A-Z]+)", re.IGNORECASE | re.DOTALL)
_RECEIPT_CLASS = 0x04


def receipt_of(body: bytes, own: str = "") -> Receipt | None:
    """The receipt in a deliver_sm; None if it is none, or not yet final. Its parameters count before its text.

    It comes from the phone that the message went to (clause 4.6.1, source_addr); some operators leave the addresses as
    they were. `own` is our number, which is nobody's phone.
    """
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
    phone = next((number for number in (given.source, given.destination) if number and number != own), "")
    return Receipt(named.decode("ascii", "replace"), Outcome(result, said or f"{state[0]}"), phone)
