"""Three made-up outlets on this machine that count what they get: one knows keys, one can be asked, one is a robot.

Run as a program it prints its port and serves until it is ended. They misbehave now and then, as outlets do: no
time (503), no answer though the message was taken, an answer that comes late.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result

KINDS = {"webhook": Doubt.REPEATABLE, "sms": Doubt.ASKABLE, "robot": Doubt.PERSON}


class Luck(Enum):
    """What becomes of a message: it is taken, it is not taken for want of time, or it is taken without a word."""

    GOOD = "good"
    BUSY = "busy"
    MUTE = "mute"


class Sink(ThreadingHTTPServer):
    """Counts what arrives, by outlet and key."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        trouble: float = 0.0,
        slow: float = 0.0,
        handler: type[BaseHTTPRequestHandler] | None = None,
        kinds: Mapping[str, Doubt] = KINDS,
    ) -> None:
        super().__init__(("127.0.0.1", 0), handler or Handler)
        self.trouble, self.slow, self.chance = trouble, slow, random.Random(1)
        self.kinds = kinds
        self.lock = threading.Lock()
        self.arrived: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
        self.taken: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}

    def report(self) -> dict[str, Any]:
        """What arrived, and what of it was taken: an outlet that knows keys takes none twice."""
        return {"arrived": self.arrived, "taken": self.taken}

    def luck(self) -> Luck:
        """What becomes of the next message."""
        with self.lock:
            dice = self.chance.random()
        return Luck.BUSY if dice < self.trouble else Luck.MUTE if dice < 2 * self.trouble else Luck.GOOD

    def dawdle(self) -> None:
        """Let the answer wait a little, as outlets do."""
        with self.lock:
            slow = self.chance.random()
        time.sleep(slow * self.slow)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def handle_error(self, *_arguments: Any) -> None:
        """Clients that are killed leave broken connections; that is what the test is about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Sink

    def do_POST(self) -> None:
        kind, key = self.path.strip("/"), self.headers["Idempotency-Key"]
        if self.body() is not None:
            self.count(kind, key, {"code": "0"})

    def body(self) -> bytes | None:
        """What was sent; None if the sender died in the middle, so that nothing is taken."""
        length = int(self.headers["Content-Length"])
        said = self.rfile.read(length)
        return None if len(said) < length else said

    def count(
        self,
        kind: str,
        key: str,
        answer: object,
        busy: tuple[int, object] = (503, {}),
        take: Callable[[], None] | None = None,
    ) -> None:
        """Take it, or have no time and say `busy`, or never answer. `take` is done instead of counting it as taken."""
        luck = self.server.luck()
        if luck is Luck.BUSY:
            self.reply(*busy)
            return
        with self.server.lock:
            self.server.arrived[kind][key] += 1
            known = self.server.kinds[kind] is Doubt.REPEATABLE and self.server.taken[kind][key]
            if take is None and not known:
                self.server.taken[kind][key] += 1
        if take is not None:
            take()
        self.server.dawdle()
        if luck is Luck.MUTE:
            self.close_connection = True
            return
        self.reply(200, answer)

    def do_GET(self) -> None:
        if self.path == "/report":
            with self.server.lock:
                told = self.server.report()
            self.reply(200, told)
            return
        kind, _slash, key = self.path.strip("/").partition("/")
        with self.server.lock:
            known = self.server.taken[kind][key]
        self.reply(200 if known else 404, {})

    def reply(self, status: int, told: object) -> None:
        self.answer(status, json.dumps(told).encode())

    def answer(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: Any) -> None:
        """Not a line each."""


class ToSink:
    """A transport to one of the three, honest about what it knows."""

    def __init__(self, port: int, kind: str) -> None:
        self.doubt = KINDS[kind]
        self.certain_after, self.certain_until = 0.0, 3600.0
        self._kind, self._port = kind, port
        self._connection: HTTPConnection | None = None

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        """Send once."""
        try:
            if self._connection is None:
                self._connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
                self._connection.connect()
        except OSError:
            self.close()
            return Outcome(Result.TEMPORARY, "no connection")
        try:
            body = message.text.encode()
            self._connection.request("POST", f"/{self._kind}", body, {"Idempotency-Key": key})
            with self._connection.getresponse() as response:
                response.read()
                status = response.status
        except (OSError, HTTPException):
            self.close()
            return Outcome(Result.UNKNOWN, "no answer", f"no answer about {recipient}")
        return Outcome(Result.ACCEPTED if status == 200 else Result.TEMPORARY, str(status))

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        """Whether it arrived."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request("GET", f"/{self._kind}/{key}")
            return Outcome(Result.ACCEPTED) if connection.getresponse().status == 200 else None
        except (OSError, HTTPException):
            return Outcome(Result.UNKNOWN)
        finally:
            connection.close()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


if __name__ == "__main__":
    sink = Sink(float(sys.argv[1]), float(sys.argv[2]))
    print(sink.port, flush=True)
    sink.serve_forever()
