"""Sends what is queued: opens the outlets' wires, lets workers work, and counts how it ended."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.delivery.engine import Engine, Rows
from generator.delivery.ledger import Ledger
from generator.delivery.outcome import Result
from generator.delivery.states import State
from generator.delivery.transport import Transport
from generator.delivery.wires.wires import open_outlet
from generator.delivery.worker import Pace, Route, Worker
from generator.records.outlets import Outlet

_GLANCE = 0.2
"""Seconds between two looks at whether somebody wants to stop."""


class Ran(NamedTuple):
    """How attempts ended, and the outlets that could not be opened, with the reason in words."""

    results: Mapping[Result, int]
    closed: Mapping[str, str]


class _Done(NamedTuple):
    """What the workers leave: results and errors, each appended by one thread at a time."""

    results: list[Result]
    errors: list[BaseException]


def waiting_outlets(ledger: Ledger) -> set[str]:
    """The outlets for which something waits, is being sent, or is in doubt."""
    open_ = {State.QUEUED, State.SENDING, State.UNKNOWN}
    return {count.outlet for count in ledger.counts() if count.state in open_}


@contextlib.contextmanager
def engine(name: str, ledger: Ledger) -> Iterator[Engine]:
    """The engine called "rows" or "dbos", open; the second has threads of its own, and one worker is enough for it."""
    if name == "rows":
        yield Rows()
        return
    from generator.delivery.durable import Durable

    with contextlib.closing(Durable(ledger.database)) as made:
        yield made


def run(
    ledger: Ledger,
    outlets: Iterable[Outlet],
    environment: Mapping[str, str],
    *,
    workers: int = 1,
    patience: float | None = 60.0,
    pace: Pace = Pace(),  # noqa: B008  a constant
    told: Callable[[Result], None] = lambda _result: None,
    engine: Engine = Rows(),  # noqa: B008  it holds nothing
) -> Ran:
    """Send until nothing is left that could go within `patience` seconds; None: for ever.

    On Ctrl+C what is under way is ended and written down, and `KeyboardInterrupt` goes on. Raises what a worker met,
    such as `LedgerStopped`.
    """
    chosen = list(outlets)
    opened: list[Transport] = []
    stop = threading.Event()
    done = _Done([], [])
    first, closed = _opened(chosen, environment)
    spare = [first]

    def noted(result: Result) -> None:
        done.results.append(result)
        told(result)

    def begin() -> Worker:
        wires = spare.pop() if spare else _opened(chosen, environment)[0]
        opened.extend(wires.values())
        pace_of = {outlet.id: outlet.a_minute for outlet in chosen}
        return Worker(ledger, {id_: Route(wire, pace_of[id_]) for id_, wire in wires.items()}, pace, noted)

    def work() -> None:
        try:
            engine.run(begin, stop.is_set, patience=patience)
        except BaseException as error:  # it is raised again in the thread that everybody waits for
            done.errors.append(error)
            stop.set()

    try:
        if first:
            _join([threading.Thread(target=work, daemon=True) for _number in range(workers)], stop)
    finally:
        for wire in opened:
            wire.close()
    if done.errors:
        raise done.errors[0]
    return Ran(Counter(done.results), closed)


def _opened(outlets: Iterable[Outlet], environment: Mapping[str, str]) -> tuple[dict[str, Transport], dict[str, str]]:
    """The wires that could be opened, and for the others why not, in words."""
    wires: dict[str, Transport] = {}
    closed: dict[str, str] = {}
    for outlet in outlets:
        try:
            wires[outlet.id] = open_outlet(outlet, environment)
        except ValueError as words:
            closed[outlet.id] = str(words)
    return wires, closed


def _join(threads: list[threading.Thread], stop: threading.Event) -> None:
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads):
            for thread in threads:
                thread.join(_GLANCE)
    except KeyboardInterrupt:
        stop.set()
        for thread in threads:
            thread.join()
        raise
