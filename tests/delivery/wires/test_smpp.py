"""SMPP against a message centre of the tests' own."""

from __future__ import annotations

import struct
import time

import pytest

from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.smpp import Smpp
from generator.delivery.wires.smpp_receipt import receipt_of
from generator.delivery.wires.smpp_text import CODES, parts
from generator.sms.gsm import BASIC, EXTENDED
from tests.delivery.wires.messages import CANARY, KEY, PHONE, RARE, TEXT, message
from tests.delivery.wires.servers import Listener, nobody, reset, silence
from tests.delivery.wires.smsc import Smsc, receipt, smsc

A, B, D, R, T, U = (
    Result.ACCEPTED, Result.BOUNCED, Result.DELIVERED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN,
)  # fmt: skip
LONG = "汉" * 66 + RARE[1] + "字" * 66


def opened(port: int, **options: str) -> Smpp:
    return Smpp(f"smpp://office:pw{CANARY[-3:]}@127.0.0.1:{port}", {"source": "10690000", "timeout": "0.7"} | options)


def sent(running: Smsc, text: str = TEXT, **options: str) -> Outcome:
    wire = opened(running.port, **options)
    outcome = wire.send(KEY, message(text), PHONE)
    wire.close()
    return outcome


def test_a_short_text_is_one_message_in_utf_16() -> None:
    with smsc() as running:
        assert sent(running)[:4] == (A, "0x00", "", "m1")
    (one,) = running.submitted
    assert (one.source, one.destination, one.data_coding, one.esm_class, one.registered_delivery) == (
        "10690000", PHONE, 8, 0, 1,
    )  # fmt: skip
    assert one.octets.decode("utf-16-be") == TEXT
    assert running.binds == [(9, "office", f"pw{CANARY[-3:]}", 0x34)]


def test_a_long_text_is_cut_by_us_and_tied_by_headers() -> None:
    """3GPP TS 23.040, 9.2.3.24.1: 05 00 03, reference, total, number. 𠮷 is two units and is not torn."""
    with smsc() as running:
        assert sent(running, LONG)[:4] == (A, "0x00", "", "m1,m2,m3")
    assert [one.esm_class for one in running.submitted] == [0x40] * 3
    reference = int(KEY[:2], 16)
    assert [one.octets[:6] for one in running.submitted] == [bytes((5, 0, 3, reference, 3, n)) for n in (1, 2, 3)]
    assert "".join(one.octets[6:].decode("utf-16-be") for one in running.submitted) == LONG
    assert all(len(one.octets) <= 140 for one in running.submitted)


def test_a_long_text_may_be_tied_by_parameters_instead() -> None:
    with smsc() as running:
        assert sent(running, LONG, join="sar").result is A
    assert "".join(one.octets.decode("utf-16-be") for one in running.submitted) == LONG
    said = [(one.esm_class, one.optional[0x20E], one.optional[0x20F]) for one in running.submitted]
    assert said == [(0, b"\3", b"\1"), (0, b"\3", b"\2"), (0, b"\3", b"\3")]
    assert {len(one.optional[0x20C]) for one in running.submitted} == {2}


def test_the_gsm_alphabet_is_used_abroad_where_it_suffices() -> None:
    """3GPP TS 23.038, 6.2.1: @ is 0, £ 1, ä 0x7B; [ and € are escape and 0x3C, 0x65."""
    (one,) = parts("@£ä[€", 1, international=True)
    assert (one.data_coding, one.octets) == (0, bytes((0, 1, 0x7B, 0x1B, 0x3C, 0x1B, 0x65)))
    assert parts("@£ä[€", 1)[0].data_coding == 8
    assert set(CODES) == BASIC | EXTENDED
    assert len(set(CODES.values())) == len(CODES)
    assert all(CODES[character] == character.encode() for character in "AZaz09 !?\n\r")


@pytest.mark.parametrize(
    ("status", "result"),
    [(0x58, T), (0x14, T), (0x08, T), (0x0B, R), (0x0A, R), (0x45, R), (0x04, R), (0x400, R)],
)
def test_the_status_of_the_answer_decides(status: int, result: Result) -> None:
    with smsc() as running:
        running.statuses = [status] * 9
        assert sent(running)[:2] == (result, f"0x{status:02x}")
    assert len(running.submitted) == 1


def test_a_later_part_that_is_not_taken_now_is_tried_again_and_a_refused_one_leaves_a_doubt() -> None:
    with smsc() as running:
        running.statuses = [0, 0x58, 0]
        assert sent(running, LONG)[:4] == (A, "0x00", "", "m1,m3,m4")
    with smsc() as running:
        running.statuses = [0, 0x45]
        assert sent(running, LONG)[:4] == (U, "0x45", "1/3", "m1")


def test_no_answer_is_unknown_and_no_session_temporary() -> None:
    with smsc() as running:
        running.mute_at = 1
        assert sent(running)[:2] == (U, "no-answer")
    broken, mute = Listener(reset), Listener(silence)
    for port in (nobody(), broken.port, mute.port):
        assert opened(port).send(KEY, message(), PHONE)[:2] == (T, "no-session")
    broken.stop()
    mute.stop()


@pytest.mark.parametrize(("status", "result"), [(0x0E, R), (0x0F, R), (0x08, T)])
def test_an_account_that_is_not_taken_says_so(status: int, result: Result) -> None:
    with smsc() as running:
        running.bind_status = status
        assert sent(running)[:2] == (result, f"bind-0x{status:02x}")
    assert running.submitted == []


def test_what_the_other_side_says_meanwhile_is_answered_and_kept() -> None:
    with smsc() as running:
        running.chatty = True
        wire = opened(running.port)
        assert wire.send(KEY, message(), PHONE).result is A
        time.sleep(0.05)
        told = wire.reported()
        assert [(one.provider_id, one.outcome.result, one.recipient) for one in told] == [("m1", D, PHONE)]
        assert wire.reported() == told, "until it is written down it is said again"
        assert (0x80000005, 0) not in running.answers
        wire.noted(told)
        assert wire.reported() == ()
        wire.close()
    assert (0x80000015, 0) in running.answers
    assert (0x80000005, 0) in running.answers


def test_what_was_not_noted_is_delivered_again_to_the_next_session() -> None:
    with smsc() as running:
        running.report("m7", "DELIVRD")
        for answered in (False, True):
            wire = opened(running.port)
            assert wire.send(KEY, message(), PHONE).result is A
            time.sleep(0.05)
            told = wire.reported()
            assert [one.provider_id for one in told] == ["m7"]
            if answered:
                wire.noted(told)
            wire.close()
        assert running.kept == {}


def test_a_message_to_us_and_a_state_that_is_not_final_are_answered_at_once() -> None:
    with smsc() as running:
        wire = opened(running.port)
        assert wire.send(KEY, message(), PHONE).result is A
        running.report("m1", "ENROUTE")
        time.sleep(0.05)
        assert wire.reported() == ()
        wire.close()
        assert running.kept == {}


@pytest.mark.parametrize(
    ("source", "destination", "phone"), [(PHONE, "10690000", PHONE), ("10690000", PHONE, PHONE), ("", "10690000", "")]
)
def test_a_receipt_names_the_phone_whichever_way_its_addresses_stand(source: str, destination: str, phone: str) -> None:
    """SMPP 3.4, 4.6.1: it comes from the phone. Some operators leave the addresses of the message as they were."""
    body = receipt("m7", "DELIVRD", phone=source)[16:].replace(
        b"\0\x0010690000\0", b"\0\0" + destination.encode() + b"\0"
    )
    found = receipt_of(body, "10690000")
    assert found is not None
    assert found.recipient == phone


def test_a_session_that_was_ended_is_bound_anew() -> None:
    with smsc() as running:
        running.close_after_answer = True
        wire = opened(running.port)
        for _time in range(2):
            assert wire.send(KEY, message(), PHONE).result is A
            time.sleep(0.05)
        wire.close()
    assert len(running.binds) == 2


@pytest.mark.parametrize(
    ("states", "result"),
    [((2, 2), D), ((2, 1), A), ((2, 5), B), ((3, 2), B), ((8, 1), B), ((7, 2), U), ((), U)],
)
def test_the_state_can_be_asked_where_the_id_is_known(states: tuple[int, ...], result: Result) -> None:
    """SMPP 3.4, 5.2.28: 1 en route, 2 delivered, 3 expired, 5 undeliverable, 7 unknown, 8 rejected."""
    with smsc() as running:
        running.states = dict(zip(("m1", "m2"), states, strict=False))
        wire = opened(running.port)
        outcome = wire.ask(KEY, PHONE, "m1,m2")
        assert outcome is not None
        assert outcome.result is result
        without = wire.ask(KEY, PHONE)
        wire.close()
    assert without is not None
    assert without.result is U
    assert wire.doubt is Doubt.PERSON


@pytest.mark.parametrize(
    ("said", "optional", "result"),
    [
        ("DELIVRD", b"", D),
        ("UNDELIV", b"", B),
        ("EXPIRED", b"", B),
        ("REJECTD", b"", B),
        ("ACCEPTD", b"", None),
        ("ENROUTE", b"", None),
        ("UNKNOWN", b"", None),
        ("DELIVRD", struct.pack(">HHB", 0x427, 1, 5), B),
        ("", struct.pack(">HHB", 0x427, 1, 2) + struct.pack(">HH", 0x1E, 3) + b"m7\0", D),
    ],
)
def test_receipts_are_read_in_both_their_forms(said: str, optional: bytes, result: Result | None) -> None:
    found = receipt_of(receipt("m7", said, optional)[16:])
    assert (found and (found.provider_id, found.outcome.result)) == (result and ("m7", result))


@pytest.mark.parametrize("body", [b"", b"\0", b"\0\1\1", b"garbage without end", receipt("m7", "DELIVRD", b"", 0)[16:]])
def test_what_is_no_receipt_is_passed_over(body: bytes) -> None:
    assert receipt_of(body) is None


def test_octets_that_are_no_smpp_end_the_session() -> None:
    server = Listener(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    wire = opened(server.port)
    outcome = wire.send(KEY, message(), PHONE)
    server.stop()
    assert outcome[:2] == (T, "no-session")
    assert CANARY[-3:] not in repr(outcome) + repr(wire)


def test_numbers_and_texts_that_cannot_travel_are_refused_before() -> None:
    wire = opened(nobody())
    assert wire.send(KEY, message(), "office")[:2] == (R, "no-number")
    assert wire.send(KEY, message("汉" * 67 * 256), PHONE)[:2] == (R, "too-long")
