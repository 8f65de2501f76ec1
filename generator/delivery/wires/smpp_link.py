"""One bound session of SMPP 3.4: asks, waits for the answer, and minds what the other side says meanwhile.

There is no thread that listens: what has arrived is read before each request and when receipts are asked for. A
session that the other side has ended shows then, and is bound anew. What it delivers to us is answered by whoever has
done with it: without an answer it is delivered again in a later session.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import time

from generator.delivery.wires.address import Address
from generator.delivery.wires.smpp_units import (
    BIND_TRANSCEIVER,
    DELIVER,
    ENQUIRE_LINK,
    HEADER,
    REPLY,
    UNBIND,
    Malformed,
    Unit,
    header,
    text,
)

_VERSION = 0x34


class NotSent(Exception):
    """The request did not leave as a whole, so it cannot have been carried out."""


class Silent(Exception):
    """The request left and no answer came."""


class BindRefused(Exception):
    """The other side does not take us; its status is the argument."""


class Link:
    """A transceiver's session. Not for several threads at once."""

    def __init__(self, address: Address, timeout: float, tls: ssl.SSLContext | None, system_type: str) -> None:
        """Connect and bind. Raises OSError, Malformed or BindRefused; nothing was submitted then."""
        self._timeout, self._sequence = timeout, 0
        self.delivered: list[tuple[int, bytes]] = []
        """What came as deliver_sm and is not yet taken from here: sequence number and body."""
        plain = socket.create_connection((address.host, address.port), timeout)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = tls.wrap_socket(plain, server_hostname=address.host) if tls else plain
            body = b"".join(map(text, (address.user, address.password, system_type)))
            try:
                answer = self.request(BIND_TRANSCEIVER, body + bytes((_VERSION, 0, 0)) + text(""))
            except (NotSent, Silent) as error:
                raise TimeoutError from error
            if answer.status:
                raise BindRefused(answer.status)
        except BaseException:
            plain.close()
            raise

    def request(self, command: int, body: bytes) -> Unit:
        """The answer to a request. Raises NotSent or Silent; the session is of no use after either."""
        self._sequence = self._sequence % 0x7FFFFFFF + 1
        until = time.monotonic() + self._timeout
        try:
            self._socket.settimeout(self._timeout)
            self._socket.sendall(Unit(command, 0, self._sequence, body).written())
        except OSError as error:
            raise NotSent from error
        try:
            while True:
                unit = self._read(until)
                if unit.sequence == self._sequence and unit.command & REPLY:
                    return unit
                self._mind(unit)
        except (OSError, Malformed) as error:
            raise Silent from error

    def listen(self) -> bool:
        """Mind what has arrived, without waiting; False if the session has ended."""
        try:
            while True:
                self._socket.settimeout(0.001)
                try:
                    begun = self._socket.recv(1)
                except (TimeoutError, ssl.SSLWantReadError):
                    return True
                if not begun:
                    return False
                self._mind(self._read(time.monotonic() + self._timeout, begun))
        except (OSError, Malformed):
            return False

    def answer(self, sequence: int) -> None:
        """Say that a deliver_sm is taken care of. A session that has ended since shows when it is next used."""
        with contextlib.suppress(OSError):
            self._socket.settimeout(self._timeout)
            self._socket.sendall(Unit(DELIVER | REPLY, 0, sequence, b"\0").written())

    def close(self) -> None:
        """Take leave and close."""
        with contextlib.suppress(NotSent, Silent):
            self.request(UNBIND, b"")
        self._socket.close()

    def drop(self) -> None:
        """Close without a word."""
        self._socket.close()

    def _mind(self, unit: Unit) -> None:
        if unit.command == DELIVER:
            self.delivered.append((unit.sequence, unit.body))
        elif unit.command in (ENQUIRE_LINK, UNBIND):
            self._socket.sendall(Unit(unit.command | REPLY, 0, unit.sequence).written())
            if unit.command == UNBIND:
                raise ConnectionError

    def _read(self, until: float, begun: bytes = b"") -> Unit:
        length, unit = header(begun + self._octets(HEADER - len(begun), until))
        return unit._replace(body=self._octets(length - HEADER, until))

    def _octets(self, count: int, until: float) -> bytes:
        read = b""
        while len(read) < count:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left)
            more = self._socket.recv(count - len(read))
            if not more:
                raise ConnectionError
            read += more
        return read
