"""apprise: it is believed only where it can know."""

from __future__ import annotations

import json

import pytest

from generator.delivery.outcome import Doubt, Result
from generator.delivery.wires.long_tail import BY_STATUS, LongTail
from tests.delivery.wires.messages import CANARY, KEY, TEXT, message
from tests.delivery.wires.servers import Reply, echo, hang_up, http, http_server, nobody, silence

A, R, T, U = Result.ACCEPTED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN


@pytest.mark.parametrize(
    ("reply", "result", "code"),
    [
        (http(200, "ok"), A, "said-yes"),
        (http(403, "no"), R, "403"),
        (http(429, "slowly"), T, "429"),
        (http(302, "", "Location: http://127.0.0.1:9/x"), R, "302"),
        (http(500, "oops"), U, "500"),
        (hang_up, U, "said-no"),
        (silence, U, "said-no"),
    ],
)
def test_a_service_that_answers_by_status_is_understood(reply: Reply, result: Result, code: str) -> None:
    with http_server(reply) as server:
        outcome = LongTail(f"json://{server.at}/in", {"timeout": "0.5"}).send(KEY, message(), "")
    assert outcome[:2] == (result, code)
    assert len(server.requests) == 1, "once, whatever happens"


def test_the_copy_arrives_whole_under_its_title() -> None:
    with http_server(http(200)) as server:
        LongTail(f"json://{server.at}/in?retry=3", {}).send(KEY, message("长" * 30_000), "")
        LongTail("", {}).send(KEY, message(), f"json://{server.at}/one-recipient")
    assert json.loads(server.requests[0].body)["message"] == "长" * 30_000
    assert json.loads(server.requests[0].body)["title"] == message().title
    assert json.loads(server.requests[1].body)["message"] == TEXT
    assert server.requests[1].target == "/one-recipient"


def test_nobody_there_is_unknown_for_apprise_does_not_say_so() -> None:
    assert LongTail(f"json://127.0.0.1:{nobody()}/", {}).send(KEY, message(), "")[:2] == (U, "said-no")


@pytest.mark.parametrize("reply", [http(200, '{"code":1,"msg":"refused"}'), http(403)])
def test_a_service_of_which_we_do_not_know_how_it_refuses_leaves_a_doubt(reply: bytes) -> None:
    assert "bark" not in BY_STATUS
    with http_server(reply) as server:
        wire = LongTail(f"bark://{server.at}/{CANARY}", {})
        outcome = wire.send(KEY, message(), "")
    assert outcome.result is U
    assert len(server.requests) == 1
    assert wire.doubt is Doubt.PERSON


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("wecombot://abc", "via: wecom"),
        ("dingtalk://abcdefgh@12345678901", "via: dingtalk"),
        ("feishu://abcdef-token", "via: feishu"),
        (f"json://h/{CANARY}?overflow=truncate", "never cut"),
        (f"tgram://123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5{CANARY}/1/2", "one recipient"),
        (f"nonsense://{CANARY}", "does not know"),
        (CANARY, "does not know"),
    ],
)
def test_addresses_that_would_lie_are_turned_away_without_being_repeated(
    address: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match=words) as refusal:
        LongTail(address, {})
    assert CANARY not in str(refusal.value)
    outcome = LongTail("", {}).send(KEY, message(), address)
    assert outcome[:2] == (R, "address")
    assert CANARY not in repr(outcome)
    assert capfd.readouterr() == ("", "")


def test_no_secret_comes_back(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with http_server(echo(403)) as server:
        wire = LongTail(f"json://user:{CANARY}@{server.at}/{CANARY}", {})
        outcome = wire.send(KEY, message(), "")
    assert outcome.result is R
    assert CANARY not in repr(outcome) + repr(wire) + "".join(capfd.readouterr())
    assert str(server.port) not in outcome.reply
