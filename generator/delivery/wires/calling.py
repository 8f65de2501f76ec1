"""One HTTP/1.1 request, so made that it is known whether any of it was sent.

The standard library's http.client, because it lets the steps be seen apart: as long as no connection stands, nothing
was sent, and the result is temporary; from the first byte of the request on, a failure leaves it unknown. Redirects
are not followed (a token would travel to a stranger), proxies of the environment are not used, bodies are read up to
64 KB, certificates are verified, and the whole exchange ends after its time, however slowly bytes trickle in.

A connection is kept for the next request if the server agrees (RFC 9112, 9.3) and is looked at before it is used
again, since a server may close it at any time; where that race is lost, the result is unknown.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import selectors
import socket
import ssl
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.delivery.outcome import Outcome, Result
from generator.delivery.wires.address import Address

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from Python 3.12

LONGEST_REPLY = 65_536
"""Bytes of a reply that are read."""


class Reply(NamedTuple):
    """What came back: header names are in small letters, and `whole` tells whether `body` is all of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool


class Caller:
    """Calls one server. Several threads may use it at once: each has a connection to itself."""

    def __init__(self, address: Address, timeout: float, tls: ssl.SSLContext | None, keep: bool = True) -> None:
        self._address, self._timeout, self._keep = address, timeout, keep
        self._tls = tls if address.scheme == "https" else None
        self._idle: list[_Link] = []

    def call(
        self, body: bytes, headers: Mapping[str, str], target: str | None = None, method: str = "POST"
    ) -> Reply | Outcome:
        """The reply, or why there is none. `target` is path and query if they are not those of the address."""
        try:
            link = self._rested() or _Link(self._address, self._timeout, self._tls)
        except (OSError, UnicodeError) as error:
            return Outcome(Result.TEMPORARY, _kind(error))
        link.wire.until = time.monotonic() + self._timeout
        try:
            # It may have answered without reading all of a body that it does not want.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError, ConnectionAbortedError):
                link.request(method, target or self._address.target, body, dict(headers))
        except (
            ValueError,
            http.client.InvalidURL,
        ):  # a header or an address that cannot be written; headers leave together, so none has
            link.close()
            return Outcome(Result.REFUSED, "not-writable")
        except (OSError, http.client.HTTPException) as error:
            link.close()
            return Outcome(Result.UNKNOWN, _kind(error))
        try:
            response = link.getresponse()
            if link.wire.ended:  # http.client takes half a head for a whole one
                response.close()
                raise ConnectionResetError
        except (OSError, http.client.HTTPException) as error:
            link.close()
            return Outcome(Result.UNKNOWN, _kind(error))
        said, whole = _body(response)
        if whole and self._keep and response.isclosed() and not response.will_close:
            self._idle.append(link)
        else:
            response.close()
            link.close()
        return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, said, whole)

    def close(self) -> None:
        """Let go of kept connections."""
        while self._idle:
            self._idle.pop().close()

    def _rested(self) -> _Link | None:
        """A kept connection on which nothing has happened; a server that closed it has made it readable."""
        while self._idle:
            try:
                link = self._idle.pop()
            except IndexError:  # Another thread was faster.
                return None
            if link.wire.quiet():
                return link
            link.close()
        return None


def _body(response: http.client.HTTPResponse) -> tuple[bytes, bool]:
    try:
        said = response.read(LONGEST_REPLY + 1)
    except (OSError, http.client.HTTPException):
        return b"", False
    return said[:LONGEST_REPLY], len(said) <= LONGEST_REPLY and not response.length


def _kind(error: Exception) -> str:
    """A failure in one word of our own; what the system says of it may repeat the address."""
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (ssl.SSLCertVerificationError, "certificate"),
        (ssl.SSLError, "tls"),
        (socket.gaierror, "name"),
        (UnicodeError, "name"),
        (TimeoutError, "timeout"),
        (ConnectionRefusedError, "connection-refused"),
        (http.client.RemoteDisconnected, "disconnected"),
        (ConnectionError, "disconnected"),
        (http.client.HTTPException, "not-http"),
    )
    return next((word for kind, word in kinds if isinstance(error, kind)), "network")


class _Link(http.client.HTTPConnection):
    """A connection that stands from the moment it is made, and gives up at a moment that is set."""

    auto_open = 0

    def __init__(self, address: Address, timeout: float, tls: ssl.SSLContext | None) -> None:
        standard = 443 if tls else 80
        super().__init__(address.host, address.port, timeout)
        self.default_port = standard  # so that the Host header names a port only where it must
        plain = socket.create_connection((address.host, address.port), timeout)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.wire = _Wire(tls.wrap_socket(plain, server_hostname=address.host) if tls else plain)
        except BaseException:
            plain.close()
            raise
        self.sock = self.wire  # http.client asks of it only what _Wire has


class _Wire:
    """As much of a socket as http.client needs, with one end of time for all that is sent and read."""

    def __init__(self, plain: socket.socket) -> None:
        self._plain, self._readers, self._closed = plain, 0, False
        self.until, self.ended = 0.0, False

    def hurry(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._plain.settimeout(left)

    def quiet(self) -> bool:
        with selectors.DefaultSelector() as looking:
            looking.register(self._plain, selectors.EVENT_READ)
            return not looking.select(0)

    def sendall(self, data: bytes) -> None:
        self.hurry()
        self._plain.sendall(data)

    def read_into(self, buffer: Buffer) -> int:
        self.hurry()
        count = self._plain.recv_into(buffer)
        self.ended = not count
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        self._readers += 1
        return io.BufferedReader(_Reader(self))

    def left(self) -> None:
        """A reader has gone; http.client may close the socket before the response is read."""
        self._readers -= 1
        self._end()

    def close(self) -> None:
        self._closed = True
        self._end()

    def _end(self) -> None:
        if self._closed and not self._readers:
            self._plain.close()


class _Reader(io.RawIOBase):
    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        return self._wire.read_into(buffer)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._wire.left()
