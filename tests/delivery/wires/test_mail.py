"""E-mail, through a real server, read back by the standard library and by another one."""

from __future__ import annotations

import re
import smtplib
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import mailparser
import pytest

from generator.delivery.message import Attachment
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.mail import Mail
from tests.delivery.wires.mail_server import PASSWORD, USER, Post, certificate_for_this_machine, mail_server
from tests.delivery.wires.messages import CANARY, KEY, RARE, TEXT, kit, message
from tests.delivery.wires.servers import Listener, nobody, silence

DESK = "desk@xu-gou-bao.example"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
A, R, T, U = Result.ACCEPTED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN
HTML = "<p>虚构的<b>事迹</b>。</p>"


def opened(port: int, **options: str) -> Mail:
    to = f"smtp://127.0.0.1:{port}/?from={USER}"
    return Mail(to, {"tls": "none", "timeout": "3"} | options, clock=lambda: NOON)


def sent(post: Post, recipient: str = DESK, **options: str) -> Outcome:
    with mail_server(post) as server:
        wire = opened(server.port, **options)
        outcome = wire.send(KEY, message(html=HTML, attachments=kit()), recipient)
        wire.close()
    return outcome


@pytest.fixture(scope="module")
def received() -> bytes:
    post = Post()
    assert sent(post)[:4] == (A, "250", "2.0.0 Ok: queued as 4Xu9gOu", "4Xu9gOu")
    assert post.letters[0][:2] == (USER, [DESK])
    assert f"ENVID={KEY}" in post.options[0][0]
    return post.letters[0][2]


def test_the_letter_has_the_headers_that_a_letter_of_a_program_has(received: bytes) -> None:
    letter = message_from_bytes(received, policy=policy.default)
    assert letter["Message-ID"] == f"<{KEY}@xu-gou.example>"
    assert letter["Subject"] == f"虚构县树立典型{RARE}"
    assert letter["Date"].datetime == NOON
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] is None
    assert (letter["From"], letter["To"]) == (USER, DESK)
    assert letter.get_content_type() == "multipart/mixed"


def test_the_standard_library_reads_back_what_went_in(received: bytes) -> None:
    letter = message_from_bytes(received, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    assert [part.get_content().replace("\r\n", "\n") for part in (text, html)] == [TEXT + "\n", HTML + "\n"]
    attached = list(letter.iter_attachments())
    assert [part.get_filename() for part in attached] == [attachment.name for attachment in kit()]
    assert [part.get_content_type() for part in attached] == [attachment.media_type for attachment in kit()]
    assert [part.get_payload(decode=True) for part in attached] == [attachment.data for attachment in kit()]


def test_another_library_reads_back_what_went_in(received: bytes) -> None:
    letter = mailparser.parse_from_bytes(received)
    assert letter.subject == f"虚构县树立典型{RARE}"
    assert letter.text_plain[0].replace("\r\n", "\n").rstrip("\n") == TEXT
    assert letter.text_html[0].rstrip() == HTML
    assert letter.message_id == f"<{KEY}@xu-gou.example>"
    assert [attachment["filename"] for attachment in letter.attachments] == [name for name, _type, _data in kit()]


def test_every_line_is_ascii_and_short_enough_for_any_server_on_the_way(received: bytes) -> None:
    """RFC 5322, 2.1.1: at most 998 characters, and should be at most 78, which Word's media type alone is not."""
    assert received.isascii()
    word = b"Content-Type: " + kit()[0].media_type.encode()
    assert [line for line in received.splitlines() if len(line) > 78] == [word]


def test_each_recipient_is_refused_or_taken_for_itself() -> None:
    post = Post()
    post.refuse = {"gone@xu-gou-bao.example": "550 5.1.1 <gone@xu-gou-bao.example>: no such user",
                   "full@xu-gou-bao.example": "452 4.2.2 mailbox full"}  # fmt: skip
    with mail_server(post) as server:
        wire = opened(server.port)
        outcomes = [
            wire.send(KEY, message(), f"{name}@xu-gou-bao.example") for name in ("desk", "gone", "full", "night")
        ]
        wire.close()
    assert [outcome[:2] for outcome in outcomes] == [(A, "250"), (R, "550"), (T, "452"), (A, "250")]
    assert outcomes[1].reply == "5.1.1 <***>: no such user"
    assert [to for _from, to, _data in post.letters] == [[DESK], ["night@xu-gou-bao.example"]]
    assert post.sessions == 1, "a refused recipient is no reason to knock anew"


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("554 5.7.1 spam", R),
        ("552 5.3.4 too big", R),
        ("451 4.3.0 try later", T),
        ("421 4.3.2 shutting down", T),
        ("250 Ok", A),
    ],
)
def test_the_answer_to_the_final_dot_decides(said: str, result: Result) -> None:
    post = Post()
    post.on_data = said
    assert sent(post).result is result


def test_a_connection_lost_before_the_end_is_temporary_and_after_it_unknown() -> None:
    before, after = Post(), Post()
    before.break_at, after.break_at = "RCPT", "DATA"
    assert sent(before)[:2] == (T, "lost-before-the-end")
    assert sent(after)[:2] == (U, "no-answer")


def test_a_connection_lost_in_the_middle_of_the_letter_is_temporary() -> None:
    def serve(connection: object) -> None:
        stream = connection.makefile("rwb", buffering=0)  # type: ignore[attr-defined]
        with stream:
            for reply in (b"220 xu-gou\r\n", b"250 xu-gou\r\n", b"250 Ok\r\n", b"250 Ok\r\n", b"354 go on\r\n"):
                stream.write(reply)
                stream.readline()

    server = Listener(serve)
    wire = opened(server.port)
    big = (Attachment("big.bin", "application/octet-stream", b"\0" * 20_000_000),)
    outcome = wire.send(KEY, message(attachments=big), DESK)
    server.stop()
    assert outcome[:2] == (T, "lost-before-the-end")


def test_silence_after_the_end_is_unknown_and_silence_at_the_door_is_temporary() -> None:
    def serve(connection: object) -> None:
        stream = connection.makefile("rwb", buffering=0)  # type: ignore[attr-defined]
        with stream:
            for reply in (b"220 xu-gou\r\n", b"250 xu-gou\r\n", b"250 Ok\r\n", b"250 Ok\r\n", b"354 go on\r\n"):
                stream.write(reply)
                stream.readline()
            while stream.readline() != b".\r\n":
                pass
            stream.read(1)

    server, mute = Listener(serve), Listener(silence)
    outcomes = [opened(port, timeout="0.5").send(KEY, message(), DESK) for port in (server.port, mute.port, nobody())]
    server.stop()
    mute.stop()
    assert [outcome[:2] for outcome in outcomes] == [(U, "no-answer"), (T, "no-session"), (T, "no-session")]


def test_tls_is_demanded_verified_and_logged_in_through(tmp_path: Path) -> None:
    certificate = certificate_for_this_machine(tmp_path)
    account = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}"
    post = Post()
    with mail_server(post, certificate) as server:
        to = f"smtp://{account}@127.0.0.1:{server.port}"
        trusting = Mail(to, {"ca": str(certificate)})
        assert trusting.send(KEY, message(), DESK).result is A
        trusting.close()
        assert Mail(to, {}).send(KEY, message(), DESK).result is T, "nobody vouches for this certificate"
        wrong = Mail(to.replace(quote(PASSWORD, safe=""), f"wrong{CANARY}"), {"ca": str(certificate)})
        outcome = wrong.send(KEY, message(), DESK)
        assert outcome[:2] == (R, "535")
        assert CANARY not in repr(outcome) + repr(wrong)
    with mail_server(Post()) as plain:
        outcome = Mail(f"smtp://127.0.0.1:{plain.port}?from={USER}", {}).send(KEY, message(), DESK)
    assert outcome[:2] == (R, "not-supported")
    assert len(post.letters) == 1


def test_tls_from_the_start_is_verified_and_logged_in_through_too(tmp_path: Path) -> None:
    certificate = certificate_for_this_machine(tmp_path)
    post = Post()
    with mail_server(post, certificate, from_the_start=True) as server:
        to = f"smtps://{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@127.0.0.1:{server.port}"
        trusting = Mail(to, {"ca": str(certificate)})
        assert [trusting.send(KEY, message(), DESK).result for _time in range(2)] == [A, A]
        trusting.close()
        assert Mail(to, {}).send(KEY, message(), DESK)[:2] == (T, "no-session")
        wrong = Mail(to.replace(quote(PASSWORD, safe=""), "wrong"), {"ca": str(certificate)})
        assert wrong.send(KEY, message(), DESK)[:2] == (R, "535")
    assert len(post.letters) == 2


def test_promotional_copy_says_how_to_end_it() -> None:
    post = Post()
    with mail_server(post) as server:
        wire = opened(server.port, unsubscribe="mailto:stop@xu-gou.example")
        wire.send(KEY, message(promotional=True), DESK)
        wire.close()
    assert b"\nList-Unsubscribe: <mailto:stop@xu-gou.example>\r\n" in post.letters[0][2]


@pytest.mark.parametrize(
    "recipient", ["", "desk", "desk@", "a@b, c@d", "desk@x.example\r\nBcc: all@x.example", "<desk@x.example>", "d@x..y"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(recipient: str) -> None:
    wire = opened(nobody())
    assert wire.send(KEY, message(), recipient)[:2] == (R, "no-address")


def test_a_title_or_a_name_can_bring_in_no_header() -> None:
    post = Post()
    evil = message(
        title="虚构\r\nBcc: all@x.example", attachments=(Attachment('x"\r\nX-Evil: 1.txt', "text/plain", b"a"),)
    )
    with mail_server(post) as server:
        wire = opened(server.port, **{"sender-name": '虚构"县\r\nX-Evil: 2'})
        assert wire.send(KEY, evil, DESK).result is A
        wire.close()
    letter = message_from_bytes(post.letters[0][2], policy=policy.default)
    assert "X-Evil" not in letter
    assert "Bcc" not in letter
    assert letter["From"].addresses[0].addr_spec == USER


def test_addresses_outside_ascii_travel_where_the_server_takes_them() -> None:
    post = Post()
    assert sent(post, "编辑@虚构报.example").result is A
    assert post.letters[0][1] == [
        "编辑@xn--7orr4jbwy.example".replace("xn--7orr4jbwy", "虚构报".encode("idna").decode())
    ]
    assert "SMTPUTF8" in post.options[0][0]


def test_a_letter_larger_than_the_server_takes_is_refused_before_it_is_sent() -> None:
    post = Post()
    with mail_server(post, data_size_limit=5000) as server:
        wire = opened(server.port)
        outcome = wire.send(KEY, message(attachments=(Attachment("a.bin", "image/png", b"\0" * 9000),)), DESK)
        wire.close()
    assert outcome[:2] == (R, "too-large")
    assert re.search(r"has \d+ bytes and the mail server takes 5000", outcome.reply)
    assert post.letters == []


def test_a_session_that_the_server_ended_meanwhile_is_replaced() -> None:
    with mail_server(Post()) as server:
        wire = opened(server.port)
        assert wire.send(KEY, message(), DESK).result is A
        session = wire._idle[0][0]
        assert isinstance(session, smtplib.SMTP)
        assert session.sock is not None
        session.sock.shutdown(2)
        assert wire.send(KEY, message(), DESK).result is A
        wire.close()
    assert wire.doubt is Doubt.REPEATABLE
