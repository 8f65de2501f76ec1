"""Real servers on this machine that say what a test wants, among it what no decent server says."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

Reply = bytes | Callable[[socket.socket, "Request"], None]


class Request(NamedTuple):
    """An HTTP request as it came over the wire; header names in small letters."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Listener:
    """Accepts connections on 127.0.0.1 and gives each to `serve` in a thread of its own."""

    def __init__(self, serve: Callable[[socket.socket], None]) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._serve, self._open, self._threads = serve, set[socket.socket](), list[threading.Thread]()
        self.connections = 0
        self._begin(self._accept)

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    def _begin(self, target: Callable[..., None], *arguments: object) -> None:
        self._threads.append(threading.Thread(target=target, args=arguments, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _address = self._listening.accept()
                self.connections += 1
                self._open.add(connection)
                self._begin(self._one, connection)

    def _one(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            self._serve(connection)
        self._open.discard(connection)


class HttpServer(Listener):
    """Answers each request with the next of `replies`, the last of them for ever. `requests` is what came."""

    def __init__(self, *replies: Reply, tls: ssl.SSLContext | None = None) -> None:
        self.replies, self.requests = list(replies), list[Request]()
        self._tls = tls
        super().__init__(self._talk if tls is None else self._talk_secretly)

    @property
    def at(self) -> str:
        return f"127.0.0.1:{self.port}"

    def _talk_secretly(self, connection: socket.socket) -> None:
        assert self._tls is not None
        with self._tls.wrap_socket(connection, server_side=True) as secured:
            self._talk(secured)

    def _talk(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        with stream:
            while request := read_request(stream):
                self.requests.append(request)
                reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
                if callable(reply):
                    reply(connection, request)
                    return
                connection.sendall(reply)
                if b"Connection: close" in reply:
                    return


def read_request(stream: object) -> Request | None:
    first = stream.readline().decode("latin-1").split()  # type: ignore[attr-defined]
    if len(first) != 3:
        return None
    headers = {}
    while line := stream.readline().decode("latin-1").strip():  # type: ignore[attr-defined]
        name, _colon, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))  # type: ignore[attr-defined]
    return Request(first[0], first[1], headers, body)


def http(status: int, body: str | bytes = b"", *headers: str) -> bytes:
    """A reply as it goes over the wire."""
    body = body.encode() if isinstance(body, str) else body
    lines = (f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers)
    return "\r\n".join((*lines, "", "")).encode() + body


def reset(connection: socket.socket, _request: object = None) -> None:
    """The connection breaks: the peer sees ECONNRESET."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang_up(_connection: socket.socket, _request: object = None) -> None:
    """An end without an answer."""


def silence(connection: socket.socket, _request: object = None) -> None:
    """No answer, until the other side gives up."""
    connection.settimeout(10)
    connection.recv(1)


def dripping(connection: socket.socket, _request: object = None) -> None:
    """An answer a byte at a time, each well within the time that a careless client waits for one."""
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 400:
        connection.sendall(bytes((byte,)))
        time.sleep(0.05)


def echo(status: int, wrap: Callable[[str], str] = str) -> Reply:
    """Says back everything it was told, as talkative gateways do in their error pages."""

    def answer(connection: socket.socket, request: Request) -> None:
        said = " ".join((request.target, *request.headers.values(), request.body.decode()))
        connection.sendall(http(status, wrap(said), "Connection: close"))

    return answer


@contextlib.contextmanager
def http_server(*replies: Reply, tls: ssl.SSLContext | None = None) -> Iterator[HttpServer]:
    server = HttpServer(*replies, tls=tls)
    try:
        yield server
    finally:
        server.stop()


def nobody() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port
