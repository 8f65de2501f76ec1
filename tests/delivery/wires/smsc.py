"""A short message centre for tests, written from the SMPP 3.4 specification alone and sharing no code with ours."""

from __future__ import annotations

import contextlib
import itertools
import socket
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.delivery.wires.messages import PHONE
from tests.delivery.wires.servers import Listener


class Submitted(NamedTuple):
    """The fields of a submit_sm (clause 4.4.1)."""

    source: str
    destination: str
    destination_ton: int
    esm_class: int
    registered_delivery: int
    data_coding: int
    octets: bytes
    optional: dict[int, bytes]


class Smsc(Listener):
    """Takes submissions. `statuses` are answered first, one a submission; then everything is taken.

    `mute_at` is the number of a submission that gets no answer; `states` maps message ids to message states; with
    `chatty`, an enquire_link and a receipt come before each answer. `named` says how it names its nth message in an
    answer. A receipt of `report` is kept until it is answered, and delivered again to every session until then.
    """

    def __init__(self) -> None:
        self.submitted: list[Submitted] = []
        self.binds: list[tuple[int, str, str, int]] = []
        self.statuses: list[int] = []
        self.bind_status, self.mute_at, self.chatty = 0, 0, False
        self.states: dict[str, int] = {}
        self.answers: list[tuple[int, int]] = []
        self.close_after_answer = False
        self.named: Callable[[int], str] = "m{}".format
        self.kept: dict[int, bytes] = {}
        self._connection: socket.socket | None = None
        self._numbers = itertools.count(1000)
        super().__init__(self._session)

    def report(self, message_id: str, said: str, phone: str = PHONE, optional: bytes = b"") -> None:
        """Report on a message, now if somebody is there."""
        self._tell(receipt(message_id, said, optional, phone=phone))

    def write_back(self, phone: str, octets: bytes, coding: int = 0, esm_class: int = 0) -> None:
        """Hand over what somebody wrote to our number, now if somebody is there."""
        self._tell(deliver(phone, octets, coding, esm_class))

    def _tell(self, unit: bytes) -> None:
        number = next(self._numbers)
        self.kept[number] = unit[:12] + struct.pack(">I", number) + unit[16:]
        if self._connection is not None:
            with contextlib.suppress(OSError):  # who was there is just leaving
                self._connection.sendall(self.kept[number])

    def _session(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        with stream:
            while head := stream.read(16):
                length, command, status, sequence = struct.unpack(">4I", head)
                body = stream.read(length - 16)
                if command & 0x80000000:
                    self.answers.append((command, status))
                    if command == 0x80000005:
                        self.kept.pop(sequence, None)
                    continue
                reply = self._answer(connection, command, body)
                if reply is None:
                    continue
                code, said = reply
                connection.sendall(struct.pack(">4I", 16 + len(said), command | 0x80000000, code, sequence) + said)
                if command == 0x09 and code == 0:
                    self._connection = connection
                    for unit in self.kept.values():
                        connection.sendall(unit)
                if command == 0x06 or (self.close_after_answer and command == 4):
                    self._connection = None
                    return

    def _answer(self, connection: socket.socket, command: int, body: bytes) -> tuple[int, bytes] | None:
        if command == 0x09:
            fields = body.split(b"\0")
            version = body[len(b"\0".join(fields[:3])) + 1]
            self.binds.append((command, fields[0].decode(), fields[1].decode(), version))
            return self.bind_status, b"smsc\0"
        if command == 0x04:
            self.submitted.append(_submitted(body))
            number = len(self.submitted)
            if number == self.mute_at:
                return None
            if self.chatty:
                connection.sendall(struct.pack(">4I", 16, 0x15, 0, 77))
                connection.sendall(receipt(f"m{number}", "DELIVRD"))
            status = self.statuses.pop(0) if self.statuses else 0
            return status, b"" if status else self.named(number).encode() + b"\0"
        if command == 0x03:
            message_id = body.split(b"\0")[0].decode()
            if message_id not in self.states:
                return 0x67, b""
            return 0, message_id.encode() + b"\0" + b"\0" + bytes((self.states[message_id], 0))
        return 0, b""


def receipt(message_id: str, said: str, optional: bytes = b"", esm_class: int = 4, phone: str = PHONE) -> bytes:
    """A deliver_sm with a receipt, its text as in Appendix B."""
    text = f"id:{message_id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:{said} err:000 text:x"
    return deliver(phone, text.encode(), 0, esm_class, optional)


def deliver(phone: str, octets: bytes, coding: int, esm_class: int, optional: bytes = b"") -> bytes:
    """A deliver_sm (clause 4.6.1)."""
    body = b"\0\1\1" + phone.encode() + b"\0" + b"\0\0" + b"10690000\0" + bytes((esm_class, 0, 0)) + b"\0\0"
    body += bytes((0, 0, coding, 0, len(octets))) + octets + optional
    return struct.pack(">4I", 16 + len(body), 0x05, 0, 99) + body


def _submitted(body: bytes) -> Submitted:
    _service, rest = body.split(b"\0", 1)
    source, rest = rest[2:].split(b"\0", 1)
    ton = rest[0]
    destination, rest = rest[2:].split(b"\0", 1)
    esm_class = rest[0]
    _schedule, rest = rest[3:].split(b"\0", 1)
    _validity, rest = rest.split(b"\0", 1)
    registered, _replace, coding, _default, length = rest[:5]
    octets, rest = rest[5 : 5 + length], rest[5 + length :]
    optional = {}
    while rest:
        tag, size = struct.unpack(">HH", rest[:4])
        optional[tag], rest = rest[4 : 4 + size], rest[4 + size :]
    return Submitted(source.decode(), destination.decode(), ton, esm_class, registered, coding, octets, optional)


@contextlib.contextmanager
def smsc() -> Iterator[Smsc]:
    running = Smsc()
    try:
        yield running
    finally:
        running.stop()
