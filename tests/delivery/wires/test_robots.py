"""The robots: what is sent, what their codes mean, and what is too long."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.delivery.outcome import Result
from generator.delivery.wires.dingtalk import open_dingtalk
from generator.delivery.wires.feishu import open_feishu
from generator.delivery.wires.wecom import open_wecom
from tests.delivery.wires.messages import KEY, TEXT, message
from tests.delivery.wires.servers import http, http_server

OPEN = {"wecom": open_wecom, "dingtalk": open_dingtalk, "feishu": open_feishu}
A, R, T, U = Result.ACCEPTED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN


@pytest.mark.parametrize(
    ("robot", "status", "body", "headers", "result", "code", "wait"),
    [
        ("wecom", 200, {"errcode": 0, "errmsg": "ok"}, (), A, "0", 0),
        ("wecom", 200, {"errcode": 93000, "errmsg": "invalid webhook url"}, (), R, "93000", 0),
        ("wecom", 200, {"errcode": 40058, "errmsg": "exceed max length 2048"}, (), R, "40058", 0),
        ("wecom", 200, {"errcode": 45009, "errmsg": "api freq out of limit"}, (), T, "45009", 60),
        ("wecom", 200, {"errcode": -1, "errmsg": "system error"}, (), T, "-1", 5),
        ("wecom", 500, {"errcode": 0, "errmsg": "ok"}, (), A, "0", 0),
        ("dingtalk", 200, {"errcode": 0, "errmsg": "ok"}, (), A, "0", 0),
        ("dingtalk", 200, {"errcode": 310000, "errmsg": "keywords not in content"}, (), R, "310000", 0),
        ("dingtalk", 200, {"errcode": 300001, "errmsg": "token is not exist"}, (), R, "300001", 0),
        ("dingtalk", 200, {"errcode": 460101, "errmsg": "message too long, exceed 20000 bytes"}, (), R, "460101", 0),
        ("dingtalk", 200, {"errcode": 130101, "errmsg": "send too fast, exceed 20 times"}, (), T, "130101", 600),
        ("dingtalk", 200, {"status": 1111, "wait": 7, "source": "x5", "punish": "deny"}, (), T, "1111", 7),
        ("feishu", 200, {"StatusCode": 0, "StatusMessage": "success"}, (), A, "0", 0),
        ("feishu", 200, {"code": 19021, "msg": "sign match fail or timestamp is old"}, (), R, "19021", 0),
        ("feishu", 200, {"code": 19024, "msg": "Key Words Not Found"}, (), R, "19024", 0),
        ("feishu", 200, {"code": 9499, "msg": "Bad Request"}, (), R, "9499", 0),
        ("feishu", 200, {"code": 11232, "msg": "frequency limited"}, (), T, "11232", 60),
        ("feishu", 400, {"code": 99991400, "msg": "request trigger frequency limit"}, ("x-ogw-ratelimit-reset: 52",), T,
         "99991400", 52),
        ("feishu", 200, {"msg": "success"}, (), U, "200", 0),
    ],
)  # fmt: skip
def test_the_code_decides_and_never_the_status(
    robot: str, status: int, body: object, headers: tuple[str, ...], result: Result, code: str, wait: float
) -> None:
    with http_server(http(status, json.dumps(body), *headers)) as server:
        outcome = OPEN[robot](f"http://{server.at}/send?key=abcd", {}).send(KEY, message(), "")
    assert (outcome.result, outcome.code, outcome.again_after) == (result, code, wait)
    assert json.loads(outcome.reply or "{}") == body


def test_the_copy_arrives_to_the_byte_and_without_escapes() -> None:
    """WeCom refuses \\u escapes (40033), and the limits count bytes of UTF-8."""
    for robot, path in (
        ("wecom", ("text", "content")),
        ("dingtalk", ("text", "content")),
        ("feishu", ("content", "text")),
    ):
        with http_server(http(200, "{}")) as server:
            OPEN[robot](f"http://{server.at}/send?key=abcd", {}).send(KEY, message(), "")
        sent = server.requests[0].body
        assert json.loads(sent)[path[0]][path[1]] == TEXT
        assert b"\\u" not in sent
        assert server.requests[0].headers["content-type"] == "application/json; charset=utf-8"


def test_dingtalk_signs_in_the_address_and_feishu_in_the_body() -> None:
    with http_server(http(200, "{}")) as server:
        open_dingtalk(f"http://{server.at}/robot/send?access_token=t1", {"secret": "SEC1"}).send(KEY, message(), "")
        open_feishu(f"http://{server.at}/hook/1", {"secret": "x1"}).send(KEY, message(), "")
    first, second = server.requests
    query = parse_qs(urlsplit(first.target).query)
    assert query["access_token"] == ["t1"]
    assert len(query["timestamp"][0]) == 13
    assert len(query["sign"][0]) == 44
    assert len(json.loads(second.body)["timestamp"]) == 10
    assert len(json.loads(second.body)["sign"]) == 44


@pytest.mark.parametrize(
    ("robot", "fits", "over"),
    [
        ("wecom", "汉" * 682 + "ab", 3),  # 682 × 3 + 2 = 2,048 bytes
        ("dingtalk", "汉" * 6650, 3 * 6650 + len('{"msgtype":"text","text":{"content":""}}') + 30 - 20_000),
        ("feishu", "汉" * 6650, 3 * 6650 + len('{"msg_type":"text","content":{"text":""}}') + 30 - 20_000),
    ],
)
def test_what_is_too_long_is_refused_before_it_is_sent_and_never_cut(robot: str, fits: str, over: int) -> None:
    with http_server(http(200, '{"errcode":0,"code":0}')) as server:
        wire = OPEN[robot](f"http://{server.at}/send?key=abcd", {})
        assert wire.send(KEY, message(fits), "").result is A
        outcome = wire.send(KEY, message(fits + "汉" * (1 if robot == "wecom" else 10)), "")
    assert outcome[:2] == (R, "too-long")
    assert f"{over} bytes too long" in outcome.reply
    assert len(server.requests) == 1
