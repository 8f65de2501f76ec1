"""`exemplar ledger bounces`: what a mail server left in a mailbox reaches the ledger, each report once."""

from __future__ import annotations

import csv
import io
import mailbox
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import Ran

from tests.delivery.wires.mail_server import USER, MailServer, Post, mail_server
from tests.delivery.wires.test_bounces import FAILED, report

from .office import Push, office

OUTLETS = """\
outlets:
  - id: demo-paper
    name: 虚构日报
    takes: [newspaper]
    via: email
    to: $D_MAIL
    recipients: $D_DESKS
    options: {tls: none}
"""
DESK, NIGHT = "desk@xu-gou-bao.example", "night@xu-gou-bao.example"
ABSENT = b"From: editor@xu-gou-bao.example\nSubject: =?utf-8?b?5LiN5Zyo?=\nAuto-Submitted: auto-replied\n\nI am away.\n"
NOTHING = "0 reports of our deliveries, 0 changed something, 0 messages for a person"
ONCE = "1 report of our deliveries, 1 changed something, 0 messages for a person"
AGAIN = "1 report of our deliveries, 0 changed something, 0 messages for a person"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server(Post()) as running:
        yield running


@pytest.fixture
def push(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, server: MailServer) -> Push:
    """Two desks that were sent a letter each, which the mail server took."""
    made = office(make_world, monkeypatch, OUTLETS)
    made.set(D_MAIL=f"smtp://127.0.0.1:{server.port}/?from={USER}", D_DESKS=f"{DESK},{NIGHT}")
    assert made.sent("zhang-san").out.strip() == "2 taken"
    return made


def keys(push: Push) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(push("ledger", "export", "--addresses").out.lstrip("\ufeff")))
    return {row["recipient"]: row["key"] for row in rows}


def state(push: Push, recipient: str) -> str:
    rows = csv.DictReader(io.StringIO(push("ledger", "export", "--addresses").out.lstrip("\ufeff")))
    (found,) = (row["state"] for row in rows if row["recipient"] == recipient)
    return found


def bounce(push: Push, recipient: str = DESK, status: str = "5.1.1", number: int = 1) -> bytes:
    said = FAILED.replace(DESK, recipient).replace("5.1.1", status)
    data = report(f"Original-Envelope-Id: {keys(push)[recipient]}\n", said)
    return data.replace(b"\r\n\r\n", f"\r\nMessage-ID: <{number}@mail.xu-gou.example>\r\n\r\n".encode(), 1)


def test_a_letter_that_came_back_is_entered_once_and_told_without_its_address(push: Push, tmp_path: Path) -> None:
    saved = tmp_path / "退信.eml"
    saved.write_bytes(bounce(push))
    ran = push("ledger", "bounces", saved)
    key = keys(push)[DESK]
    line = f"✗ {key[:12]}  zhang-san · newspaper → demo-paper  bounced  5.1.1  smtp; 550 5.1.1 <***>: Recipient address"
    assert ran.out.splitlines()[0].startswith(line)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, ONCE)
    assert DESK not in ran.out + ran.err
    assert (state(push, DESK), state(push, NIGHT)) == ("bounced", "accepted")
    shown = push("ledger", "show", key).out
    assert "accepted → bounced  reported: bounced 5.1.1 smtp; 550 5.1.1 <***>: Recipient address rejected" in shown
    before = push("ledger", "verify").out
    assert push("ledger", "bounces", saved).out.splitlines() == [AGAIN]
    assert push("ledger", "verify").out == before, "a second reading leaves no trace"


def test_an_old_bounce_says_nothing_of_a_letter_that_a_person_sent_again(push: Push, tmp_path: Path) -> None:
    """The mailbox keeps its messages, and a letter that goes again has the key that it had."""
    box = tmp_path / "box.eml"
    box.write_bytes(bounce(push))
    push("ledger", "bounces", box)
    assert push("ledger", "settle", keys(push)[DESK], "resend", "--by", "虚构编辑").code == 0
    assert push("push", "run", "--wait", "0").out.strip() == "1 taken"
    assert push("ledger", "bounces", box).out.splitlines() == [AGAIN]
    assert state(push, DESK) == "accepted"
    box.write_bytes(bounce(push, number=2))
    assert push("ledger", "bounces", box).out.splitlines()[-1] == ONCE
    assert state(push, DESK) == "bounced"


def test_a_take_back_that_came_back_is_told_as_one(push: Push, tmp_path: Path) -> None:
    """The desk still has the story, and somebody has to ring it up."""
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: withdrawn")
    push("retract", "zhang-san", "--by", "虚构负责人", "--send")
    assert push("push", "run", "--wait", "0").out.strip() == "2 taken"
    rows = csv.DictReader(io.StringIO(push("ledger", "export", "--addresses").out.lstrip("\ufeff")))
    (key,) = (row["key"] for row in rows if row["recipient"] == DESK and row["purpose"] == "retract")
    (tmp_path / "1.eml").write_bytes(report(f"Original-Envelope-Id: {key}\n", FAILED))
    assert (
        f"✗ {key[:12]}  zhang-san · newspaper take-back → demo-paper  bounced"
        in push("ledger", "bounces", tmp_path / "1.eml").out
    )


def boxes(push: Push, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str | Path]]:
    """Four messages, the second as mail servers deliver it to a mailbox, in each of the ways that they are kept."""
    (folder / "eml").mkdir(parents=True)
    messages = [bounce(push), bounce(push, NIGHT), ABSENT, b"Subject: x\n\nFrom here on.\n\nFrom there.\n"]
    box = mailbox.mbox(folder / "all.mbox")
    maildir = mailbox.Maildir(folder / "Maildir")
    for number, data in enumerate(messages):
        box.add(data.replace(b"\r\n", b"\n"))
        maildir.add(data)
        (folder / "eml" / f"{number}.EML").write_bytes(data)
    box.close()
    (folder / "eml" / "readme.txt").write_text("no message")
    (read,) = [file for file in (folder / "Maildir" / "new").iterdir() if b"night" in file.read_bytes()]
    shutil.move(read, folder / "Maildir" / "cur" / f"{read.name}:2,S")
    monkeypatch.setattr("generator.cli._read", lambda: (folder / "all.mbox").read_bytes())
    return {
        "files": sorted((folder / "eml").glob("*.EML")),
        "folder": [folder / "eml"],
        "mbox": [folder / "all.mbox"],
        "maildir": [folder / "Maildir"],
        "pipe": ["-"],
    }


@pytest.mark.parametrize("way", ["files", "folder", "mbox", "maildir", "pipe"])
def test_every_way_to_keep_mail_is_read_and_left_as_it_is(
    push: Push, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    paths = boxes(push, tmp_path / "mail", monkeypatch)[way]
    before = {path: path.read_bytes() for path in (tmp_path / "mail").rglob("*") if path.is_file()}
    ran = push("ledger", "bounces", *paths)
    assert ran.out.splitlines()[-1] == "2 reports of our deliveries, 2 changed something, 2 messages for a person"
    assert (ran.code, state(push, DESK), state(push, NIGHT)) == (0, "bounced", "bounced")
    assert {path: path.read_bytes() for path in (tmp_path / "mail").rglob("*") if path.is_file()} == before
    named = ran.err.splitlines()[1:3]
    expected = {"mbox": ["all.mbox#3", "all.mbox#4"], "pipe": ["-#3", "-#4"]}
    assert [place.rpartition("/")[2].strip() for place in named] == expected.get(way, [Path(n).name for n in named])
    assert "away" not in ran.out + ran.err


def test_one_message_comes_through_the_pipe_of_a_mail_server(push: Push, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"From MAILER-DAEMON Sun Nov 22 12:00:00 2026\n" + bounce(push).replace(b"\r\n", b"\n")
    monkeypatch.setattr("generator.cli._read", lambda: data)
    assert push("ledger", "bounces", "-").out.splitlines()[-1] == ONCE
    monkeypatch.setattr("generator.cli._read", lambda: b"")
    assert push("ledger", "bounces", "-").out.splitlines() == [NOTHING]


def test_an_address_is_struck_off_by_a_person_and_only_if_it_is_the_one_that_is_dead(
    push: Push, tmp_path: Path
) -> None:
    """`suppression.py`: who is on the list gets no take-back either, so no machine puts anybody there."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1.eml").write_bytes(bounce(push))
    (tmp_path / "mail" / "2.eml").write_bytes(bounce(push, NIGHT).replace(NIGHT.encode(), b"far@elsewhere.example"))
    ran = push("ledger", "bounces", tmp_path / "mail")
    assert "1 letter came back because there is no such address:\n  " + keys(push)[DESK][:12] in ran.err
    refused = push("ledger", "bounces", tmp_path / "mail", "--suppress")
    assert (refused.code, refused.err.strip()) == (2, "error: say who answers for it: add --by and your name")
    struck = push("ledger", "bounces", tmp_path / "mail", "--suppress", "--by", "虚构编辑")
    assert struck.out.splitlines()[0] == "1 more gets nothing"
    assert "no such address" not in push("ledger", "bounces", tmp_path / "mail").err, "what is settled is told no more"
    push.world.edit("people/zhang-san/record.md", "61户", "62户")
    push("push")
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    sent = push("push", "--send").out
    assert "1 queued, 1 left out, who asked for nothing more or whose address is dead" in sent, sent


def test_what_came_back_for_other_reasons_strikes_nobody_off(push: Push, tmp_path: Path) -> None:
    (tmp_path / "full.eml").write_bytes(bounce(push, status="5.2.2"))
    ran = push("ledger", "bounces", tmp_path / "full.eml", "--suppress", "--by", "虚构编辑")
    assert ran.out.splitlines()[-2:] == ["0 more get nothing", ONCE]


def test_a_report_of_a_letter_that_this_ledger_does_not_know_is_said_aloud(push: Push, tmp_path: Path) -> None:
    (tmp_path / "strange.eml").write_bytes(report(f"Original-Envelope-Id: {'0' * 32}\n", FAILED))
    ran = push("ledger", "bounces", tmp_path / "strange.eml")
    assert (ran.code, ran.out.strip()) == (1, NOTHING.replace("0 messages", "1 message"))
    assert "this ledger has none of that name; is it the right one?" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name what to read: mail files, an mbox, a Maildir, or - for standard input"),
        (("no-such.mbox",), "there is no file or folder no-such.mbox"),
    ],
)
def test_misuse_is_answered_before_the_ledger_is_touched(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    ran: Ran = office(make_world, monkeypatch)("ledger", "bounces", *arguments)
    assert (ran.code, re.sub("^error: ", "", ran.err.strip())) == (2, said)
