"""Whoever changes the ledger behind its back is found out, on both databases."""

from __future__ import annotations

import pytest

from generator.delivery.ledger import Ledger
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.states import State
from generator.delivery.suppression import Reason
from tests.delivery.world import ACCEPTED, WHO, Clock, Scripted, approved, queued, untouchable, worker


@pytest.fixture
def used(ledger: Ledger, clock: Clock) -> Ledger:
    """A ledger with every kind of row in it."""
    ends = {"a": ACCEPTED, "b": Outcome(Result.TEMPORARY, "503"), "c": Outcome(Result.UNKNOWN)}
    queued(ledger, *ends, "d")
    with worker(ledger, clock, Scripted(Doubt.REPEATABLE, lambda _key, who: ends.get(who, ACCEPTED))) as sender:
        sender.work("paper")
        sender.sweep()
        clock.passes(100)
        sender.work("paper")
    ledger.suppress(["e"], Reason.OPTED_OUT, WHO)
    ledger.take_back("zhang-san", {"sms": approved(ledger, "撤回", purpose="retract")}, WHO)
    assert list(ledger.verify()) == []
    return ledger


ONE = "(SELECT key FROM delivery WHERE state = 'accepted' ORDER BY key LIMIT 1)"
TAMPERING = {
    "a state put right by hand": f"UPDATE delivery SET state = 'delivered' WHERE key = {ONE}",
    "a state and its event's number": "UPDATE delivery SET state = 'queued', event = 3 WHERE state = 'accepted'",
    "an event's words": "UPDATE event SET detail = 'nothing happened' WHERE number = 5",
    "an event's author": "UPDATE event SET who = 'somebody else' WHERE number = 2",
    "an event's time": "UPDATE event SET at = at + 1 WHERE number = 4",
    "a state that there is not": "UPDATE event SET was = 'made up' WHERE became = 'approved'",
    "an event taken out": "DELETE FROM event WHERE number = 6",
    "the last event taken out": "DELETE FROM event WHERE number = (SELECT max(number) FROM event)",
    "a delivery to somebody else": f"UPDATE recipient SET address = 'x' WHERE hash = (SELECT recipient FROM delivery WHERE key = {ONE})",  # noqa: E501
    "a delivery through another outlet": f"UPDATE delivery SET outlet = 'radio' WHERE key = {ONE}",
    "other bytes": "UPDATE publication SET body = (SELECT body FROM publication ORDER BY digest LIMIT 1)",
    "another approver": "UPDATE approval SET who = 'the chief'",
    "an approval taken back": "DELETE FROM approval",
    "another end": "UPDATE reply SET result = 'refused' WHERE result = 'accepted'",
    "an end taken out": "DELETE FROM reply WHERE result = 'accepted'",
    "an attempt taken out": "DELETE FROM attempt WHERE number = 2",
    "an attempt of somebody else": "UPDATE attempt SET worker = 99 WHERE number = 1",
    "a delivery taken out": f"DELETE FROM delivery WHERE key = {ONE}",
    "the end of the chain": "UPDATE chain SET number = number - 1",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(used: Ledger, what: str) -> None:
    untouchable(used, TAMPERING[what])
    found = list(used.verify())
    assert found
    assert all("@" not in flaw.row for flaw in found)


def test_a_state_that_nobody_moved_is_named_by_its_key(used: Ledger) -> None:
    key = next(line.key for line in used.lines() if line.state is State.ACCEPTED)
    untouchable(used, f"UPDATE delivery SET state = 'refused' WHERE key = '{key}'")
    assert [(flaw.kind, flaw.row) for flaw in used.verify()] == [("a state without its event", key)]


def test_a_noted_end_shows_that_the_tail_was_cut_off_and_the_rest_made_to_fit(ledger: Ledger) -> None:
    ledger.suppress(["a"], Reason.DEAD, WHO)
    before = ledger.head()
    ledger.suppress(["b"], Reason.DEAD, WHO)
    noted = ledger.head()
    assert list(ledger.verify(before)) == list(ledger.verify(noted)) == []
    number, _colon, digest = before.partition(":")
    untouchable(ledger, f"DELETE FROM event WHERE number > {number}")
    untouchable(ledger, f"UPDATE chain SET number = {number}, hash = '{digest}'")
    assert list(ledger.verify()) == []
    assert [flaw.kind for flaw in ledger.verify(noted)] == ["the noted end is not in the chain"]
