"""`python -m tests.bench.delivery`: how fast the ledger takes work in and hands it out, beside a plain loop.

Queues 450,000 made-up text messages of one item on SQLite, writes down that all were accepted, and looks through that
ledger as `exemplar ledger` does. Then it sends to a local HTTP sink with the ledger's guarantees on SQLite and on
PostgreSQL; the plain loop sends the same without writing anything down. Processor time is told too, since the machine
may be busy with other things.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

from generator.delivery import claiming
from generator.delivery.engine import Engine, Rows
from generator.delivery.ledger import Ledger, open_ledger
from generator.delivery.message import Message
from generator.delivery.outcome import Outcome, Result
from generator.delivery.presence import Presence
from generator.delivery.worker import Pace, Route, Worker
from generator.delivery.writing import writing
from generator.pushing.ledger_words import as_csv
from tests.delivery.outlets import sink
from tests.delivery.postgres import fresh_database, postgres
from tests.delivery.sink import ToSink

_WHO = "虚构的人"
_PACE = Pace(sweep=60.0, idle=0.02)


def queue(url: str, recipients: int) -> str:
    """Queue one item for so many recipients; gives a line about it."""
    ledger = open_ledger(url)
    digest = _approved(ledger)
    began, worked = time.perf_counter(), time.process_time()
    queued = ledger.queue(digest, "webhook", (f"199{n:08}" for n in range(recipients)), _WHO)
    wall, cpu = time.perf_counter() - began, time.process_time() - worked
    ledger.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{queued.new} queued in {wall:.1f} s ({cpu:.1f} s of processor), {memory:.0f} MB"


def enter_ends(url: str) -> None:
    """Write down for everything that is queued that it was sent and accepted, in portions larger than a worker's."""
    ledger = open_ledger(url)
    with ledger.database.connect() as connection, contextlib.closing(Presence(connection, ledger.clock)) as holder:
        taken = True
        while taken:
            with writing(connection, ledger.clock, _WHO) as transaction:
                claims = claiming.claim(transaction, "webhook", holder.number, 5_000)
                taken = bool(claims)
                endings = [claiming.Ending(one, Outcome(Result.ACCEPTED, "200", "ok", one.key[:8])) for one in claims]
                claiming.finish(transaction, "webhook", endings)
    ledger.close()


def look(url: str, how: str) -> str:
    """Look through a ledger: `verify`, `counts`, or `export` every line; gives a line about it."""
    ledger = open_ledger(url)
    began, worked = time.perf_counter(), time.process_time()
    if how == "verify":
        assert list(ledger.verify()) == []
        number = int(ledger.head().partition(":")[0])
    elif how == "counts":
        number = sum(count.number for count in ledger.counts())
    else:
        number = sum(1 for _line in as_csv(ledger.lines())) - 1
    wall, cpu = time.perf_counter() - began, time.process_time() - worked
    ledger.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    of = "events" if how == "verify" else "deliveries"
    return f"{how}, {number} {of}: {wall:.1f} s ({cpu:.1f} s of processor), {memory:.0f} MB"


def send(url: str, messages: int, workers: int, durable: bool = False) -> str:
    """Queue and send so many with so many workers, each a process; gives a line about it."""
    ledger = open_ledger(url)
    ledger.queue(_approved(ledger), "webhook", (f"199{n:08}" for n in range(messages)), _WHO)
    name = ledger.database.dialect.name
    ledger.close()
    with sink(0.0, 0.0) as port:
        wall = _processes(workers, _work, url, port, durable)
    ledger = open_ledger(url)
    assert [count.number for count in ledger.counts()] == [messages]
    ledger.close()
    engine = ", DBOS" if durable else ""
    return f"{name}{engine}, {workers} workers: {messages / wall:.0f} deliveries a second"


def plain(messages: int, workers: int) -> str:
    """The same without a ledger."""
    with sink(0.0, 0.0) as port:
        wall = _processes(workers, _loop, port, messages // workers)
    return f"plain loop, {workers} processes: {messages / wall:.0f} a second"


def _approved(ledger: Ledger) -> str:
    digest = ledger.record(Message("zhang-san", "v1", "sms", "publish", "虚构", "虚构的事迹" * 12), _WHO)
    ledger.approve(digest, _WHO)
    return digest


def _processes(count: int, target: object, *arguments: object) -> float:
    context = multiprocessing.get_context("fork")
    began = time.perf_counter()
    started = [context.Process(target=target, args=arguments) for _ in range(count)]  # type: ignore[arg-type]
    for process in started:
        process.start()
    for process in started:
        process.join()
        assert process.exitcode == 0
    return time.perf_counter() - began


def _work(url: str, port: str, durable: bool) -> None:
    ledger = open_ledger(url)
    engine: Engine = Rows()
    if durable:
        from generator.delivery.durable import Durable

        engine = Durable(ledger.database)
    routes = {"webhook": Route(ToSink(int(port), "webhook"))}
    engine.run(lambda: Worker(ledger, routes, _PACE), lambda: False, patience=0.0)
    ledger.close()


def _loop(port: str, messages: int) -> None:
    transport = ToSink(int(port), "webhook")
    message = Message("zhang-san", "v1", "sms", "publish", "虚构", "虚构的事迹" * 12)
    for number in range(messages):
        transport.send(f"{number:032}", message, "")


def main() -> None:
    """Everything, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=450_000)
    parser.add_argument("--messages", type=int, default=6_000)
    parser.add_argument("--durable", action="store_true", help="with DBOS as the engine")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large = f"sqlite:///{Path(folder).as_posix()}/queue.db"
        # Each in a process of its own, so that the peak of memory is its own too.
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            print("sqlite:", pool.apply(queue, (large, options.recipients)), flush=True)
            pool.apply(enter_ends, (large,))
            for how in ("verify", "counts", "export"):
                print("sqlite:", pool.apply(look, (large, how)), flush=True)
        print(plain(options.messages, 2), flush=True)
        for workers in (1, 2):
            print(
                send(f"sqlite:///{Path(folder).as_posix()}/{workers}.db", options.messages, workers, options.durable),
                flush=True,
            )
    with postgres() as cluster:
        for workers in (1, 2):
            print(
                send(fresh_database(cluster, f"send{workers}"), options.messages, workers, options.durable), flush=True
            )


if __name__ == "__main__":
    main()
