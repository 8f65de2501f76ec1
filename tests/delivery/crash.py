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
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from generator.delivery.engine import Engine, Rows
from generator.delivery.ledger import Ledger, open_ledger
from generator.delivery.listing import Wanted
from generator.delivery.message import Message
from generator.delivery.states import State
from generator.delivery.worker import Pace, Route, Worker
from tests.delivery.sink import KINDS, ToSink

PACE = Pace(first_wait=0.05, grace=1.0, sweep=0.3, idle=0.05)
"""As in earnest, but for the waits: whoever is killed here has ended at once, and the outlets are on this machine."""


class Report(NamedTuple):
    """What a run showed. `doubled` are messages that an outlet took twice."""

    engine: str
    messages: int
    kills: int
    lost: int
    doubled: int
    repeated: int
    """Sent again to an outlet that knows keys, which took them once."""
    doubts: int
    """Unknown, and settled without a person."""
    for_a_person: int
    """Listed as unknown for a person."""
    untold: int
    """Deliveries of the robot that the ledger calls accepted and that never arrived, or the other way round."""
    flaws: int
    seconds: float


def run(
    url: str, *, messages: int, kills: int, workers: int = 4, seed: int = 1, slow: float = 0.02, durable: bool = False
) -> Report:
    """Send `messages`, a third to each outlet, while killing; then settle what is left as a person would."""
    chance = random.Random(seed)
    began = time.monotonic()
    ledger = open_ledger(url)
    keys = _queue(ledger, messages)
    ledger.close()
    with sink(0.02, slow) as port:
        done = _murder(url, port, kills, workers, chance, durable)
        ledger = open_ledger(url)
        report = _report(port)
        lines = list(ledger.lines())
        person = [line for line in lines if line.state is State.UNKNOWN]
        assert all(line.outlet == "robot" for line in person), "a doubt that should have settled by itself"
        untold = sum(
            line.outlet == "robot"
            and line.state is not State.UNKNOWN
            and (line.state is State.ACCEPTED) != (report["taken"]["robot"].get(line.key, 0) == 1)
            for line in lines
        )
        for line in person:
            ledger.settle(line.key, "delivered" if report["taken"]["robot"].get(line.key) else "resend", "虚构的人")
        # Whoever looks sends the rest; a last answer may be lost again, so it is looked at again.
        while any(line.state not in (State.ACCEPTED, State.DELIVERED) for line in ledger.lines()):
            drain(url, port)
            report = _report(port)
            for line in ledger.lines(Wanted(state=State.UNKNOWN)):
                ledger.settle(line.key, "delivered" if report["taken"]["robot"].get(line.key) else "resend", "虚构的人")
        taken, arrived = report["taken"], report["arrived"]
        settled = sum(
            event.detail in ("same key again",) or event.detail.startswith("asked")
            for key in keys
            for event in ledger.story(key).events
        )
        result = Report(
            engine=ledger.database.dialect.name + (", dbos" if durable else ""),
            messages=messages,
            kills=done,
            lost=sum(not any(taken[kind].get(key) for kind in KINDS) for key in keys),
            doubled=sum(count > 1 for kind in KINDS for count in taken[kind].values()),
            repeated=sum(count - 1 for count in arrived["webhook"].values()),
            doubts=settled,
            for_a_person=len(person),
            untold=untold,
            flaws=len(list(ledger.verify())),
            seconds=time.monotonic() - began,
        )
        ledger.close()
    return result


def table(reports: list[Report]) -> str:
    """The runs as a table for a person."""
    heads = [name.replace("_", " ") for name in Report._fields]
    rows = [[f"{value:.0f}" if isinstance(value, float) else str(value) for value in report] for report in reports]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in [heads, *rows])


def _queue(ledger: Ledger, messages: int) -> list[str]:
    for number, kind in enumerate(KINDS):
        digest = ledger.record(Message("zhang-san", "v1", kind, "publish", "虚构", f"虚构的事迹 {kind}"), "虚构的人")
        ledger.approve(digest, "虚构的人")
        count = messages // len(KINDS) + (number < messages % len(KINDS))
        ledger.queue(digest, kind, (f"made-up-{n}" for n in range(count)), "虚构的人")
    return [line.key for line in ledger.lines()]


def _murder(url: str, port: int, kills: int, workers: int, chance: random.Random, durable: bool) -> int:
    # Forked, so that a new worker is at work at once and kills fall into sending rather than into imports.
    context = multiprocessing.get_context("fork")

    def born() -> multiprocessing.process.BaseProcess:
        process = context.Process(target=drain, args=(url, port, durable))
        process.start()
        return process

    living = [born() for _ in range(workers)]
    done = 0
    while done < kills:
        time.sleep(chance.uniform(0.02, 0.25))
        victim = chance.randrange(workers)
        process = living[victim]
        if process.is_alive():
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            done += 1
        process.join()
        if process.exitcode not in (0, -signal.SIGKILL):
            raise AssertionError(f"a worker failed: {process.exitcode}")
        if process.exitcode == 0:
            break  # all is sent
        living[victim] = born()
    for process in living:
        process.join()
    drain(url, port)
    return done


def drain(url: str, port: int, durable: bool = False) -> None:
    """A worker's whole life."""
    ledger = open_ledger(url)

    def begin() -> Worker:
        return Worker(ledger, {kind: Route(ToSink(port, kind)) for kind in KINDS}, PACE)

    engine: Engine = Rows()
    if durable:
        from generator.delivery.durable import Durable

        engine = Durable(ledger.database)
    engine.run(begin, lambda: False, patience=60.0)
    ledger.close()


@contextlib.contextmanager
def sink(trouble: float, slow: float) -> Iterator[int]:
    """The outlets, as a process of their own; gives their port."""
    command = [sys.executable, "-m", "tests.delivery.sink", str(trouble), str(slow)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def _report(port: int) -> dict[str, dict[str, dict[str, int]]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/report")
    told: dict[str, dict[str, dict[str, int]]] = json.loads(connection.getresponse().read())
    connection.close()
    return told


def main() -> None:
    """Both databases, whole."""
    from tests.delivery.postgres import fresh_database, postgres

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--durable", action="store_true", help="with DBOS as the engine")
    options = parser.parse_args()
    asked = {name: getattr(options, name) for name in ("messages", "kills", "seed", "durable")}
    reports = []
    if options.database in ("sqlite", "both"):
        with tempfile.TemporaryDirectory() as folder:
            reports.append(run(f"sqlite:///{Path(folder).as_posix()}/ledger.db", **asked))
    if options.database in ("postgresql", "both"):
        with postgres() as cluster:
            reports.append(run(fresh_database(cluster, "crash"), **asked))
    print(table(reports))
    bad = [r for r in reports if r.lost or r.doubled or r.untold or r.flaws or r.kills < options.kills]
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
