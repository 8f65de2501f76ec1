"""Murder: workers are killed at random moments while they send, and every message is counted where it arrives.

`python -m tests.delivery.crash` runs it whole on both databases (`make crash`); the tests run it small.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from generator.delivery.ledger import open_ledger
from generator.delivery.listing import Wanted
from generator.delivery.outcome import Doubt
from generator.delivery.states import State
from tests.delivery import outlets
from tests.delivery.murder import KILLS_A_WAVE, drain, murder
from tests.delivery.outlets import Seen
from tests.delivery.waves import waves_of


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
    kinds, never_missing = outlets.kinds(wires)
    with outlets.sink(0.02, slow, wires=wires) as at:
        done = murder(url, at, waves_of(messages, kinds, 1 + kills // KILLS_A_WAVE), kills, workers, chance, durable)
        ledger = open_ledger(url)
        seen = Seen(at)
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
            seen = Seen(at)
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


def table(reports: list[Report]) -> str:
    """The runs as a table for a person."""
    heads = [name.replace("_", " ") for name in Report._fields]
    rows = [[f"{value:.0f}" if isinstance(value, float) else str(value) for value in report] for report in reports]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in [heads, *rows])


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
