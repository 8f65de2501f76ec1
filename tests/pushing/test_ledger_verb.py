"""The ledger on the command line: where everything stands, what a person settles, and who sees addresses."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWorld

from tests.delivery.wires.servers import HttpServer, hang_up, http, http_server

from .office import Push, office

OUTLETS = """\
outlets:
  - {id: in-doubt, name: 虚构群, takes: [board], via: wecom, to: $D_DOUBT}
  - {id: refusing, name: 虚构平台, takes: [newspaper], via: webhook, to: $D_NO, recipients: $D_LIST}
"""
CANARY = "canary-Zq7"
SETTLE = "write:  exemplar ledger settle KEY delivered  (it came) or  settle KEY resend  (send it again)"


@pytest.fixture
def robot() -> Iterator[HttpServer]:
    with http_server(hang_up) as server:
        yield server


@pytest.fixture
def push(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, robot: HttpServer) -> Iterator[Push]:
    """One message in doubt, and one that was refused with a reply that repeats the recipient's name."""
    with http_server(http(403, f"no such reader {CANARY}-reader")) as refusing:
        made = office(make_world, monkeypatch, OUTLETS)
        made.set(
            D_DOUBT=f"http://{robot.at}/{CANARY}", D_NO=f"http://{refusing.at}/{CANARY}", D_LIST=f"{CANARY}-reader"
        )
        made.sent("zhang-san")
        yield made


def key_of(push: Push, state: str) -> str:
    (line,) = csv.DictReader(io.StringIO(push("ledger", "export", "--state", state).out.lstrip("\ufeff")))
    return line["key"]


def test_the_list_says_where_everything_stands(push: Push) -> None:
    ran = push("ledger", "list")
    assert ran.out.splitlines()[0] == "zhang-san"
    assert ran.out.splitlines()[-1] == "refused 1, unknown 1"
    assert re.search(r"Newspaper [0-9a-f]{12} +news +→ refusing +refused 1", ran.out)
    assert re.search(r"Display board [0-9a-f]{12} +news +→ in-doubt +unknown 1", ran.out)
    refused = push("ledger", "list", "--state", "refused").out.splitlines()
    assert refused[-2].startswith(key_of(push, "refused")[:12])
    assert refused[-1] == "refused 1"
    assert push("ledger", "list", "--outlet", "nobody").out.strip() == "the ledger has nothing of that"


def test_the_story_of_a_delivery_has_every_move_and_what_the_other_side_said(push: Push) -> None:
    ran = push("ledger", "show", key_of(push, "refused")[:8])
    for said in ("approved → queued", "queued → being sent", "being sent → refused", "attempt 1: ", "refused 403"):
        assert said in ran.out
    assert CANARY not in ran.out + ran.err
    assert f"recipient: {CANARY}-reader" in push("ledger", "show", key_of(push, "refused"), "--addresses").out


def test_a_person_settles_a_doubt(push: Push, robot: HttpServer) -> None:
    key = key_of(push, "unknown")
    assert (
        push("ledger", "settle", key[:12], "delivered").err.strip()
        == "error: say who answers for it: add --by and your name"
    )
    assert push("ledger", "settle", key[:12], "delivered", "--by", "虚构编辑").out.strip() == f"✓ {key[:12]}  delivered"
    ran = push("ledger", "settle", key[:12], "resend", "--by", "虚构编辑")
    assert (ran.code, ran.err.strip()) == (
        1,
        f"{key[:12]} stands at “delivered”: there is nothing to settle in that way",
    )
    push("push", "run", "--wait", "0")
    assert len(robot.requests) == 1


def test_what_is_let_go_again_goes_again(push: Push, robot: HttpServer) -> None:
    robot.replies[:] = [http(200, '{"errcode":0}')]
    push("ledger", "settle", key_of(push, "unknown"), "resend", "--by", "虚构编辑")
    assert push("push", "run", "--wait", "0").out.strip() == "1 taken"
    assert len(robot.requests) == 2


def test_an_export_has_addresses_only_if_asked_for(push: Push, tmp_path: Path) -> None:
    plain = push("ledger", "export")
    assert plain.bytes.startswith(b"\xef\xbb\xbfkey,item,version,")
    assert CANARY not in plain.out
    assert push("ledger", "export", "--format", "json", "--addresses", "--out", tmp_path / "a.json").code == 0
    rows = [json.loads(line) for line in (tmp_path / "a.json").read_text("utf-8").splitlines()]
    assert {row["recipient"] for row in rows} == {"", f"{CANARY}-reader"}


def test_a_cell_never_becomes_a_formula(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    with http_server(http(200, "{}")) as server:
        push = office(make_world, monkeypatch, OUTLETS)
        push.set(D_DOUBT="x", D_NO=f"http://{server.at}/", D_LIST="=1+1")
        push.sent("zhang-san")
        out = push("ledger", "export", "--addresses", "--outlet", "refusing").out
    (row,) = csv.DictReader(io.StringIO(out.lstrip("\ufeff")))
    assert row["recipient"] == "'=1+1"


def test_verify_finds_what_other_hands_did(push: Push) -> None:
    head = re.search(r"[0-9]+:[0-9a-f]+", push("ledger", "verify").out)
    assert head
    assert push("ledger", "verify", "--head", head[0]).code == 0
    with sqlite3.connect(push.world.root / "ledger" / "ledger.db") as database:
        database.execute("UPDATE delivery SET state = 'delivered' WHERE state = 'refused'")
    database.close()
    ran = push("ledger", "verify")
    assert ran.code == 1
    assert "✗ " in ran.err
    assert "altered by other hands" in ran.err


def test_nobody_is_written_to_who_asked_for_nothing_more(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with http_server(http(200, "{}")) as server:
        push = office(make_world, monkeypatch, OUTLETS)
        push.set(D_DOUBT="x", D_NO=f"http://{server.at}/", D_LIST="reader-1,reader-2")
        monkeypatch.setattr("generator.cli._read", lambda: b"reader-1\n")
        assert push("ledger", "suppress", "opted-out", "--by", "虚构编辑").out.strip() == "1 more gets nothing"
        push("push")
        push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
        sent = push("push", "--send", "--outlet", "refusing").out
        assert "1 queued, 1 left out, who asked for nothing more or whose address is dead" in sent


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "abc"), "give a key, or at least its first 6 digits, as “ledger list” and “push run” show them"),
        (("show", "abcdef01"), "the ledger has no delivery whose key begins with “abcdef01”"),
        (("list", "--state", "refusd"), "there is no state “refusd”; did you mean “refused”?"),
        (("settle", "abcdef", "lost"), SETTLE),
        (("suppress", "bored"), "say why: opted-out, dead; the addresses come on standard input"),
    ],
)  # fmt: skip
def test_misuse_is_answered_with_what_would_be_right(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    ran = office(make_world, monkeypatch)("ledger", *arguments)
    assert (ran.code, ran.err.strip()) == (2, f"error: {said}")


def test_a_ledger_that_cannot_be_opened_is_said_in_words(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    push = office(make_world, monkeypatch)
    push.set(EXEMPLAR_LEDGER=f"mysql://u:{CANARY}@h/db")
    ran = push("ledger", "list")
    assert ran.code == 2
    assert ran.err.startswith("error: the ledger's address is none")
    assert CANARY not in ran.err
