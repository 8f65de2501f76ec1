"""The made-up outlets of a run, in a process of their own: which there are, the way to them, what they counted."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection

from generator.delivery.listing import Line
from generator.delivery.outcome import Doubt
from generator.delivery.transport import Transport
from tests.delivery.sink import KINDS, ToSink

BY_KEY = ("webhook", "email", "sftp", "websub")
"""Outlets that know the key of a message, and take it once however often it comes."""


def kinds(wires: bool) -> tuple[Mapping[str, Doubt], frozenset[str]]:
    """The outlets by the doubt that they leave, and those that can be asked but never say that they have nothing."""
    if not wires:
        return KINDS, frozenset()
    from tests.delivery import wire_sinks

    return wire_sinks.KINDS, wire_sinks.NEVER_MISSING


@contextlib.contextmanager
def sink(trouble: float, slow: float, *, wires: bool = False) -> Iterator[str]:
    """The outlets, as a process of their own; gives what they say when they begin: a port, or JSON with several."""
    module = "tests.delivery.wire_sinks" if wires else "tests.delivery.sink"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", module, str(trouble), str(slow), folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                yield process.stdout.readline().strip()
            finally:
                process.kill()


def transports(at: str) -> Mapping[str, Transport]:
    """A worker's end of the wire to each outlet; `at` is what the outlets said when they began."""
    if at.isdigit():
        return {kind: ToSink(int(at), kind) for kind in KINDS}
    from tests.delivery import wire_ends

    return wire_ends.transports(at)


class Seen:
    """What the outlets counted until now."""

    def __init__(self, at: str) -> None:
        connection = HTTPConnection("127.0.0.1", _http(at), timeout=30)
        connection.request("GET", "/report")
        self._told: dict[str, dict[str, dict[str, int]]] = json.loads(connection.getresponse().read())
        connection.close()

    def taken(self, line: Line) -> int:
        """How often an outlet took a message, by its key or, where it knows none, by the name in its text."""
        counted = self._told["taken"][line.outlet]
        return counted.get(line.key, 0) + counted.get(line.item, 0)

    @property
    def repeated(self) -> int:
        """How many came again to outlets that know keys, and were taken once."""
        taken, arrived = self._told["taken"], self._told["arrived"]
        return sum(sum(arrived[kind].values()) - sum(taken[kind].values()) for kind in BY_KEY if kind in arrived)


def _http(at: str) -> int:
    return int(at) if at.isdigit() else int(json.loads(at)["http"])
