"""Webhook and WebSub: what stands in the request, and what a newsroom's own words mean."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs

import pytest

from generator.delivery.outcome import Result
from generator.delivery.wires.replies import again_after
from generator.delivery.wires.webhook import Webhook
from generator.delivery.wires.websub import Hub
from tests.delivery.wires.messages import KEY, RARE, TEXT, kit, message
from tests.delivery.wires.servers import http, http_server

A, R, U = Result.ACCEPTED, Result.REFUSED, Result.UNKNOWN
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_newsroom_can_verify_and_unpack_what_it_got() -> None:
    with http_server(http(202, "")) as server:
        wire = Webhook(
            f"http://{server.at}/in?x=1", {"secret": "whsec_" + base64.b64encode(b"k" * 24).decode()}, lambda: NOON
        )
        assert wire.send(KEY, message(attachments=kit()), "")[:2] == (A, "202")
        wire.close()
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/in?x=1")
    assert request.headers["idempotency-key"] == request.headers["webhook-id"] == KEY
    signed = f"{KEY}.{int(NOON.timestamp())}.".encode() + request.body
    mark = base64.b64encode(hmac.new(b"k" * 24, signed, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-signature"] == f"v1,{mark}"
    said = json.loads(request.body)
    assert (said["key"], said["purpose"], said["item"], said["text"]) == (KEY, "publish", "xu-gou", TEXT)
    assert said["attachments"][0]["name"] == f"{RARE}·事迹（通稿）.docx"
    assert [base64.b64decode(one["base64"]) for one in said["attachments"]] == [one.data for one in kit()]


def test_the_same_key_sends_the_same_bytes() -> None:
    with http_server(http(200, "")) as server:
        wire = Webhook(f"http://{server.at}/", {})
        wire.send(KEY, message(), "")
        wire.send(KEY, message(), "")
        wire.close()
    assert server.requests[0].body == server.requests[1].body
    assert "webhook-signature" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("status", "body", "options", "result"),
    [
        (200, "", {}, A),
        (204, "", {}, A),
        (200, "thanks", {}, A),
        (409, "in progress", {}, U),
        (422, "key used for another body", {}, R),
        (200, '{"code":1}', {"success": "code=0"}, R),
        (200, '{"ok":true}', {"success": "ok=true"}, A),
        (200, '{"data":{"state":"DONE"}}', {"success": "data.state=OK,DONE"}, A),
        (200, "thanks", {"success": "code=0"}, U),
    ],
)
def test_what_a_newsroom_says_counts(status: int, body: str, options: dict[str, str], result: Result) -> None:
    with http_server(http(status, body)) as server:
        wire = Webhook(f"http://{server.at}/", options)
        assert wire.send(KEY, message(), "").result is result
        wire.close()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        (" 7 ", 7),
        ("-1", 0),
        ("1e9", 0),
        ("999999999999", 86_400),
        (format_datetime(NOON + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOON - timedelta(days=1), usegmt=True), 0),
        ("Sunday, 22-Nov-26 12:00:30 GMT", 30),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("soon", 0),
        ("", 0),
        ("１２０", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert again_after(value, lambda: NOON) == seconds


def test_a_hub_is_told_of_every_feed_and_of_nothing_else() -> None:
    feeds = "http://xu-gou.example/feeds/all.atom http://xu-gou.example/feeds/all.rss"
    with http_server(http(204, "")) as server:
        wire = Hub(f"http://{server.at}/", {"topic": feeds})
        assert wire.send(KEY, message(), "")[:2] == (A, "204")
        wire.close()
    (request,) = server.requests
    assert parse_qs(request.body.decode()) == {"hub.mode": ["publish"], "hub.url": feeds.split()}
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
