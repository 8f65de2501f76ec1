"""What is sent when, and what becomes of doubts, on both databases and by a clock that the test moves."""

from __future__ import annotations

import pytest

from generator.delivery import breaker
from generator.delivery.doubts import NotInDoubt
from generator.delivery.ledger import Ledger
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.retrying import MOST_TRIES
from generator.delivery.worker import GRACE, LEASE, PORTION, Pace, Route, Worker
from tests.delivery.world import ACCEPTED, WHO, Clock, Scripted, approved, at, message, queued, states, worker

UNKNOWN = Outcome(Result.UNKNOWN, "timeout")
BUSY = Outcome(Result.TEMPORARY, "503")


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (ACCEPTED, "accepted"),
        (Outcome(Result.DELIVERED), "delivered"),
        (Outcome(Result.REFUSED, "40001"), "refused"),
        (Outcome(Result.BOUNCED, "550"), "bounced"),
        (UNKNOWN, "unknown"),
        (BUSY, "queued"),
    ],
)
def test_every_outcome_has_its_state_and_its_story(ledger: Ledger, clock: Clock, outcome: Outcome, state: str) -> None:
    key = queued(ledger)[0]
    with worker(ledger, clock, Scripted(does=lambda _key, _who: outcome)) as sender:
        assert sender.work("paper") == 1
    story = ledger.story(key)
    assert story.line.state == state
    assert [event.became for event in story.events] == ["queued", "sending", state]
    assert [(a.number, a.result, a.code) for a in story.attempts] == [(1, outcome.result, outcome.code)]
    assert list(ledger.verify()) == []


def test_sending_is_committed_before_the_first_byte_leaves(ledger: Ledger, clock: Clock) -> None:
    seen: list[str] = []

    def does(_key: str, _who: str) -> Outcome:
        seen.extend(states(ledger))
        return ACCEPTED

    queued(ledger)
    with worker(ledger, clock, Scripted(does=does)) as sender:
        sender.work("paper")
    assert seen == ["sending"]


def test_a_temporary_error_is_tried_again_later_and_not_for_ever(ledger: Ledger, clock: Clock) -> None:
    queued(ledger)
    transport = Scripted(does=lambda _key, _who: BUSY)
    with worker(ledger, clock, transport) as sender:
        for tries in range(1, MOST_TRIES + 1):
            assert sender.work("paper") == 1
            assert sender.work("paper") == 0
            assert len(transport.sent) == tries
            clock.passes(3600)
        assert sender.work("paper") == 0
    assert states(ledger) == ["refused"]


def test_the_other_side_says_how_long_to_wait(ledger: Ledger, clock: Clock) -> None:
    queued(ledger)
    with worker(ledger, clock, Scripted(does=lambda _key, _who: BUSY._replace(again_after=600.0))) as sender:
        sender.work("paper")
        clock.passes(599)
        assert sender.work("paper") == 0
        clock.passes(2)
        assert sender.work("paper") == 1


def test_one_that_raises_is_unknown_and_its_words_are_not_kept(ledger: Ledger, clock: Clock) -> None:
    def does(_key: str, who: str) -> Outcome:
        raise RuntimeError(f"canary-token for {who}")

    key = queued(ledger, "made-up@example.org")[0]
    with worker(ledger, clock, Scripted(does=does)) as sender:
        sender.work("paper")
    assert ledger.story(key).attempts[0].code == "RuntimeError"
    assert "canary" not in repr(ledger.story(key, addresses=True))


def test_replies_are_masked_before_they_are_kept(ledger: Ledger, clock: Clock) -> None:
    said = Outcome(Result.REFUSED, "550 made-up@example.org", "user made-up@example.org or 13800000000 unknown", "id-7")
    key = queued(ledger, "made-up@example.org")[0]
    with worker(ledger, clock, Scripted(does=lambda _key, _who: said)) as sender:
        sender.work("paper")
    attempt = ledger.story(key).attempts[0]
    assert (attempt.code, attempt.excerpt, attempt.provider_id) == ("550 …", "user … or … unknown", "id-7")


def test_only_one_is_at_risk_where_a_person_would_have_to_look(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, *"abc")
    with worker(ledger, clock, Scripted(Doubt.PERSON)) as sender:
        assert sender.work("paper") == 1
    with worker(ledger, clock, Scripted(Doubt.REPEATABLE)) as sender:
        assert sender.work("paper") == 2


# Doubts


def died_sending(ledger: Ledger, clock: Clock, doubt: Doubt, *addresses: str) -> Scripted:
    """A worker that dies in the middle of the first message of its portion."""
    queued(ledger, *(addresses or ("a",)))

    def dies(_key: str, _who: str) -> Outcome:
        raise KeyboardInterrupt

    transport = Scripted(doubt, dies)
    with pytest.raises(KeyboardInterrupt), worker(ledger, clock, transport) as sender:
        sender.work("paper")
    assert set(states(ledger)) <= {"sending", "queued"}
    return transport


def test_what_a_dead_worker_left_open_is_unknown_and_a_person_settles_it(ledger: Ledger, clock: Clock) -> None:
    died_sending(ledger, clock, Doubt.PERSON)
    transport = Scripted(Doubt.PERSON)
    with worker(ledger, clock, transport) as sender:
        assert sender.sweep() == 1
        clock.passes(24 * 3600)
        sender.sweep()
        assert sender.work("paper") == 0
        assert states(ledger) == ["unknown"]
        assert not sender.pending(3600).any
        key = next(ledger.lines()).key
        assert ledger.settle(key, "resend", WHO) == "queued"
        assert sender.work("paper") == 1
    assert transport.sent == [key]
    assert [a.result for a in ledger.story(key).attempts] == ["", "accepted"]
    assert list(ledger.verify()) == []


def test_a_person_says_that_it_arrived(ledger: Ledger, clock: Clock) -> None:
    died_sending(ledger, clock, Doubt.PERSON)
    with worker(ledger, clock, Scripted(Doubt.PERSON)) as sender:
        sender.sweep()
    key = next(ledger.lines()).key
    assert ledger.settle(key, "delivered", WHO) == "delivered"
    with pytest.raises(NotInDoubt):
        ledger.settle(key, "resend", WHO)
    with pytest.raises(KeyError):
        ledger.settle("0" * 32, "resend", WHO)


def test_a_living_worker_is_never_taken_for_dead(ledger: Ledger, clock: Clock) -> None:
    found = []

    def does(_key: str, _who: str) -> Outcome:
        clock.passes(365 * 24 * 3600)
        with worker(ledger, clock, Scripted(Doubt.PERSON)) as other:
            found.append(other.sweep())
        return ACCEPTED

    queued(ledger)
    with worker(ledger, clock, Scripted(does=does)) as sender:
        sender.work("paper")
    assert found == [0]
    assert states(ledger) == ["accepted"]


def test_where_the_key_is_known_it_is_sent_again(ledger: Ledger, clock: Clock) -> None:
    first = died_sending(ledger, clock, Doubt.REPEATABLE, "a", "b")
    second = Scripted(Doubt.REPEATABLE)
    with worker(ledger, clock, second) as sender:
        sender.sweep()
        assert states(ledger) == ["queued", "queued"]
        clock.passes(60)
        assert sender.work("paper") == 2
    assert set(first.sent) < set(second.sent)
    assert states(ledger) == ["accepted", "accepted"]


@pytest.mark.parametrize("doubt", [Doubt.REPEATABLE, Doubt.ASKABLE])
def test_deaths_of_workers_use_up_no_tries(ledger: Ledger, clock: Clock, doubt: Doubt) -> None:
    died_sending(ledger, clock, doubt)
    for _death in range(MOST_TRIES + 2):
        with worker(ledger, clock, Scripted(doubt)) as sender:
            sender.sweep()
            clock.passes(GRACE + 1)
            sender.sweep()
        clock.passes(3600)
        died_sending(ledger, clock, doubt)
    with worker(ledger, clock, Scripted(doubt, lambda _key, _who: BUSY)) as sender:
        sender.sweep()
        clock.passes(GRACE + 1)
        sender.sweep()
        clock.passes(3600)
        assert sender.work("paper") == 1
    assert states(ledger) == ["queued"]


def test_silence_without_end_is_shown_to_a_person(ledger: Ledger, clock: Clock) -> None:
    queued(ledger)
    transport = Scripted(Doubt.REPEATABLE, lambda _key, _who: UNKNOWN)
    with worker(ledger, clock, transport) as sender:
        for _try in range(2 * MOST_TRIES):
            sender.work("paper")
            sender.sweep()
            clock.passes(6 * 3600)
        assert not sender.pending().any
    assert len(transport.sent) == MOST_TRIES
    assert states(ledger) == ["unknown"]


def test_where_it_can_be_asked_it_is_asked_after_a_while(ledger: Ledger, clock: Clock) -> None:
    died_sending(ledger, clock, Doubt.ASKABLE, "a", "b")
    keys = [line.key for line in ledger.lines()]
    second = Scripted(Doubt.ASKABLE, knows={keys[0]: Outcome(Result.DELIVERED)})
    with worker(ledger, clock, second) as sender:
        sender.sweep()
        clock.passes(GRACE - 1)
        sender.sweep()
        assert second.asked == []  # what is under way may still arrive
        clock.passes(2)
        sender.sweep()
        assert sorted(second.asked) == sorted(keys)
        assert sender.work("paper") == 1
    assert second.sent == [keys[1]]
    assert states(ledger) == ["accepted", "delivered"]


def test_one_whose_records_show_late_is_asked_later_and_by_its_own_name(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a")
    transport = Scripted(Doubt.ASKABLE, lambda _key, _who: UNKNOWN._replace(provider_id="id-7"))
    transport.certain_after = 300.0
    with worker(ledger, clock, transport) as sender:
        sender.work("paper")
        sender.sweep()
        clock.passes(GRACE + 299)
        sender.sweep()
        assert transport.asked == []
        clock.passes(2)
        sender.sweep()
    assert len(transport.asked) == 1
    assert transport.known_as == "id-7"


@pytest.mark.parametrize(
    ("passes", "jumps"),
    [(30 * 86_400.0, 0.0), (0.0, 30 * 86_400.0), (0.0, -3600.0)],
    ids=["its records are gone", "the clock was set forward", "the clock was set back"],
)
def test_it_never_came_is_not_believed_of_a_time_that_may_be_forgotten(
    ledger: Ledger, clock: Clock, passes: float, jumps: float
) -> None:
    began = clock.wall
    died_sending(ledger, clock, Doubt.ASKABLE)
    clock.passes(passes)
    clock.jumps(jumps)
    second = Scripted(Doubt.ASKABLE)
    with worker(ledger, clock, second) as sender:
        sender.sweep()
        clock.passes(GRACE + 1)
        sender.sweep()
        assert second.asked_since == began
        assert sender.work("paper") == 0
        assert not sender.pending().any
    assert states(ledger) == ["unknown"], "a person looks"


def test_who_does_not_know_is_asked_again(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a")
    transport = Scripted(Doubt.ASKABLE, lambda _key, _who: UNKNOWN)
    key = next(ledger.lines()).key
    transport.knows[key] = UNKNOWN
    with worker(ledger, clock, transport) as sender:
        sender.work("paper")
        for _ in range(3):
            clock.passes(GRACE + 1)
            sender.sweep()
        assert len(transport.asked) == 2
        assert states(ledger) == ["unknown"]
        transport.knows[key] = ACCEPTED
        clock.passes(GRACE + 1)
        sender.sweep()
    assert states(ledger) == ["accepted"]
    assert transport.sent == [key]


def _raises(_key: str, _recipient: str, _provider_id: str = "") -> Outcome | None:
    raise RuntimeError("a mistake of a wire's own")


@pytest.mark.parametrize("raising", [False, True], ids=["it does not know", "it raises"])
def test_a_doubt_that_nobody_can_tell_about_keeps_no_run_from_its_end(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, raising: bool
) -> None:
    queued(ledger, "a", "b", "c")
    keys = [line.key for line in ledger.lines()]
    transport = Scripted(Doubt.ASKABLE, lambda _key, _who: UNKNOWN, dict.fromkeys(keys, UNKNOWN))
    transport.knows[keys[0]] = ACCEPTED
    if raising:
        monkeypatch.setattr(transport, "ask", _raises)
    rounds: list[int] = []

    def too_long() -> bool:
        rounds.append(1)
        return len(rounds) > 100

    with Worker(ledger, {"paper": Route(transport)}, Pace(grace=0.0, sweep=0.0, idle=0.0)) as sender:
        sender.run(too_long, patience=60.0)
    assert len(rounds) < 100
    assert states(ledger) == (["unknown"] * 3 if raising else ["accepted", "unknown", "unknown"])
    if not raising:
        assert set(transport.asked) == set(keys), "each was asked about before the run ended"


def test_an_answer_that_comes_after_the_sweep_still_counts(ledger: Ledger, clock: Clock) -> None:
    from generator.delivery import claiming, doubts
    from generator.delivery.writing import writing

    key = queued(ledger, "a")[0]
    with ledger.database.connect() as connection:
        with writing(connection, clock, "one") as transaction:
            (taken,) = claiming.claim(transaction, "paper", 7, 5)
        with writing(connection, clock, "two") as transaction:
            assert doubts.mark(transaction, {7}) == 1
            standing = [d.standing for d in doubts.unknown(connection, "paper")]
            assert doubts.repeat(transaction, standing) == 1
        with writing(connection, clock, "one") as transaction:
            claiming.finish(transaction, "paper", [claiming.Ending(taken, ACCEPTED)])
        assert ledger.story(key).line.state == "accepted"
    assert list(ledger.verify()) == []


def test_an_answer_about_an_old_attempt_does_not_end_the_new_one(ledger: Ledger, clock: Clock) -> None:
    from generator.delivery import claiming, doubts
    from generator.delivery.writing import writing

    key = queued(ledger, "a")[0]
    with ledger.database.connect() as connection:
        with writing(connection, clock, "one") as transaction:
            (first,) = claiming.claim(transaction, "paper", 7, 5)
        with writing(connection, clock, "two") as transaction:
            doubts.mark(transaction, {7})
            stale = [d.standing for d in doubts.unknown(connection, "paper")]
            doubts.repeat(transaction, stale, 0.0)
        clock.passes(1)
        with writing(connection, clock, "two") as transaction:
            claiming.claim(transaction, "paper", 8, 5)
        with writing(connection, clock, "one") as transaction:
            claiming.finish(transaction, "paper", [claiming.Ending(first, Outcome(Result.REFUSED, "no"))])
            # Nor does an answer that somebody asked for before the new attempt.
            assert not doubts.answer(transaction, stale[0], None)
    assert ledger.story(key).line.state == "sending"
    assert list(ledger.verify()) == []


def test_what_may_have_arrived_is_not_cancelled_but_unknown(ledger: Ledger, clock: Clock) -> None:
    died_sending(ledger, clock, Doubt.REPEATABLE, "a")
    with worker(ledger, clock, Scripted(Doubt.REPEATABLE)) as sender:
        sender.sweep()
    assert states(ledger) == ["queued"]
    assert ledger.cancel(WHO, item="zhang-san") == 1
    assert states(ledger) == ["unknown"]
    notice = approved(ledger, "撤回", purpose="retract")
    assert ledger.take_back("zhang-san", {"sms": notice}, WHO).notices == 1


@pytest.mark.parametrize(
    ("passes", "jumps"),
    [(LEASE / 2 + 1, 0.0), (0.0, LEASE / 2 + 1), (0.0, -LEASE / 2 - 1)],
    ids=["it was slow", "the machine slept and one clock with it", "the clock was set back"],
)
def test_a_slow_portion_is_given_back_when_its_time_is_over(
    ledger: Ledger, clock: Clock, passes: float, jumps: float
) -> None:
    def slow(_key: str, _who: str) -> Outcome:
        clock.passes(passes)
        clock.jumps(jumps)
        return ACCEPTED

    queued(ledger, *"abcde")
    with worker(ledger, clock, Scripted(Doubt.REPEATABLE, slow)) as sender:
        assert sender.work("paper") == 5
        assert states(ledger) == ["accepted"] * 2 + ["queued"] * 3
        clock.jumps(2 * LEASE)
        sender.work("paper")
        sender.work("paper")
    assert states(ledger) == ["accepted"] * 5
    assert list(ledger.verify()) == []


def test_who_is_told_to_stop_ends_the_message_and_gives_back_the_rest(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, *"abc")
    transport = Scripted(Doubt.REPEATABLE)
    with worker(ledger, clock, transport) as sender:
        sender.work("paper", lambda: bool(transport.sent))
    assert states(ledger) == ["accepted", "queued", "queued"]


def test_a_bounce_that_comes_later_is_entered_once(ledger: Ledger, clock: Clock) -> None:
    key = queued(ledger)[0]
    bounce = Outcome(Result.BOUNCED, "5.1.1")
    assert not ledger.report(key, bounce, WHO)
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    assert ledger.report(key, bounce, WHO)
    assert not ledger.report(key, bounce, WHO)
    assert states(ledger) == ["bounced"]
    with pytest.raises(KeyError):
        ledger.report("0" * 32, bounce, WHO)


def test_a_report_is_entered_once_by_its_name_even_if_it_moved_nothing(ledger: Ledger, clock: Clock) -> None:
    key = queued(ledger, "desk@xu-gou.example")[0]
    bounce = Outcome(Result.BOUNCED, "5.1.1", "550 desk@xu-gou.example unknown")
    assert not ledger.report(key, bounce, WHO, of="aa-0"), "it waits, so this is of an earlier life"
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    assert not ledger.report(key, bounce, WHO, of="aa-0")
    assert states(ledger) == ["accepted"]
    assert ledger.report(key, bounce, WHO, of="bb-0")
    ledger.settle(key, "resend", WHO)
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    assert not ledger.report(key, bounce, WHO, of="bb-0")
    assert ledger.report(key, bounce, WHO, of="b_-0"), "a name is no pattern"
    story = ledger.story(key)
    assert "550 … unknown (bb-0)" in " ".join(event.detail for event in story.events)
    assert not any("desk@" in event.detail for event in story.events)
    assert list(ledger.verify()) == []


def test_only_who_came_back_from_the_address_that_was_written_to_is_called_dead(ledger: Ledger, clock: Clock) -> None:
    desk, night = queued(ledger, "Desk@xu-gou.example", "night@xu-gou.example")
    (itself,) = queued(ledger, outlet="group")
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
        sender.work("paper")
    with Worker(ledger, {"group": Route(Scripted())}, clock=lambda: clock.monotonic) as sender:
        sender.work("group")
    addresses = {line.key: line.recipient for line in ledger.lines(addresses=True)}
    desk, night = sorted((desk, night), key=addresses.__getitem__)
    for key in (desk, night, itself):
        ledger.report(key, Outcome(Result.BOUNCED, "5.1.1"), WHO)
    named = {desk: {"desk@XU-GOU.example"}, night: {"far@elsewhere.example"}, itself: {"group@xu-gou.example"}}
    assert sorted(ledger.came_back(named)) == sorted((desk, itself))
    assert ledger.suppress_dead(named, WHO) == 1, "an outlet itself has no address that could be struck off"
    assert ledger.came_back(named) == [itself]
    assert ledger.suppress_dead(named, WHO) == 0


# When


def test_nothing_goes_before_its_embargo_or_after_its_end(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a", not_before=at(11), expires=at(12))
    queued(ledger, "b", not_before=at(11), expires=at(13))
    with worker(ledger, clock, Scripted()) as sender:
        assert sender.work("paper") == 0
        assert sender.pending(3600).waiting
        assert not sender.pending(3599).waiting
        clock.wall = at(12)
        while sender.pending().waiting:
            sender.work("paper")
    assert states(ledger) == ["accepted", "cancelled"]


def test_promotion_keeps_quiet_hours_and_a_retraction_does_not(ledger: Ledger, clock: Clock) -> None:
    clock.wall = at(23)
    promotion = ledger.record(message("虚构 拒收请回复R", promotional=True), WHO)
    ledger.approve(promotion, WHO)
    ledger.queue(promotion, "paper", ["a"], WHO)
    with worker(ledger, clock, Scripted()) as sender:
        assert sender.work("paper") == 0
        assert not sender.pending().any
        retraction = ledger.record(message("撤回", promotional=True, purpose="retract"), WHO)
        ledger.approve(retraction, WHO)
        ledger.queue(retraction, "paper", ["a"], WHO)
        assert sender.work("paper") == 1
        clock.wall = at(8, day=6)
        assert sender.work("paper") == 1


def test_an_outlet_gets_so_many_a_minute_from_all_workers_together(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, *(f"made-up-{n}" for n in range(100)))
    one, other = Scripted(Doubt.REPEATABLE), Scripted(Doubt.REPEATABLE)
    with worker(ledger, clock, one, a_minute=60) as first, worker(ledger, clock, other, a_minute=60) as second:
        for _second in range(30):
            first.work("paper")
            second.work("paper")
            clock.passes(1)
    assert 30 <= len(one.sent + other.sent) <= 31


def test_an_outlet_that_refuses_everything_rests_and_is_tried_with_one(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, *(f"made-up-{n}" for n in range(100)))
    transport = Scripted(Doubt.REPEATABLE, lambda _key, _who: Outcome(Result.REFUSED, "401"))
    with worker(ledger, clock, transport) as sender:
        assert sender.work("paper") == PORTION
        assert sender.work("paper") == 0
        assert list(ledger.paused()) == ["paper"]
        assert not sender.pending().any
        clock.passes(breaker.FIRST_PAUSE / 1000)
        assert sender.work("paper") == 1
        assert sender.work("paper") == 0
        transport.does = lambda _key, _who: ACCEPTED
        assert ledger.resume("paper", WHO)
        assert not ledger.resume("paper", WHO)
        assert sender.work("paper") == PORTION
    assert ledger.paused() == {}


@pytest.mark.parametrize("seconds", [-10 * 365 * 86_400, -3600, 3600, 10 * 365 * 86_400])
def test_a_clock_that_jumps_sends_nothing_twice(ledger: Ledger, clock: Clock, seconds: float) -> None:
    queued(ledger, *"abcdef")
    transport = Scripted(Doubt.PERSON)
    transport.does = lambda key, _who: UNKNOWN if len(transport.sent) == 2 else ACCEPTED
    with worker(ledger, clock, transport) as sender, worker(ledger, clock, transport) as other:
        for _ in range(3):
            sender.work("paper")
            other.sweep()
        clock.jumps(seconds)
        for _ in range(10):
            other.sweep()
            other.work("paper")
            sender.sweep()
            sender.work("paper")
        # What was to be sent from the moment of queueing may have to wait until a clock set back comes round.
        clock.jumps(-seconds)
        while sender.pending().waiting:
            sender.work("paper")
    assert len(transport.sent) == len(set(transport.sent)) == 6
    assert states(ledger) == ["accepted"] * 5 + ["unknown"]
    assert list(ledger.verify()) == []
