"""DBOS calls, and the ledger decides: calls stand and fall with the transaction that they belong to."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Iterator

import pytest
from sqlalchemy.pool import QueuePool

from generator.delivery.durable import Durable
from generator.delivery.ledger import Ledger, open_ledger
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.states import State
from generator.delivery.worker import Pace, Route, Worker
from tests.delivery import murder, outlets
from tests.delivery.sink import KINDS
from tests.delivery.world import ACCEPTED, WHO, Clock, Scripted, approved, queued, worker


@pytest.fixture
def engine(ledger: Ledger) -> Iterator[Durable]:
    """DBOS in the ledger's own database."""
    made = Durable(ledger.database)
    for call in made.open_calls():
        made.forget(call)
    ledger.calling = made.enqueue
    yield made
    made.close()


def test_a_call_is_written_in_the_ledgers_transaction_or_not_at_all(ledger: Ledger, engine: Durable) -> None:
    def breaks() -> Iterator[str]:
        yield "a"
        raise OSError("the list ended in the middle")

    digest = approved(ledger)
    with pytest.raises(OSError, match="middle"):
        ledger.queue(digest, "paper", breaks(), WHO)
    assert engine.open_calls() == {}
    ledger.queue(digest, "paper", ["a"], WHO)
    ledger.queue(digest, "paper", ["a"], WHO)
    assert list(engine.open_calls().values()) == ["paper"]


def test_what_waits_without_a_call_is_found(ledger: Ledger, engine: Durable, clock: Clock) -> None:
    queued(ledger, "a")
    for call in engine.open_calls():
        engine.forget(call)
    with worker(ledger, clock, Scripted(Doubt.PERSON)) as sender:
        assert engine.sweep(sender) == 1
        assert engine.sweep(sender) == 0
        assert list(engine.open_calls().values()) == ["paper"]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_calls_are_answered_until_nothing_is_left(url: str) -> None:
    ledger = open_ledger(url)
    made = Durable(ledger.database)
    ledger.calling = made.enqueue
    for kind in KINDS:
        ledger.queue(approved(ledger, channel=kind), kind, [f"made-up-{n}" for n in range(5)], WHO)
    made.close()
    ledger.close()
    with outlets.sink(0.0, 0.0) as port:
        # DBOS is one per process, with threads of its own.
        process = multiprocessing.get_context("fork").Process(target=murder.drain, args=(url, port, True))
        process.start()
        process.join()
        assert process.exitcode == 0
    ledger = open_ledger(url)
    assert [(count.state, count.number) for count in ledger.counts()] == [("accepted", 5)] * 3
    ledger.close()


def _to_many_outlets(url: str) -> None:
    """A process with DBOS and slow outlets; one that finds many connections in use says so by a refusal."""
    ledger = open_ledger(url)
    pool = ledger.database.pool
    assert isinstance(pool, QueuePool)

    def does(_key: str, _recipient: str) -> Outcome:
        time.sleep(0.2)
        many = pool.checkedout() > 8
        return Outcome(Result.REFUSED, "too many connections") if many else ACCEPTED

    routes = {f"paper-{n}": Route(Scripted(Doubt.REPEATABLE, does)) for n in range(24)}
    engine = Durable(ledger.database)
    engine.run(lambda: Worker(ledger, routes, Pace(idle=0.05)), lambda: False, patience=0.0)
    engine.close()
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_many_outlets_do_not_take_many_connections(url: str) -> None:
    ledger = open_ledger(url)
    for n in range(24):
        ledger.queue(approved(ledger), f"paper-{n}", [""], WHO)
    ledger.close()
    process = multiprocessing.get_context("fork").Process(target=_to_many_outlets, args=(url,))
    process.start()
    process.join()
    assert process.exitcode == 0
    ledger = open_ledger(url)
    assert {line.state for line in ledger.lines()} == {State.ACCEPTED}
    ledger.close()
