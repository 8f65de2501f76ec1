"""What a phone writes back over SMPP: a deliver_sm of the default message type (SMPP 3.4, clause 5.2.12).

Data coding 8 is UTF-16 in network order, 3 is Latin-1, 0 and 1 are the centre's alphabet, of which letters and digits
stand where ASCII has them (clause 5.2.19; 3GPP TS 23.038, 6.2.1). A user data header goes before the text (TS 23.040,
9.2.3.24).
"""

from __future__ import annotations

from generator.delivery.goodbyes import says_goodbye
from generator.delivery.outcome import Goodbye
from generator.delivery.wires.smpp_text import UDH_INDICATOR
from generator.delivery.wires.smpp_units import PAYLOAD, Malformed, delivery

_TYPE = 0x3C
"""The bits of esm_class that say what a message is; 0 is one that somebody wrote."""
_ALPHABETS = {0: "ascii", 1: "ascii", 3: "latin-1", 8: "utf-16-be"}


def goodbye_of(body: bytes, number: int) -> Goodbye | None:
    """Who says in a deliver_sm that they want nothing more; None if it says something else. `number` is its own."""
    try:
        given = delivery(body)
    except Malformed:
        return None
    if given.esm_class & _TYPE or not given.source:
        return None
    octets = given.short_message or given.optional.get(PAYLOAD, b"")
    if given.esm_class & UDH_INDICATOR and octets:
        octets = octets[1 + octets[0] :]
    text = octets.decode(_ALPHABETS.get(given.data_coding, "ascii"), "replace")
    return Goodbye(given.source, number) if says_goodbye(text) else None
