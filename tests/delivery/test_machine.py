"""Turns of fate: whatever is done in whatever order, nothing is sent twice and the ledger holds."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from generator.delivery import doubts
from generator.delivery.ledger import open_ledger
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.states import REACHED, State
from generator.delivery.worker import GRACE
from tests.delivery.postgres import fresh_database
from tests.delivery.world import ACCEPTED, WHO, Clock, Scripted, approved, emptied, worker

KEPT = 40 * 86_400
"""Seconds for which the other side can be asked; longer than it is believed, for clocks are set."""
PEOPLE = [f"made-up-{n}" for n in range(6)]


class Fate(RuleBasedStateMachine):
    """One outlet of one kind, workers that come and die, a person who settles, and what really arrived."""

    doubt = Doubt.PERSON
    url = ""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.ledger = open_ledger(self.url or f"sqlite:///{Path(self.folder.name).as_posix()}/l.db", self.clock)
        if self.url:
            emptied(self.ledger)
        self.version = 0
        self.arrived: Counter[str] = Counter()
        self.arrived_at: dict[str, float] = {}
        self.digest = approved(self.ledger, "第0版", version="v0")

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            assert list(self.ledger.verify()) == []
            self.ledger.close()
            self.folder.cleanup()

    @rule(who=st.lists(st.sampled_from(PEOPLE), min_size=1))
    def queue(self, who: list[str]) -> None:
        self.ledger.queue(self.digest, "paper", who, WHO)

    @rule()
    def publish_another_version(self) -> None:
        self.version += 1
        self.digest = approved(self.ledger, f"第{self.version}版", version=f"v{self.version}")

    @rule(ends=st.lists(st.sampled_from([*Result, "dies before", "dies after"]), min_size=1, max_size=4))
    def work(self, ends: list[str]) -> None:
        left = list(ends)

        def does(key: str, _who: str) -> Outcome:
            end = left.pop(0) if left else Result.ACCEPTED
            if end in (Result.ACCEPTED, Result.DELIVERED, Result.BOUNCED, "dies after", Result.UNKNOWN):
                self.arrived[key] += 1
                self.arrived_at[key] = self.clock.monotonic
            if end in ("dies before", "dies after"):
                raise KeyboardInterrupt
            return Outcome(Result(end))

        transport = self.transport(does)
        try:
            with worker(self.ledger, self.clock, transport) as sender:
                sender.work("paper")
        except KeyboardInterrupt:
            pass

    @rule()
    def sweep(self) -> None:
        with worker(self.ledger, self.clock, self.transport()) as sender:
            sender.sweep()
            self.clock.passes(GRACE + 1)
            sender.sweep()

    @rule(seconds=st.sampled_from([1, 60, 3600, 86_400, KEPT]))
    def wait(self, seconds: int) -> None:
        self.clock.passes(seconds)

    @rule(seconds=st.sampled_from([-86_400, -60, 60, 86_400]))
    def somebody_sets_the_clock(self, seconds: int) -> None:
        self.clock.jumps(seconds)

    @rule()
    def cancel(self) -> None:
        self.ledger.cancel(WHO, item="zhang-san")

    @rule(data=st.data())
    def a_person_looks(self, data: st.DataObject) -> None:
        found = [line.key for line in self.ledger.lines() if line.state is State.UNKNOWN]
        if found:
            key = data.draw(st.sampled_from(found))
            self.ledger.settle(key, "delivered" if self.arrived[key] else "resend", WHO)

    @rule(data=st.data())
    def a_person_is_wrong_about_the_moves(self, data: st.DataObject) -> None:
        lines = list(self.ledger.lines())
        if lines:
            line = data.draw(st.sampled_from(lines))
            if line.state in (State.ACCEPTED, State.DELIVERED, State.SENDING):
                with pytest.raises(doubts.NotInDoubt):
                    self.ledger.settle(line.key, "resend", WHO)

    @invariant()
    def nothing_arrives_twice(self) -> None:
        # Where the other side knows keys, it takes the second for the first; elsewhere there is no second.
        if self.doubt is not Doubt.REPEATABLE:
            assert all(count == 1 for count in self.arrived.values())

    @invariant()
    def whoever_has_it_can_be_reached_by_a_retraction(self) -> None:
        if hasattr(self, "ledger"):
            may = {line.key: line for line in self.ledger.lines()}
            doubtful = {key for key in may if any(e.became == "unknown" for e in self.ledger.story(key).events)}
            for key in self.arrived:
                assert may[key].state in REACHED | {State.BOUNCED} or key in doubtful

    def transport(self, does: object = None) -> Scripted:
        kept = [key for key, at in self.arrived_at.items() if self.clock.monotonic - at < KEPT]
        made = Scripted(self.doubt, knows=dict.fromkeys(kept, ACCEPTED))
        made.certain_until = KEPT / 4
        if callable(does):
            made.does = does
        return made


@pytest.mark.parametrize("doubt", Doubt)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_turn_of_fate_sends_twice(doubt: Doubt, database: str, request: pytest.FixtureRequest) -> None:
    found = fresh_database(request.getfixturevalue("cluster"), f"fate_{doubt}") if database == "postgresql" else ""

    class Turned(Fate):
        pass

    Turned.doubt = doubt
    Turned.url = found
    turns = settings(max_examples=4 if found else 12, stateful_step_count=25, deadline=None)
    run_state_machine_as_test(Turned, settings=turns)
