"""Bounces: reports as mail servers write them, and everything that is none."""

from __future__ import annotations

import pytest

from generator.delivery.outcome import Result
from generator.delivery.wires.bounces import Bounce, report_of
from tests.delivery.wires.messages import KEY

DESK = "desk@xu-gou-bao.example"


def bounces(data: bytes) -> tuple[Bounce, ...]:
    found = report_of(data)
    return found.bounces if found else ()


def report(per_message: str, per_recipient: str, returned: str = "", kind: str = "text/rfc822-headers") -> bytes:
    """A report after the example of RFC 3464, appendix E."""
    return f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.xu-gou.example>
To: office@xu-gou.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.xu-gou.example
{per_message}
{per_recipient}
--b1
Content-Type: {kind}

{returned}
--b1--
""".replace("\n", "\r\n").encode()


FAILED = f"""
Final-Recipient: rfc822; {DESK}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{DESK}>: Recipient address
    rejected: User unknown
"""
HEADERS = f"From: office@xu-gou.example\nSubject: x\nMessage-ID: <{KEY}@xu-gou.example>\n"


@pytest.mark.parametrize(
    "data",
    [
        report(f"Original-Envelope-Id: {KEY}\n", FAILED),
        report("", FAILED, HEADERS),
        report("", FAILED, HEADERS.replace("Message-ID: ", "Message-Id:\n ")),
        report("", FAILED, HEADERS + "\nThe letter.\n", "message/rfc822"),
    ],
    ids=["by envelope id", "by returned headers", "in another case, folded", "by returned letter"],
)
def test_a_letter_that_came_back_is_known_by_its_key(data: bytes) -> None:
    found = report_of(data)
    assert found is not None
    (bounce,) = found.bounces
    assert found.key == KEY
    assert bounce.addresses == (DESK,)
    assert bounce.dead
    assert bounce.outcome[:2] == (Result.BOUNCED, "5.1.1")
    assert bounce.outcome.reply == "smtp; 550 5.1.1 <***>: Recipient address rejected: User unknown"


@pytest.mark.parametrize(
    ("action", "results"),
    [("failed", [Result.BOUNCED]), ("Delivered", [Result.DELIVERED]), ("delayed", []), ("relayed", []), ("", [])],
)
def test_only_what_is_final_is_told(action: str, results: list[Result]) -> None:
    data = report(f"Original-Envelope-Id: {KEY}\n", FAILED.replace("failed", action))
    assert [bounce.outcome.result for bounce in bounces(data)] == results


@pytest.mark.parametrize(
    ("status", "dead"),
    [("5.1.1", True), ("5.1.2", True), ("5.1.3", True), ("5.1.6", True), ("5.1.10", True), ("5.1.4", False),
     ("5.2.1", False), ("5.2.2", False), ("5.3.4", False), ("5.4.4", False), ("5.7.1", False), ("4.1.1", False)],
)  # fmt: skip
def test_only_what_is_said_of_the_address_makes_it_dead(status: str, dead: bool) -> None:
    """RFC 3463, 3.2: a full mailbox (5.2.2), too large a letter (5.3.4), a filter (5.7.1) are not of it."""
    (bounce,) = bounces(report(f"Original-Envelope-Id: {KEY}\n", FAILED.replace("5.1.1", status, 1)))
    assert bounce.dead is dead


def test_a_report_has_one_name_however_it_was_fetched() -> None:
    data = report(f"Original-Envelope-Id: {KEY}\n", FAILED).replace(b"\r\n\r\n", b"\r\nMessage-ID: <1@x>\r\n\r\n", 1)
    first = report_of(data)
    assert first is not None
    ways = (data.replace(b"\r\n", b"\n"), b"Delivered-To: office@xu-gou.example\r\nX-UIDL: 7\r\n" + data)
    assert [report_of(way) for way in ways] == [first, first]
    other = report_of(data.replace(b"<1@x>", b"<2@x>"))
    assert other is not None
    assert other.name != first.name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
        b"\xff\xfe\x00garbage",
        b"Subject: absence note\r\n\r\nI am away.\r\n",
        report("", FAILED, "Message-ID: <somebody-elses@xu-gou.example>\n"),
        report("", FAILED),
        report(f"Original-Envelope-Id: {KEY}\n", ""),
        report(f"Original-Envelope-Id: {KEY}x\n", FAILED),
        f"Message-ID: <{KEY}@xu-gou.example>\r\n\r\nOur own letter.\r\n".encode(),
        b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n",
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n",
    ],
)
def test_everything_else_is_for_a_person(data: bytes) -> None:
    assert bounces(data) == ()
