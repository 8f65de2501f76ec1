"""The protocol data units of SMPP 3.4 (Short Message Peer to Peer, Issue 1.2), to and from bytes.

Clause 3.2: a header of four numbers of four octets, then fields, of which texts end with a zero octet; clause 5.3:
optional parameters as tag, length, value. Only the units that a sender needs are here.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

HEADER = 16
LONGEST_UNIT = 65_536
"""Octets; what claims to be longer is no SMPP."""

GENERIC_NACK = 0x80000000
QUERY = 0x00000003
SUBMIT = 0x00000004
DELIVER = 0x00000005
UNBIND = 0x00000006
BIND_TRANSCEIVER = 0x00000009
ENQUIRE_LINK = 0x00000015
REPLY = 0x80000000

MESSAGE_STATE = 0x0427
PAYLOAD = 0x0424
RECEIPTED_MESSAGE_ID = 0x001E
SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER = 0x020C, 0x020E, 0x020F


class Malformed(Exception):
    """Octets that are no unit of SMPP."""


class Unit(NamedTuple):
    """One unit. `status` is 0 in requests and for success (clause 5.1.3)."""

    command: int
    status: int
    sequence: int
    body: bytes = b""

    def written(self) -> bytes:
        """As octets."""
        return struct.pack(">IIII", HEADER + len(self.body), self.command, self.status, self.sequence) + self.body


class Submission(NamedTuple):
    """The fields of submit_sm (clause 4.4.1) that are not always zero."""

    source: str
    source_ton: int
    source_npi: int
    destination: str
    destination_ton: int
    esm_class: int
    registered_delivery: int
    data_coding: int
    short_message: bytes
    optional: tuple[tuple[int, bytes], ...] = ()

    def written(self) -> bytes:
        """The body of the unit."""
        return b"".join((
            text(""),
            bytes((self.source_ton, self.source_npi)), text(self.source),
            bytes((self.destination_ton, 1)), text(self.destination),  # numbering plan: ISDN (clause 5.2.6)
            bytes((self.esm_class, 0, 0)), text(""), text(""),
            bytes((self.registered_delivery, 0, self.data_coding, 0, len(self.short_message))), self.short_message,
            *(struct.pack(">HH", tag, len(value)) + value for tag, value in self.optional),
        ))  # fmt: skip


class Delivery(NamedTuple):
    """What of deliver_sm (clause 4.6.1) a receipt or an answer is read from."""

    source: str
    destination: str
    esm_class: int
    data_coding: int
    short_message: bytes
    optional: dict[int, bytes]


def text(value: str) -> bytes:
    """A C-octet string. Raises ValueError for what is not ASCII."""
    return value.encode("ascii").replace(b"\0", b"") + b"\0"


def header(octets: bytes) -> tuple[int, Unit]:
    """The length of the unit and the unit without its body."""
    length, command, status, sequence = struct.unpack(">IIII", octets)
    if not HEADER <= length <= LONGEST_UNIT:
        raise Malformed
    return length, Unit(command, status, sequence)


def take_text(body: bytes, start: int) -> tuple[str, int]:
    """A C-octet string that begins at `start`, and where the next field begins."""
    end = body.find(b"\0", start)
    if end < 0:
        raise Malformed
    return body[start:end].decode("ascii", "replace"), end + 1


def delivery(body: bytes) -> Delivery:
    """The body of deliver_sm."""
    _service, at = take_text(body, 0)
    source, at = take_text(body, at + 2)
    destination, at = take_text(body, at + 2)
    esm_class = body[at : at + 1]
    _schedule, at = take_text(body, at + 3)
    _validity, at = take_text(body, at)
    coding, length = body[at + 2 : at + 3], body[at + 4 : at + 5]
    if not esm_class or not length:
        raise Malformed
    start = at + 5
    said, optional = body[start : start + length[0]], _optional(body[start + length[0] :])
    return Delivery(source, destination, esm_class[0], coding[0], said, optional)


def _optional(octets: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while len(octets) >= 4:
        tag, length = struct.unpack(">HH", octets[:4])
        found[tag], octets = octets[4 : 4 + length], octets[4 + length :]
    return found
