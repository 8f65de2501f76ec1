"""Every wire that goes over HTTP, against servers that answer well, badly, half, late or not at all."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.transport import Transport
from generator.delivery.wires.wires import GATEWAYS, WIRES
from tests.delivery.wires.mail_server import certificate_for_this_machine
from tests.delivery.wires.messages import CANARY, KEY, PHONE, message
from tests.delivery.wires.servers import (
    HttpServer,
    Listener,
    Reply,
    dripping,
    echo,
    hang_up,
    http,
    http_server,
    nobody,
    reset,
    silence,
)

A, D, R, T, U = Result.ACCEPTED, Result.DELIVERED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN


class Kind(NamedTuple):
    """A wire with its address on this machine, its options, a body that means yes and one that means no."""

    open: Callable[[str, Mapping[str, str]], Transport]
    to: str
    options: dict[str, str]
    yes: str
    no: str
    reads_body: bool
    doubt: Doubt


SIGNED = {"signature": "虚构县", "template": "T1"}
KINDS = {
    "wecom": Kind(WIRES["wecom"].make, f"http://AT/cgi-bin/webhook/send?key={CANARY}", {},
                  '{"errcode":0,"errmsg":"ok"}', '{"errcode":93000,"errmsg":"invalid url"}', True, Doubt.PERSON),
    "dingtalk": Kind(WIRES["dingtalk"].make, f"http://AT/robot/send?access_token={CANARY}", {"secret": f"SEC{CANARY}"},
                     '{"errcode":0,"errmsg":"ok"}', '{"errcode":310000,"errmsg":"sign not match"}', True, Doubt.PERSON),
    "feishu": Kind(WIRES["feishu"].make, f"http://AT/open-apis/bot/v2/hook/{CANARY}", {"secret": f"x{CANARY}"},
                   '{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}',
                   '{"code":19024,"msg":"Key Words Not Found"}', True, Doubt.PERSON),
    "webhook": Kind(WIRES["webhook"].make, f"http://AT/in/{CANARY}", {"secret": f"s{CANARY}", "success": "code=0"},
                    '{"code":0}', '{"code":7}', True, Doubt.REPEATABLE),
    "websub": Kind(WIRES["websub"].make, f"http://AT/hub?k={CANARY}", {"topic": "http://xu-gou.example/feeds/all.atom"},
                   "", "", False, Doubt.REPEATABLE),
    "gateway": Kind(GATEWAYS["template"].make, f"http://AT/send?k={CANARY}",
                    {"body": '{"m": "{phone}", "c": "{text}", "r": "{key}", "pw": "x' + CANARY + '"}',
                     "success": "code=0", "authorization": f"Bearer {CANARY}"},
                    '{"code":0,"id":"7"}', '{"code":"23"}', True, Doubt.PERSON),
    "aliyun": Kind(GATEWAYS["aliyun"].make, f"http://id{CANARY}:key{CANARY}@AT", SIGNED,
                   '{"Code":"OK","BizId":"9^0"}', '{"Code":"isv.SMS_SIGNATURE_ILLEGAL","Message":"no"}', True,
                   Doubt.ASKABLE),
    "tencent": Kind(GATEWAYS["tencent"].make, f"http://id{CANARY}:key{CANARY}@AT", SIGNED | {"app": "1400006666"},
                    '{"Response":{"SendStatusSet":[{"SerialNo":"5:1","Code":"Ok","Message":"send success"}]}}',
                    '{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure"}}}', True, Doubt.PERSON),
}  # fmt: skip

SITUATIONS: dict[str, tuple[Reply, Result]] = {
    "500": (http(500, "oops"), U),
    "502": (http(502), U),
    "504": (http(504), U),
    "503": (http(503, "later", "Retry-After: 120"), T),
    "429": (http(429, "slowly", "Retry-After: 120"), T),
    "408": (http(408), T),
    "404": (http(404, "<html>no such page</html>"), R),
    "413": (http(413), R),
    "redirect": (http(302, "", "Location: http://127.0.0.1:9/elsewhere"), R),
    "moved": (http(308, "", "Location: http://127.0.0.1:9/elsewhere"), R),
    "reset": (reset, U),
    "hang up": (hang_up, U),
    "silence": (silence, U),
    "not http": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", U),
    "half a head": (b"HTTP/1.1 200 OK\r\nContent-", U),
    "endless head": (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", U),
}


def sent(kind: Kind, server: HttpServer, **options: str) -> Outcome:
    wire = kind.open(kind.to.replace("AT", server.at), {"timeout": "0.4"} | kind.options | options)
    try:
        return wire.send(KEY, message(), PHONE)
    finally:
        wire.close()


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", KINDS)
def test_what_no_body_says_is_told_by_what_happened(name: str, situation: str) -> None:
    reply, result = SITUATIONS[situation]
    # A server that says half a head must end it, else this is silence once more.
    with http_server(reply if not isinstance(reply, bytes) else _then_end(reply)) as server:
        outcome = sent(KINDS[name], server)
    assert outcome.result is result
    assert outcome.again_after == (120.0 if situation in ("503", "429") else 0.0)
    assert len(server.requests) == 1


def _then_end(reply: bytes) -> Reply:
    return lambda connection, _request: connection.sendall(reply)


@pytest.mark.parametrize("name", KINDS)
def test_yes_is_accepted_and_no_is_refused_with_the_same_status(name: str) -> None:
    kind = KINDS[name]
    with http_server(http(200, kind.yes)) as server:
        assert sent(kind, server).result is A
    if kind.reads_body:
        with http_server(http(200, kind.no)) as server:
            outcome = sent(kind, server)
        assert outcome.result is R
        assert outcome.code not in ("", "0", "200") or name == "webhook"


@pytest.mark.parametrize("body", ["", "<html>please log in</html>", '{"errcode":', "null", "[]", '"0"', "0"])
@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.reads_body])
def test_a_reply_that_says_nothing_leaves_it_unknown(name: str, body: str) -> None:
    """What is JSON and says something else than yes is no for a gateway and a webhook that were told what yes is."""
    with http_server(http(200, body)) as server:
        outcome = sent(KINDS[name], server)
    told = name in ("gateway", "webhook") and body in ("[]", '"0"', "0")
    assert outcome.result is (R if told else U)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.reads_body])
def test_a_reply_without_end_is_not_read_to_its_end(name: str) -> None:
    def endless(connection: object, _request: object) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")  # type: ignore[attr-defined]
        while True:
            connection.sendall(b'{"code": 0, ' * 1000)  # type: ignore[attr-defined]

    with http_server(endless) as server:
        assert sent(KINDS[name], server).result is U


@pytest.mark.parametrize("name", KINDS)
def test_where_nobody_listens_nothing_was_sent(name: str) -> None:
    wire = KINDS[name].open(KINDS[name].to.replace("AT", f"127.0.0.1:{nobody()}"), KINDS[name].options)
    assert wire.send(KEY, message(), PHONE)[:2] == (T, "connection-refused")
    wire.close()


def test_a_name_that_does_not_exist_is_temporary() -> None:
    wire = WIRES["webhook"].make("http://xu-gou.invalid/", {})
    assert wire.send(KEY, message(), "")[:2] == (T, "name")


def test_a_certificate_that_nobody_vouches_for_gets_to_see_nothing(tmp_path: Path) -> None:
    certificate = certificate_for_this_machine(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    with http_server(http(200, "{}"), tls=tls) as server:
        wire = WIRES["webhook"].make(f"https://{server.at}/", {})
        assert wire.send(KEY, message(), "")[:2] == (T, "certificate")
        assert server.requests == []
        trusting = WIRES["webhook"].make(f"https://{server.at}/", {"ca": str(certificate)})
        for _time in range(2):
            assert trusting.send(KEY, message(), "").result is A
        other = WIRES["webhook"].make(f"https://localhost:{server.port}/", {"ca": str(certificate)})
        assert other.send(KEY, message(), "")[:2] == (T, "certificate"), "it names 127.0.0.1"
        trusting.close()
    with http_server(http(200, "{}")) as plain:
        assert WIRES["webhook"].make(f"https://{plain.at}/", {"timeout": "1"}).send(KEY, message(), "").result is T


def test_several_workers_may_use_one_wire_at_once() -> None:
    with http_server(http(200, "{}")) as server:
        wire = WIRES["webhook"].make(f"http://{server.at}/", {})
        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(lambda n: wire.send(f"{n:032x}", message(), ""), range(200)))
        wire.close()
    assert {outcome.result for outcome in outcomes} == {A}
    assert sorted(request.headers["idempotency-key"] for request in server.requests) == [
        f"{n:032x}" for n in range(200)
    ]
    assert server.connections <= 8


def test_bytes_that_trickle_in_do_not_hold_a_worker() -> None:
    with http_server(dripping) as server:
        began = time.monotonic()
        assert sent(KINDS["webhook"], server)[:2] == (U, "timeout")
    assert time.monotonic() - began < 2


def test_an_answer_that_comes_before_the_body_was_read_is_heard() -> None:
    """A server may refuse a large body without reading it, and close: 413 and not "unknown"."""

    def refuse(connection: object) -> None:
        connection.recv(1)  # type: ignore[attr-defined]
        connection.sendall(http(413, "too large", "Connection: close"))  # type: ignore[attr-defined]
        time.sleep(0.2)

    server = Listener(refuse)
    wire = WIRES["webhook"].make(f"http://127.0.0.1:{server.port}/", {"timeout": "5"})
    try:
        assert wire.send(KEY, message("长" * 5_000_000), "")[:2] == (R, "413")
    finally:
        server.stop()


def test_a_connection_is_used_again_and_a_stale_one_is_not() -> None:
    with http_server(http(200, "{}")) as server:
        wire = WIRES["webhook"].make(f"http://{server.at}/", {})
        for _time in range(5):
            assert wire.send(KEY, message(), "").result is A
        assert server.connections == 1
        server.replies = [lambda connection, _request: connection.sendall(http(200, "{}"))]
        assert wire.send(KEY, message(), "").result is A  # after which the server closes without a word
        time.sleep(0.1)
        assert wire.send(KEY, message(), "").result is A
        assert server.connections == 2
        wire.close()


@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize("name", KINDS)
def test_no_secret_comes_back_even_if_the_server_says_everything_back(
    name: str, status: int, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    kind = KINDS[name]
    caplog.set_level(0)
    wrap: Callable[[str], str] = lambda said: json.dumps({"errcode": 1, "code": 1, "Code": "x", "msg": said})  # noqa: E731
    with http_server(echo(status, wrap)) as server:
        wire = kind.open(kind.to.replace("AT", server.at), kind.options)
        outcome = wire.send(KEY, message(), PHONE)
        told = "\n".join((repr(outcome), repr(wire), str(wire), caplog.text, *capfd.readouterr()))
        wire.close()
    assert server.requests[0].target, "it did reach the server"
    assert CANARY not in told
    assert PHONE not in told
    assert str(server.port) not in told


@pytest.mark.parametrize("name", KINDS)
def test_what_may_be_done_about_a_doubt(name: str) -> None:
    wire = KINDS[name].open(KINDS[name].to.replace("AT", "127.0.0.1:9"), KINDS[name].options)
    assert wire.doubt is KINDS[name].doubt
    wire.close()
