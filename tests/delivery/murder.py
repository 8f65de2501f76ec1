"""Kills workers at random moments while they send."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import time

from generator.delivery.engine import Engine, Rows
from generator.delivery.ledger import open_ledger
from generator.delivery.worker import Pace, Route, Worker
from tests.delivery.outlets import transports
from tests.delivery.waves import Batch, queue

PACE = Pace(first_wait=0.05, grace=1.0, sweep=0.3, idle=0.05)
"""As in earnest, but for the waits: whoever is killed here has ended at once, and the outlets are on this machine."""

KILLS_A_WAVE = 10


def murder(
    url: str, at: str, waves: list[list[Batch]], kills: int, workers: int, chance: random.Random, durable: bool
) -> int:
    """Kill while wave upon wave is queued, so that there is something to send until the last; gives how often."""
    # Forked, so that a new worker is at work at once and kills fall into sending rather than into imports.
    context = multiprocessing.get_context("fork")
    for wire in transports(at).values():
        wire.close()  # and what they import is there
    if durable:
        import dbos  # noqa: F401  the same
    longest = 0.5 if durable else 0.25  # DBOS takes a while before it begins

    def born() -> multiprocessing.process.BaseProcess:
        process = context.Process(target=drain, args=(url, at, durable, chance.random()))
        process.start()
        return process

    queue(url, waves[0])
    living = [born() for _ in range(workers)]
    done, released = 0, 1
    while done < kills:
        if released * KILLS_A_WAVE <= done:
            queue(url, waves[released])
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
        queue(url, wave)
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
            wires = transports(at)
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
