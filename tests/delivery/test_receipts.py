"""Receipts of text messages: they find their delivery, whatever number they name it by, and are lost with nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import pytest

from generator.delivery.hearing import LINGER, STRANGE
from generator.delivery.ledger import Ledger
from generator.delivery.outcome import Doubt, Outcome, Receipt, Result
from generator.delivery.receipts import canonical, other_ways, same_phone
from generator.delivery.transport import TIMEOUT
from generator.delivery.wires.smpp import Smpp
from generator.delivery.worker import LEASE
from tests.delivery.texting import ONE, TWO, heard, queued, session, stands, wire
from tests.delivery.wires.smsc import Smsc
from tests.delivery.world import WHO, Clock, Scripted, states, worker

LONG = "汉" * 100


@pytest.mark.parametrize(("said", "state"), [("DELIVRD", "delivered"), ("UNDELIV", "bounced"), ("REJECTD", "bounced")])
def test_a_receipt_that_comes_while_the_worker_works_reaches_the_ledger(
    ledger: Ledger, clock: Clock, centre: Smsc, said: str, state: str
) -> None:
    key = queued(ledger, ONE)[ONE]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        assert stands(ledger, key) == "accepted"
        centre.report("m1", said)
        heard(sender)
    transport.close()
    assert stands(ledger, key) == state
    assert centre.kept == {}
    assert ledger.story(key).events[-1].detail == f"reported: {state} {said}"
    assert list(ledger.verify()) == []


def test_a_receipt_that_comes_when_the_worker_has_ended_is_seen_by_the_next_session(
    ledger: Ledger, clock: Clock, centre: Smsc
) -> None:
    first = queued(ledger, ONE)[ONE]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
    transport.close()
    centre.report("m1", "DELIVRD")
    assert stands(ledger, first) == "accepted"
    second = queued(ledger, TWO)[TWO]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        heard(sender)
    transport.close()
    assert (stands(ledger, first), stands(ledger, second)) == ("delivered", "accepted")


def test_a_worker_that_dies_with_a_receipt_in_hand_loses_none(ledger: Ledger, clock: Clock, centre: Smsc) -> None:
    """It is answered when it is written down, so the centre delivers again what nobody wrote."""
    key = queued(ledger, ONE)[ONE]
    dying = wire(centre)
    with session(ledger, clock, dying) as sender:
        sender.work("paper")
    centre.report("m1", "DELIVRD")
    time.sleep(0.05)
    assert [receipt.provider_id for receipt in dying.reported()] == ["m1"]
    dying.close()
    assert len(centre.kept) == 1
    queued(ledger, TWO)
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        heard(sender)
    transport.close()
    assert (stands(ledger, key), centre.kept) == ("delivered", {})


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ([("m1", "DELIVRD")], "accepted"),
        ([("m2", "DELIVRD"), ("m1", "DELIVRD")], "delivered"),
        ([("m1", "DELIVRD"), ("m1", "DELIVRD")], "accepted"),
        ([("m1", "DELIVRD"), ("m2", "EXPIRED")], "bounced"),
    ],
)
def test_a_long_text_has_arrived_when_all_its_parts_have(
    ledger: Ledger, clock: Clock, centre: Smsc, reports: list[tuple[str, str]], state: str
) -> None:
    key = queued(ledger, ONE, text=LONG)[ONE]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        assert len(centre.submitted) == 2
        for name, said in reports:
            centre.report(name, said)
            heard(sender)  # what each part said outlives the look
    transport.close()
    assert stands(ledger, key) == state


def test_parts_that_arrived_say_nothing_of_a_text_whose_last_part_nobody_knows(
    ledger: Ledger, clock: Clock, centre: Smsc
) -> None:
    centre.statuses = [0, 0x45]
    key = queued(ledger, ONE, text=LONG)[ONE]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        centre.report("m1", "DELIVRD")
        heard(sender)
    transport.close()
    assert stands(ledger, key) == "unknown"


@pytest.mark.parametrize(
    ("answered", "reported"),
    [
        ("2A", "42"), ("0000002a", "42"), ("42", "2A"), ("42", "0000002A"), ("0000000042", "42"), ("2a", "2A"),
        ("0x2a", "42"), ("ffffffff", "4294967295"),
    ],
)  # fmt: skip
def test_a_number_is_known_in_hexadecimal_and_in_decimal_digits(
    ledger: Ledger, clock: Clock, centre: Smsc, answered: str, reported: str
) -> None:
    centre.named = lambda _number: answered
    key = queued(ledger, ONE)[ONE]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        centre.report(reported, "DELIVRD", phone=f"86{ONE}")
        heard(sender)
    transport.close()
    assert stands(ledger, key) == "delivered"


def test_the_number_of_one_message_written_otherwise_is_not_taken_for_another(
    ledger: Ledger, clock: Clock, centre: Smsc
) -> None:
    """The centre answers 16 and 10, hexadecimal, for its 22nd and 16th message; "16" in a receipt is the second."""
    centre.named = lambda number: {1: "16", 2: "10"}[number]
    keys = queued(ledger, ONE, TWO)
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        sender.work("paper")
        order = [one.destination for one in centre.submitted]
        centre.report("16", "DELIVRD", phone=order[1])
        heard(sender)
    transport.close()
    assert [stands(ledger, keys[phone]) for phone in order] == ["accepted", "delivered"]


class Telling(Scripted):
    """A transport that reports what it is told to."""

    def __init__(self, *receipts: Receipt) -> None:
        self.reports = True
        super().__init__(Doubt.PERSON, lambda _key, _who: Outcome(Result.ACCEPTED, "0", "", "77"))
        self.told, self.answered = list(receipts), list[Receipt]()

    def reported(self) -> Sequence[Receipt]:
        return list(self.told)

    def noted(self, receipts: Sequence[Receipt]) -> None:
        self.answered += receipts
        self.told = [one for one in self.told if one not in receipts]


DELIVERED, DEAD = Outcome(Result.DELIVERED, "DELIVRD"), Outcome(Result.BOUNCED, "UNDELIV")


@pytest.mark.parametrize(
    ("receipt", "state"),
    [
        (Receipt("77", DELIVERED, ONE), "delivered"),
        (Receipt("77", DELIVERED), "delivered"),  # nobody is named: the number alone
        (Receipt("4d", DELIVERED), "accepted"),  # the number otherwise written, and nobody named
        (Receipt("4d", DELIVERED, ONE), "delivered"),
        (Receipt("77", DELIVERED, TWO), "accepted"),
        (Receipt("78", DELIVERED, ONE), "accepted"),
        (Receipt("", DELIVERED, ONE), "accepted"),
    ],
)
def test_a_number_counts_otherwise_written_only_with_its_phone(
    ledger: Ledger, clock: Clock, receipt: Receipt, state: str
) -> None:
    queued(ledger, ONE)
    with worker(ledger, clock, Telling(receipt)) as sender:
        sender.work("paper")
    assert states(ledger) == [state]


def test_what_another_worker_has_not_yet_written_down_is_waited_for_and_then_let_go(
    ledger: Ledger, clock: Clock
) -> None:
    strange = Receipt("99", DELIVERED, ONE)
    transport = Telling(strange)
    queued(ledger, ONE)
    with worker(ledger, clock, transport) as sender:
        sender.work("paper")
        assert transport.answered == []
        clock.passes(STRANGE / 2)
        sender.run(lambda: False, patience=0.0)
        assert transport.answered == []
        clock.passes(STRANGE)
        sender.run(lambda: False, patience=0.0)
    assert transport.answered == [strange]
    assert STRANGE >= LEASE + TIMEOUT


def test_a_receipt_of_an_earlier_attempt_says_nothing_of_the_one_after_it(ledger: Ledger, clock: Clock) -> None:
    key = queued(ledger, ONE)[ONE]
    transport = Telling()
    with worker(ledger, clock, transport) as sender:
        sender.work("paper")
        ledger.report(key, DEAD, WHO)
        ledger.settle(key, "resend", WHO)
        transport.does = lambda _key, _who: Outcome(Result.ACCEPTED, "0", "", "88")
        sender.work("paper")
        transport.told = [Receipt("77", DEAD, ONE)]
        sender.run(lambda: False, patience=0.0)
        assert stands(ledger, key) == "accepted"
        transport.told = [Receipt("88", DELIVERED, ONE)]
        sender.run(lambda: False, patience=0.0)
    assert stands(ledger, key) == "delivered"
    assert transport.told == []


def test_who_has_done_waits_a_little_for_receipts_and_no_longer_than_needed(
    ledger: Ledger, clock: Clock, centre: Smsc
) -> None:
    key = queued(ledger, ONE)[ONE]
    transport = wire(centre)
    later = threading.Timer(0.6, centre.report, ("m1", "DELIVRD"))
    later.start()
    began = time.monotonic()
    with session(ledger, clock, transport) as sender:
        sender.run(lambda: False, patience=60.0)
    transport.close()
    later.join()
    assert stands(ledger, key) == "delivered"
    assert 0.5 < time.monotonic() - began < LINGER
    assert ledger.awaited(["paper", "other"]) == set()


def test_receipts_are_heard_though_nothing_is_to_be_sent(ledger: Ledger, clock: Clock, centre: Smsc) -> None:
    key = queued(ledger, ONE)[ONE]
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
    transport.close()
    centre.report("m1", "DELIVRD")
    assert ledger.awaited(["paper", "other"]) == {"paper"}
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.run(lambda: False, patience=2.0)
    transport.close()
    assert (stands(ledger, key), len(centre.binds), len(centre.submitted)) == ("delivered", 2, 1)


def test_nobody_waits_for_what_will_not_come(ledger: Ledger, clock: Clock, centre: Smsc) -> None:
    """After three days, or if none was asked for, the run ends at once; at a door that is shut it knocks once."""
    queued(ledger, ONE)
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        clock.passes(3 * 24 * 3600)
        began = time.monotonic()
        sender.run(lambda: False, patience=60.0)
    transport.close()
    quiet = Smpp(f"smpp://office:pw@127.0.0.1:{centre.port}", {"receipts": "no"})
    with session(ledger, clock, quiet) as sender:
        sender.run(lambda: False, patience=60.0)
    quiet.close()
    centre.stop()
    deaf = wire(centre)
    assert [deaf.reported(), deaf.reported()] == [(), ()]
    deaf.close()
    assert time.monotonic() - began < LINGER


def test_receipts_of_half_a_million_are_found_by_an_index(ledger: Ledger) -> None:
    if ledger.database.dialect.name == "sqlite":
        with ledger.database.connect() as connection, connection.begin():
            explain = "EXPLAIN QUERY PLAN SELECT * FROM part WHERE "
            named = connection.exec_driver_sql(f"{explain} name IN ('1', '2') AND outlet = 'x'").all()
            awaited = connection.exec_driver_sql(f"{explain} outlet = 'x' AND told = '' AND at > 5").all()
        assert "part_name (outlet=? AND name=?)" in str(named)
        assert "part_awaited (outlet=? AND told=? AND at>?)" in str(awaited)


@pytest.mark.parametrize(
    ("name", "kept", "ways"),
    [
        ("2A", "2a", {"42"}),
        ("42", "42", {"2a", "66"}),
        ("0042", "42", {"2a", "66"}),
        ("000", "0", {"0"}),
        ("m1", "m1", set()),
        ("", "", set()),
        ("9" * 60, "9" * 60, set()),
        ("①", "①", set()),
        ("٣", "٣", set()),
    ],
)
def test_the_ways_to_write_a_number(name: str, kept: str, ways: set[str]) -> None:
    assert canonical(name) == kept
    assert set(other_ways(canonical(name))) == ways


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ONE, ONE, True),
        (ONE, f"86{ONE}", True),
        ("+86 138-0000 4321", f"0086{ONE}", True),
        (ONE, TWO, False),
        ("4321", ONE, False),
        ("", ONE, False),
    ],
)
def test_a_phone_is_one_with_its_country_and_without(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same
    assert same_phone(other, one) is same
