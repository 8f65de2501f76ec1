"""DBOS calls, and the ledger decides: calls stand and fall with the transaction that they belong to."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator

import pytest

from generator.delivery.durable import Durable
from generator.delivery.ledger import Ledger
from generator.delivery.outcome import Doubt
from tests.delivery import crash
from tests.delivery.sink import KINDS
from tests.delivery.world import WHO, Clock, Scripted, approved, queued, worker


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
    from generator.delivery.ledger import open_ledger

    ledger = open_ledger(url)
    made = Durable(ledger.database)
    ledger.calling = made.enqueue
    for kind in KINDS:
        ledger.queue(approved(ledger, channel=kind), kind, [f"made-up-{n}" for n in range(5)], WHO)
    made.close()
    ledger.close()
    with crash.sink(0.0, 0.0) as port:
        # DBOS is one per process, with threads of its own.
        process = multiprocessing.get_context("fork").Process(target=crash.drain, args=(url, port, True))
        process.start()
        process.join()
        assert process.exitcode == 0
    ledger = open_ledger(url)
    assert [(count.state, count.number) for count in ledger.counts()] == [("accepted", 5)] * 3
    ledger.close()
