"""Who writes back that they want nothing more is written to no more, and nobody else is struck off."""

from __future__ import annotations

import pytest

from generator.delivery.goodbyes import says_goodbye
from generator.delivery.ledger import Ledger
from generator.delivery.wires.smpp import Smpp
from tests.delivery.texting import ONE, TWO, heard, queued, session, stands, wire
from tests.delivery.wires.smsc import Smsc
from tests.delivery.world import WHO, Clock, approved

_HEADER = bytes((5, 0, 3, 7, 1, 1))  # TS 23.040, 9.2.3.24.1: the only part of one


@pytest.mark.parametrize("text", ["R", "r", " TD。", "td", "退订", "【退订】", "拒收！", "Ｒ", "STOP", "N", "0000"])
def test_the_words_of_operators_and_of_our_own_messages_are_goodbyes(text: str) -> None:
    assert says_goodbye(text)


@pytest.mark.parametrize("text", ["", "收到", "好人R", "谢谢，不用退订", "TD了吗", "2", "??"])
def test_any_other_answer_is_none(text: str) -> None:
    assert not says_goodbye(text)


@pytest.mark.parametrize(
    ("phone", "octets", "coding", "esm_class"),
    [
        (ONE, b"R", 0, 0),
        (f"86{ONE}", "退订".encode("utf-16-be"), 8, 0),
        (f"+86{ONE}", _HEADER + "退订".encode("utf-16-be"), 8, 0x40),
        (ONE, b"td", 3, 0),
    ],
)
def test_whoever_writes_back_a_goodbye_gets_no_more_news(
    ledger: Ledger, clock: Clock, centre: Smsc, phone: str, octets: bytes, coding: int, esm_class: int
) -> None:
    queued(ledger, ONE)
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        centre.write_back(phone, octets, coding, esm_class)
        heard(sender)
    transport.close()
    assert centre.kept == {}, "it is answered once it is written down"
    done = ledger.queue(approved(ledger, "【虚构】又一条。", version="2"), "paper", [ONE, TWO], WHO)
    assert (done.new, done.suppressed) == (1, 1)
    assert list(ledger.verify()) == []


def test_a_goodbye_that_waited_with_the_centre_is_heard_before_anything_goes(
    ledger: Ledger, clock: Clock, centre: Smsc
) -> None:
    """Also of what was queued before it came, and where no receipts are asked for."""
    key = queued(ledger, ONE)[ONE]
    centre.write_back(ONE, b"R")
    transport = Smpp(f"smpp://office:pw@127.0.0.1:{centre.port}", {"source": "10690000", "receipts": "no"})
    transport.reported()  # binds, and what waits with the centre is on its way
    with session(ledger, clock, transport) as sender:
        heard(sender)
    transport.close()
    assert (stands(ledger, key), centre.submitted, centre.kept) == ("cancelled", [], {})


@pytest.mark.parametrize(
    ("octets", "esm_class"),
    [("收到，谢谢".encode("utf-16-be"), 0), (b"R", 0x08), (b"", 0)],  # 0x08: an acknowledgement by the phone itself
)
def test_another_answer_strikes_nobody_off_and_is_not_told_again(
    ledger: Ledger, clock: Clock, centre: Smsc, octets: bytes, esm_class: int
) -> None:
    queued(ledger, ONE)
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        centre.write_back(ONE, octets, 8, esm_class)
        heard(sender)
    transport.close()
    assert centre.kept == {}
    assert ledger.queue(approved(ledger, "【虚构】又一条。", version="2"), "paper", [ONE], WHO).suppressed == 0


def test_a_goodbye_of_somebody_we_have_not_written_to_holds_for_the_next_list(
    ledger: Ledger, clock: Clock, centre: Smsc
) -> None:
    queued(ledger, ONE)
    transport = wire(centre)
    with session(ledger, clock, transport) as sender:
        sender.work("paper")
        centre.write_back(f"86{TWO}", b"R")
        heard(sender)
    transport.close()
    assert ledger.queue(approved(ledger, "【虚构】又一条。", version="2"), "paper", [ONE, TWO], WHO).suppressed == 1
