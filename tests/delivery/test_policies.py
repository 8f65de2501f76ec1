"""The rules of sending that need no database: quiet hours, waits, rates, rests, masks."""

from __future__ import annotations

import pytest

from generator.delivery import breaker, rate, retrying
from generator.delivery.masking import masked
from generator.delivery.outcome import EXCERPT, Result
from generator.delivery.quiet_hours import next_open, quiet
from generator.delivery.states import DONE, MOVES, REACHED, IllegalMove, State, checked, state_after
from tests.delivery.world import at


@pytest.mark.parametrize(
    ("hour", "minute", "waits"),
    [(0, 0, True), (7, 59, True), (8, 0, False), (12, 0, False), (21, 58, False), (22, 0, True), (23, 59, True)],
)
def test_promotion_waits_from_ten_in_the_evening_to_eight(hour: int, minute: int, waits: bool) -> None:
    assert quiet(at(hour, minute)) is waits


def test_a_portion_begun_in_the_last_minute_would_end_too_late() -> None:
    assert quiet(at(21, 59, 30))


@pytest.mark.parametrize(("hour", "day"), [(3, 5), (7, 5)])
def test_what_waits_may_go_at_eight(hour: int, day: int) -> None:
    assert next_open(at(hour, 17, 30, day)) == at(8, day=day)
    assert next_open(at(23, day=day)) == at(8, day=day + 1)
    assert next_open(at(9, 30)) == at(9, 30)


def test_waits_double_and_are_spread() -> None:
    for tries, longest in [(1, 15.0), (2, 30.0), (3, 60.0), (20, 3600.0)]:
        waits = [retrying.wait(tries, 0.0) for _ in range(200)]
        assert all(longest / 2 <= wait <= longest for wait in waits)
        assert max(waits) - min(waits) > longest / 10
    assert retrying.wait(1, 900.0) == 900.0  # the other side asked for it
    assert retrying.again(retrying.MOST_TRIES - 1)
    assert not retrying.again(retrying.MOST_TRIES)


def test_a_bucket_fills_with_time_and_holds_ten_seconds() -> None:
    assert rate.filled(rate.Bucket(0.0, 0), 60, 1000).tokens == 1.0
    assert rate.filled(rate.Bucket(0.0, 0), 60, 3_600_000).tokens == 10.0
    assert rate.filled(rate.Bucket(0.0, 0), 1, 60_000).tokens == 1.0
    assert rate.filled(rate.Bucket(0.0, 0), None, 0).tokens == float("inf")


def test_a_clock_set_back_adds_nothing_and_stops_nothing() -> None:
    back = rate.filled(rate.Bucket(0.5, 10_000), 60, 0)
    assert back == rate.Bucket(0.5, 0)
    assert rate.filled(back, 60, 1000).tokens == 1.5


def test_an_outlet_rests_after_refusals_in_a_row_and_longer_each_time() -> None:
    state = breaker.after(breaker.Breaker(), 0, breaker.REFUSALS - 1, 0)
    assert not breaker.rests(state, 0)
    assert breaker.after(state, 1, 5, 0) == breaker.Breaker()
    first = breaker.after(state, 0, 1, 0)
    assert breaker.rests(first, breaker.FIRST_PAUSE - 1)
    assert not breaker.rests(first, breaker.FIRST_PAUSE)
    second = breaker.after(first, 0, 1, breaker.FIRST_PAUSE)
    assert breaker.rests(second, 3 * breaker.FIRST_PAUSE - 1)
    assert not breaker.rests(second, 3 * breaker.FIRST_PAUSE)


def test_a_clock_set_back_does_not_make_a_rest_last_for_ever() -> None:
    state = breaker.after(breaker.Breaker(), 0, breaker.REFUSALS, at(10))
    assert not breaker.rests(state, at(10) - 2 * breaker.LONGEST_PAUSE)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("to 13800000000 refused", "to … refused"),
        ("<zhang.san@example.org> 550 no such user", "<…> 550 no such user"),
        ("+86 138-0000-0000 is no number", "… is no number"),
        ("isv.BUSINESS_LIMIT_CONTROL 429", "isv.BUSINESS_LIMIT_CONTROL 429"),
        ("user made-up-name unknown", "user … unknown"),
        ("a\0b\ud800c", "a b?c"),
    ],
)
def test_a_reply_keeps_no_address_and_no_number(said: str, kept: str) -> None:
    assert masked(said, "made-up-name") == kept


def test_a_long_reply_is_kept_as_an_excerpt() -> None:
    assert len(masked("字" * 10_000, "")) == EXCERPT


def test_every_state_has_its_moves_and_the_others_are_refused() -> None:
    assert set(MOVES) == set(State)
    with pytest.raises(IllegalMove):
        checked(State.CANCELLED, State.SENDING)
    # What was taken is never sent again by any move; what nobody knows of is reached by a retraction.
    assert MOVES[State.ACCEPTED] | MOVES[State.DELIVERED] <= {State.DELIVERED, State.BOUNCED, State.REFUSED}
    assert State.UNKNOWN in REACHED
    assert State.UNKNOWN not in DONE


@pytest.mark.parametrize("result", Result)
def test_every_result_leads_from_sending_to_a_state(result: Result) -> None:
    for again in (True, False):
        checked(State.SENDING, state_after(result, again=again))
