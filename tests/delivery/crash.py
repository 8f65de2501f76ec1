"""Murder: workers are killed at random moments while they send, and every message is counted where it arrives.

`python -m tests.delivery.crash` runs it whole on both databases (`make crash`); the tests run it small.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from generator.delivery.engine import Engine, Rows
from generator.delivery.ledger import open_ledger
from generator.delivery.listing import Line, Wanted
from generator.delivery.message import Message
from generator.delivery.outcome import Doubt
from generator.delivery.states import State
from generator.delivery.transport import Transport
from generator.delivery.worker import Pace, Route, Worker
from tests.delivery.sink import KINDS, ToSink

PACE = Pace(first_wait=0.05, grace=1.0, sweep=0.3, idle=0.05)
"""As in earnest, but for the waits: whoever is killed here has ended at once, and the outlets are on this machine."""

_KILLS_A_WAVE = 10
_BY_KEY = ("webhook", "email", "sftp", "websub")
_BY_TEXT = ("smpp", "wecom", "dingtalk", "feishu", "apprise")
_NUMBERS = ("sms", "aliyun", "tencent", "smpp")


class Report(NamedTuple):
    """What a run showed. `doubled` are messages that an outlet took twice."""

    engine: str
    messages: int
    kills: int
    spared: int
    """Outlets to which nobody was sending who was killed."""
    lost: int
    doubled: int
    repeated: int
    """Sent again to an outlet that knows keys, which took them once."""
    doubts: int
    """Unknown, and settled without a person."""
    for_a_person: int
    """Listed as unknown for a person."""
    untold: int
    """Taken by the ledger's account and never arrived, or the other way round, and not listed as unknown."""
    flaws: int
    seconds: float


def run(
    url: str,
    *,
    messages: int,
    kills: int,
    workers: int = 4,
    seed: int = 1,
    slow: float = 0.02,
    durable: bool = False,
    wires: bool = False,
) -> Report:
    """Send `messages` over all outlets alike while killing; then settle what is left as a person would.

    `wires` sends over our own transports to real servers, else to three plain outlets.
    """
    chance = random.Random(seed)
    began = time.monotonic()
    kinds, never_missing = _kinds(wires)
    with sink(0.02, slow, wires=wires) as at:
        done = _murder(url, at, _waves(messages, kinds, 1 + kills // _KILLS_A_WAVE), kills, workers, chance, durable)
        ledger = open_ledger(url)
        seen = _Seen(at)
        lines = list(ledger.lines())
        person = [line for line in lines if line.state is State.UNKNOWN]
        by_itself = {line.outlet for line in person if kinds[line.outlet] is not Doubt.PERSON} - never_missing
        assert not by_itself, f"a doubt that should have settled by itself: {by_itself}"
        taken = (State.ACCEPTED, State.DELIVERED)
        untold = sum(
            line.state is not State.UNKNOWN and (line.state in taken) != bool(seen.taken(line)) for line in lines
        )
        assert not any(line.state is State.REFUSED for line in lines), "no outlet here refuses anything"
        # Whoever looks lets the rest go; a last answer may be lost again, so it is looked at again.
        while left := list(ledger.lines(Wanted(state=State.UNKNOWN))):
            for line in left:
                ledger.settle(line.key, "delivered" if seen.taken(line) else "resend", "虚构的人")
            drain(url, at)
            seen = _Seen(at)
        events = [(line.outlet, event.detail) for line in lines for event in ledger.story(line.key).events]
        settled = sum(detail == "same key again" or detail.startswith("asked") for _outlet, detail in events)
        result = Report(
            engine=ledger.database.dialect.name + (", dbos" if durable else ""),
            messages=len(lines),
            kills=done,
            spared=len(kinds) - len({outlet for outlet, detail in events if detail == "the sender stopped"}),
            lost=sum(seen.taken(line) == 0 for line in lines),
            doubled=sum(seen.taken(line) > 1 for line in lines),
            repeated=seen.repeated,
            doubts=settled,
            for_a_person=len(person),
            untold=untold,
            flaws=len(list(ledger.verify())),
            seconds=time.monotonic() - began,
        )
        ledger.close()
    return result


class _Seen:
    """What the outlets counted."""

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
        return sum(sum(arrived[kind].values()) - sum(taken[kind].values()) for kind in _BY_KEY if kind in arrived)


def table(reports: list[Report]) -> str:
    """The runs as a table for a person."""
    heads = [name.replace("_", " ") for name in Report._fields]
    rows = [[f"{value:.0f}" if isinstance(value, float) else str(value) for value in report] for report in reports]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in [heads, *rows])


def _kinds(wires: bool) -> tuple[Mapping[str, Doubt], frozenset[str]]:
    """The outlets by the doubt that they leave, and those that can be asked but never say that they have nothing."""
    if not wires:
        return KINDS, frozenset()
    from tests.delivery import wire_sinks

    return wire_sinks.KINDS, wire_sinks.NEVER_MISSING


class _Batch(NamedTuple):
    """One item for people through an outlet."""

    item: str
    kind: str
    people: list[str]


def _waves(messages: int, kinds: Mapping[str, Doubt], number_of_waves: int) -> list[list[_Batch]]:
    """As many to each outlet; where it knows no key, each with a text of its own by which it is counted."""
    waves: list[list[_Batch]] = [[] for _wave in range(number_of_waves)]
    for number, kind in enumerate(kinds):
        people = [_address(kind, n) for n in range(messages // len(kinds) + (number < messages % len(kinds)))]
        if kind in _BY_TEXT:
            for n, person in enumerate(people):
                waves[_wave_of(n, len(waves))].append(_Batch(f"made-up-{kind}-{n}", kind, [person]))
        else:
            for number_, wave in enumerate(waves):
                of = [person for n, person in enumerate(people) if _wave_of(n, len(waves)) == number_]
                wave.append(_Batch("zhang-san", kind, of))
    return waves


def _wave_of(number: int, waves: int) -> int:
    """Three quarters come at once, so that there is a press; the rest keeps workers busy until the last kill."""
    return 0 if number % 4 else number // 4 % waves


def _queue(url: str, wave: list[_Batch]) -> None:
    """In a ledger that is closed again: what is forked afterwards must not share its connections."""
    ledger, who = open_ledger(url), "虚构的人"
    for item, kind, people in wave:
        digest = ledger.record(Message(item, "v1", kind, "publish", "虚构", f"虚构的事迹 {item} 。"), who)
        ledger.approve(digest, who)
        ledger.queue(digest, kind, people, who)
    ledger.close()


def _address(kind: str, number: int) -> str:
    if kind == "email":
        return f"made-up-{number}@example.org"
    if kind == "apprise":
        return ""  # the outlet itself: for apprise a recipient is an address of its own
    return f"1990000{number:04}" if kind in _NUMBERS else f"made-up-{number}"


def _murder(
    url: str, at: str, waves: list[list[_Batch]], kills: int, workers: int, chance: random.Random, durable: bool
) -> int:
    """Kill while wave upon wave is queued, so that there is something to send until the last; gives how often."""
    # Forked, so that a new worker is at work at once and kills fall into sending rather than into imports.
    context = multiprocessing.get_context("fork")
    for wire in _transports(at).values():
        wire.close()  # and what they import is there
    if durable:
        import dbos  # noqa: F401  the same
    longest = 0.5 if durable else 0.25  # DBOS takes a while before it begins

    def born() -> multiprocessing.process.BaseProcess:
        process = context.Process(target=drain, args=(url, at, durable, chance.random()))
        process.start()
        return process

    _queue(url, waves[0])
    living = [born() for _ in range(workers)]
    done, released = 0, 1
    while done < kills:
        if released * _KILLS_A_WAVE <= done:
            _queue(url, waves[released])
            released += 1
        time.sleep(chance.uniform(0.02, longest))
        victim = chance.randrange(workers)
        process = living[victim]
        if process.is_alive():
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        done += process.exitcode == -signal.SIGKILL
        assert process.exitcode in (0, -signal.SIGKILL), f"a worker failed: {process.exitcode}"
        living[victim] = born()
    for wave in waves[released:]:
        _queue(url, wave)
    for process in living:
        process.join()
        assert process.exitcode == 0, f"a worker failed: {process.exitcode}"
    drain(url, at)
    return done


def drain(url: str, at: str, durable: bool = False, seed: float = 0.0) -> None:
    """A worker's whole life; `at` is what the outlets said when they began.

    Each begins with another outlet: who lives for a tenth of a second would else come to the first ones only.
    """
    ledger = open_ledger(url)
    with contextlib.ExitStack() as opened:

        def begin() -> Worker:
            wires = _transports(at)
            for wire in wires.values():
                opened.callback(wire.close)
            order = random.Random(seed).sample(sorted(wires), len(wires))
            wires = {kind: wires[kind] for kind in order}
            return Worker(ledger, {kind: Route(wire) for kind, wire in wires.items()}, PACE)

        engine: Engine = Rows()
        if durable:
            from generator.delivery.durable import Durable

            engine = Durable(ledger.database)
        engine.run(begin, lambda: False, patience=60.0)
    ledger.close()


def _transports(at: str) -> Mapping[str, Transport]:
    if at.isdigit():
        return {kind: ToSink(int(at), kind) for kind in KINDS}
    from tests.delivery import wire_ends

    return wire_ends.transports(at)


def _http(at: str) -> int:
    return int(at) if at.isdigit() else int(json.loads(at)["http"])


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


def main() -> None:
    """Both databases, whole."""
    from tests.delivery.postgres import fresh_database, postgres

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--wires", action="store_true", help="over our own transports to real servers")
    parser.add_argument("--durable", action="store_true", help="with DBOS as the engine")
    options = parser.parse_args()
    asked = {name: getattr(options, name) for name in ("messages", "kills", "seed", "durable", "wires")}
    reports: list[Report] = []
    if options.database in ("sqlite", "both"):
        with tempfile.TemporaryDirectory() as folder:
            reports.append(run(f"sqlite:///{Path(folder).as_posix()}/ledger.db", **asked))
            print(table(reports[-1:]), flush=True)
    if options.database in ("postgresql", "both"):
        with postgres() as cluster:
            reports.append(run(fresh_database(cluster, "crash"), **asked))
            print(table(reports[-1:]), flush=True)
    bad = [r for r in reports if r.lost or r.doubled or r.untold or r.flaws or r.kills < options.kills]
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
