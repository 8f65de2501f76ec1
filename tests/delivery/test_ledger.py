"""What the ledger takes in and tells, on both databases."""

from __future__ import annotations

import pytest

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Wanted
from generator.delivery.message import Attachment
from generator.delivery.publications import OtherBytes, Unapproved
from generator.delivery.queueing import Queued
from generator.delivery.states import State
from generator.delivery.suppression import Reason
from tests.delivery.world import WHO, Clock, Scripted, approved, message, queued, states, worker


def test_a_message_comes_back_byte_for_byte(ledger: Ledger) -> None:
    sent = message("正文 𠮷\n", html="<p>", attachments=(Attachment("张𠮷.pdf", "application/pdf", b"\x00\xff"),))
    assert ledger.message(ledger.record(sent, WHO)) == sent


def test_recording_twice_is_recording_once(ledger: Ledger) -> None:
    assert ledger.record(message(), WHO) == ledger.record(message(), WHO)
    assert len(ledger.publications()) == 1


def test_other_bytes_under_the_same_version_are_refused(ledger: Ledger) -> None:
    ledger.record(message(), WHO)
    with pytest.raises(OtherBytes):
        ledger.record(message("别的字"), WHO)


def test_nothing_is_queued_without_an_approval_of_these_bytes(ledger: Ledger) -> None:
    approved(ledger)
    draft = ledger.record(message("改过的字", version="v2"), WHO)
    with pytest.raises(Unapproved):
        ledger.queue(draft, "paper", ["made-up"], WHO)
    assert states(ledger) == []


def test_an_approval_names_who_gave_it_and_is_given_once(ledger: Ledger) -> None:
    digest = ledger.record(message(), WHO)
    assert ledger.publications()[0].approved_by == ""
    assert ledger.approve(digest, "甲")
    assert not ledger.approve(digest, "乙")
    assert ledger.publications(digest=digest[:6])[0].approved_by == "甲"
    with pytest.raises(KeyError):
        ledger.approve("0" * 32, WHO)


def test_a_recipient_is_queued_once_however_often_he_is_named(ledger: Ledger) -> None:
    digest = approved(ledger)
    assert ledger.queue(digest, "paper", ["a", "b", "a"], WHO) == Queued(2, 0, 0)
    assert ledger.queue(digest, "paper", ["b", "c"], WHO) == Queued(1, 1, 0)
    assert ledger.queue(digest, "radio", ["b"], WHO) == Queued(1, 0, 0)


def test_what_fails_in_the_middle_queues_nothing(ledger: Ledger) -> None:
    def addresses() -> object:
        yield from (f"made-up-{n}" for n in range(12_000))
        raise OSError("the list ended in the middle")

    with pytest.raises(OSError, match="in the middle"):
        ledger.queue(approved(ledger), "paper", addresses(), WHO)  # type: ignore[arg-type]
    assert states(ledger) == []
    assert list(ledger.verify()) == []


def test_lists_leave_addresses_out_unless_asked(ledger: Ledger) -> None:
    key = queued(ledger, "made-up@example.org")[0]
    assert "made-up@example.org" not in repr(list(ledger.lines())) + repr(ledger.story(key)) + repr(ledger.counts())
    assert ledger.story(key, addresses=True).line.recipient == "made-up@example.org"
    assert [line.recipient for line in ledger.lines(addresses=True)] == ["made-up@example.org"]


def test_lists_are_narrowed(ledger: Ledger) -> None:
    queued(ledger, "a", "b")
    queued(ledger, "a", outlet="radio")
    assert len(list(ledger.lines(Wanted(outlet="radio")))) == 1
    assert len(list(ledger.lines(Wanted(item="zhang-san", channel="sms", state=State.QUEUED)))) == 3
    assert list(ledger.lines(Wanted(item="li-si"))) == []
    assert [(c.outlet, c.number) for c in ledger.counts()] == [("paper", 2), ("radio", 1)]
    with pytest.raises(KeyError):
        ledger.story("0" * 32)


def test_keys_of_two_ledgers_have_nothing_in_common(ledger: Ledger, tmp_path: object) -> None:
    from generator.delivery.ledger import open_ledger

    other = open_ledger(f"sqlite:///{tmp_path}/other.db")
    assert set(queued(ledger, "13800000000")).isdisjoint(queued(other, "13800000000"))
    other.close()


def test_cancelling_takes_out_what_waits_and_leaves_what_went(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a")
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    queued(ledger, "a", "b", "c")
    assert ledger.cancel(WHO, item="zhang-san") == 2
    assert states(ledger) == ["accepted", "cancelled", "cancelled"]
    with pytest.raises(ValueError, match="what"):
        ledger.cancel(WHO)


def test_a_retraction_reaches_everyone_who_may_have_it_and_nobody_else(ledger: Ledger, clock: Clock) -> None:
    from generator.delivery.outcome import Outcome, Result

    ends = {"a": Result.ACCEPTED, "d": Result.DELIVERED, "u": Result.UNKNOWN, "r": Result.REFUSED}
    queued(ledger, *ends)
    with worker(ledger, clock, Scripted(does=lambda _key, who: Outcome(ends[who]))) as sender:
        while sender.work("paper"):
            pass
        queued(ledger, *ends, "waiting")
        notice = approved(ledger, "撤回", purpose="retract")
        taken = ledger.take_back("zhang-san", {"sms": notice}, WHO)
        assert taken == (1, 3, ())
        notices = [line for line in ledger.lines(addresses=True) if line.purpose == "retract"]
        assert sorted(line.recipient for line in notices) == ["a", "d", "u"]
        assert {line.state for line in notices} == {State.QUEUED}
        # Twice is once.
        assert ledger.take_back("zhang-san", {"sms": notice}, WHO) == (0, 0, ())


def test_a_retraction_says_where_it_has_no_notice(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a", "b")
    with worker(ledger, clock, Scripted()) as sender:
        while sender.work("paper"):
            pass
    assert ledger.reached("zhang-san") == [("paper", "sms", 2)]
    assert ledger.take_back("zhang-san", {}, WHO) == (0, 0, (("paper", "sms", 2),))


def test_an_unapproved_retraction_changes_nothing(ledger: Ledger) -> None:
    queued(ledger, "a")
    draft = ledger.record(message("撤回", purpose="retract"), WHO)
    with pytest.raises(Unapproved):
        ledger.take_back("zhang-san", {"sms": draft}, WHO)
    assert states(ledger) == ["queued"]


def test_a_correction_that_is_asked_for_twice_does_not_cancel_itself(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a")
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    correction = approved(ledger, "更正", purpose="correct")
    assert ledger.take_back("zhang-san", {"sms": correction}, WHO) == (0, 1, ())
    assert ledger.take_back("zhang-san", {"sms": correction}, WHO) == (0, 0, ())
    assert states(ledger) == ["accepted", "queued"]
    # And a retraction stops a correction on its way.
    assert ledger.take_back("zhang-san", {"sms": approved(ledger, "撤回", purpose="retract")}, WHO) == (1, 1, ())
    with pytest.raises(ValueError, match="news"):
        ledger.take_back("zhang-san", {"sms": approved(ledger)}, WHO)


def test_who_opted_out_gets_no_news_and_yet_what_takes_them_back(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a")
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    assert ledger.suppress(["a", "b"], Reason.OPTED_OUT, WHO) == 2
    assert ledger.suppress(["a"], Reason.OPTED_OUT, WHO) == 0
    digest = approved(ledger, "第二版", version="v2")
    assert ledger.queue(digest, "paper", ["a", "b", "c"], WHO) == Queued(1, 0, 2)
    assert ledger.take_back("zhang-san", {"sms": approved(ledger, "撤回", purpose="retract")}, WHO).notices == 1
    assert ledger.suppress(["a"], Reason.DEAD, WHO) == 1
    assert ledger.queue(approved(ledger, "更正", purpose="correct"), "paper", ["a"], WHO) == Queued(0, 0, 1)
    assert ledger.readmit("a", WHO)
    assert not ledger.readmit("a", WHO)
    assert ledger.queue(digest, "paper", ["a"], WHO) == Queued(1, 0, 0)


def test_who_opts_out_while_it_waits_gets_it_no_more(ledger: Ledger, clock: Clock) -> None:
    queued(ledger, "a", "b")
    ledger.suppress(["a"], Reason.OPTED_OUT, WHO)
    transport = Scripted()
    with worker(ledger, clock, transport) as sender:
        while sender.pending().waiting:
            sender.work("paper")
    assert len(transport.sent) == 1
    assert states(ledger) == ["accepted", "cancelled"]


def test_the_database_itself_refuses_to_change_what_happened(ledger: Ledger, clock: Clock) -> None:
    import sqlalchemy as sa

    queued(ledger, "a")
    with worker(ledger, clock, Scripted()) as sender:
        sender.work("paper")
    for table in ("attempt", "reply", "event", "approval"):
        for change in (
            f"DELETE FROM {table}",
            f"UPDATE {table} SET {'who' if table != 'attempt' else 'request'} = 'x'",
        ):
            if table == "reply" and "who" in change:
                change = "UPDATE reply SET code = 'x'"
            with pytest.raises(sa.exc.DBAPIError, match="only appended"), ledger.database.begin() as connection:
                connection.exec_driver_sql(change)
