"""From the plan to the ledger: nothing leaves without an approval of exactly its bytes, and once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import record

from tests.delivery.postgres import postgres
from tests.delivery.wires.smsc import smsc

from .office import Push, copies, office


@pytest.fixture
def push(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Push:
    """One exemplar and one newspaper, whose folder is there."""
    made = office(make_world, monkeypatch)
    desk = tmp_path / "desk"
    desk.mkdir()
    made.set(DEMO_PAPER=desk)
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def key_of(plan: str) -> str:
    found = re.search(r"^  ([0-9a-f]{12})  ", plan, re.MULTILINE)
    assert found
    return found[1]


def test_nothing_leaves_without_approval_and_without_send(push: Push, desk: Path) -> None:
    assert push("push").code == 0
    assert push("push", "--send").out.splitlines()[0] == "1 message waits for its approval"
    push("push", "run", "--wait", "0")
    assert list(desk.iterdir()) == []
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    push("push", "run", "--wait", "0")
    assert list(desk.iterdir()) == []
    assert push("push", "--send").out.splitlines()[-1] == "1 queued; next:  exemplar push run"
    assert push("push", "run", "--wait", "0").out.strip() == "1 taken"
    (text,) = copies(desk)
    assert text.read_bytes() == push("preview", "newspaper", "zhang-san").bytes.removesuffix(b"\n")


def test_a_receipt_that_came_when_nobody_was_there_is_heard_by_the_next_run(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = "via: smpp, to: $D_SMPP, recipients: $D_NUMBERS, options: {source: '1069'}"
    outlets = f"outlets:\n  - {{id: by-smpp, name: 虚构运营商, takes: [sms], {reached}}}\n"
    push = office(make_world, monkeypatch, outlets)
    with smsc() as centre:
        push.set(D_SMPP=f"smpp://office:pw@127.0.0.1:{centre.port}", D_NUMBERS="13900000001,13900000002")
        push("push")
        push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
        push("push", "--send")
        assert push("push", "run", "--wait", "0").out.strip() == "2 taken"
        names = [f"m{number}" for number in range(1, len(centre.submitted) + 1)]
        for name, one in zip(names, centre.submitted, strict=True):
            centre.report(name, "DELIVRD" if one.destination.endswith("1") else "UNDELIV", phone=f"86{one.destination}")
        assert push("push", "run", "--wait", "3").out.strip() == "0 taken"
    assert push("ledger", "list").out.splitlines()[-1] == "delivered 1, bounced 1"


def test_what_was_sent_is_not_sent_again(push: Push, desk: Path) -> None:
    push.sent("zhang-san")
    before = {path: path.stat().st_mtime_ns for path in desk.iterdir()}
    assert "0 queued, 1 there already" in push("push", "--send").out
    assert push("push", "run", "--wait", "0").out.strip() == "0 taken"
    assert {path: path.stat().st_mtime_ns for path in desk.iterdir()} == before


def test_an_approval_holds_for_its_bytes_alone(push: Push, desk: Path) -> None:
    push("push")
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    push.world.edit("people/zhang-san/record.md", "61户", "62户")
    assert push("push", "--send").out.splitlines() == [
        "1 message waits for its approval", "0 queued; next:  exemplar push run",
    ]  # fmt: skip
    push("push", "run", "--wait", "0")
    assert list(desk.iterdir()) == []


def test_an_earlier_version_in_the_queue_gives_way(push: Push, desk: Path) -> None:
    push("push")
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    push("push", "--send")
    push.world.edit("people/zhang-san/record.md", "61户", "62户")
    assert push.sent("zhang-san").out.strip() == "1 taken"
    (text,) = copies(desk)
    assert "62户" in text.read_text("utf-8")
    assert push("ledger", "list").out.splitlines()[-1] == "accepted 1, cancelled 1"


def test_new_bytes_are_no_news_to_who_has_the_old_ones(push: Push, desk: Path) -> None:
    push.sent("zhang-san")
    push.world.edit("people/zhang-san/record.md", "61户", "62户")
    plan = push("push").out
    assert "has an earlier version, which “exemplar correct” replaces" in plan
    push("approve", key_of(plan), "--by", "虚构审稿人")
    assert "0 queued, 1 have an earlier version" in push("push", "--send").out
    push("push", "run", "--wait", "0")
    assert len(copies(desk)) == 1


def test_a_dry_run_shows_the_exact_text_and_records_nothing(push: Push) -> None:
    ran = push("push", "--dry-run")
    copy = push("preview", "newspaper", "zhang-san").out.removesuffix("\n")
    assert copy in ran.out
    assert "→ 虚构日报 (demo-paper)  1 recipient" in ran.out
    assert not (push.world.root / "ledger").exists()


def test_who_is_not_public_is_never_offered(push: Push) -> None:
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: nominated")
    assert "zhang-san" not in push("push", "--all").out
    ran = push("push", "--item", "zhang-san")
    assert ran.code == 1
    assert ran.err.startswith("✗ 张三 (zhang-san)  not public: ")


def test_a_consent_that_leaves_out_the_media_keeps_copy_back(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = record(basis="consent, consent: {on: 2026-11-01, scope: [site]}")
    push = office(make_world, monkeypatch, zhang_san=text)
    ran = push("push", "--item", "zhang-san")
    assert ran.code == 1
    assert "the consent does not cover the media" in ran.err


def test_who_stops_being_public_is_taken_out_of_the_queue(push: Push, desk: Path) -> None:
    push("push")
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    push("push", "--send")
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: suspended")
    ran = push("push", "run", "--wait", "0")
    assert ran.err.startswith("✗ zhang-san may not be given to the media any more: 1 delivery taken out of the queue")
    assert list(desk.iterdir()) == []


def test_an_embargo_that_ends_ends_in_the_queue_too(push: Push, desk: Path) -> None:
    """The last day is over at midnight in China; the ledger cancels what has not gone by then."""
    push.world.edit("people/zhang-san/record.md", "updated:", "publish: {until: 2000-01-02}\nupdated:")
    day = ("--today", "2000-01-02")
    push("push", "--all", *day)
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    assert push("push", "--all", "--send", *day).out.splitlines()[-1] == "1 queued; next:  exemplar push run"
    push("push", "run", "--wait", "0", *day)
    assert list(desk.iterdir()) == []
    assert push("ledger", "list").out.splitlines()[-1] == "cancelled 1"


def test_an_unset_variable_is_named_and_no_value_is_repeated(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEMO_PAPER", raising=False)
    push = office(make_world, monkeypatch)
    assert "the environment variable DEMO_PAPER is not set" in push("push").out
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    ran = push("push", "--send")
    assert ran.code == 1
    assert "✗ 张三 · Newspaper → demo-paper  the environment variable DEMO_PAPER is not set" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("push", "--channel", "newspapr"), "error: there is no channel “newspapr”; did you mean “newspaper”?"),
        (("push", "--outlet", "demo-papr"), "error: there is no outlet “demo-papr”; did you mean “demo-paper”?"),
        (("push", "--item", "zhang-sam"), "error: there is no exemplar “zhang-sam”; did you mean “zhang-san”?"),
        (
            ("approve", "abcdef012345", "--by", "甲"),
            "error: no planned message has a key that begins with “abcdef012345”",
        ),
        (("approve", "--item", "zhang-san"), "error: say who answers for it: add --by and your name"),
        (("approve",), "error: say which messages: their keys, or --item and an exemplar's id"),
    ],
)
def test_misuse_is_answered_with_what_would_be_right(push: Push, arguments: tuple[str, ...], said: str) -> None:
    ran = push(*arguments)
    assert (ran.code, ran.err.strip()) == (2, said)


def test_the_same_on_postgresql(push: Push, desk: Path) -> None:
    with postgres() as cluster:
        push.set(EXEMPLAR_LEDGER=f"{cluster}/postgres")
        assert push.sent("zhang-san").out.strip() == "1 taken"
        assert "0 queued, 1 there already" in push("push", "--send").out
        assert push("retract", "zhang-san", "--by", "虚构负责人", "--send").code == 0
        assert push("push", "run", "--wait", "0", "--workers", "2").out.strip() == "1 taken"
        assert push("ledger", "verify").code == 0
    assert (len(copies(desk)), len(copies(desk, "retract"))) == (1, 1)
    assert not (push.world.root / "ledger").exists()


def test_dbos_sends_the_same_once(push: Push, desk: Path) -> None:
    """In a process of its own: DBOS is one per process, with threads of its own."""
    push("push")
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    push("push", "--send")
    for said in ("1 taken", "0 taken"):
        ran = push.world.run_apart("push", "run", "--wait", "0", "--engine", "dbos", lang="en")
        assert (ran.code, ran.out.strip(), ran.err) == (0, said, "")
    assert len(copies(desk)) == 1
    assert push("ledger", "verify").code == 0
