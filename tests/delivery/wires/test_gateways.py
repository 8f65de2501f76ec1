"""SMS gateways: what is sent, in whose form, and what can be asked afterwards."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.delivery.outcome import Doubt, Result
from generator.delivery.wires.aliyun import Aliyun
from generator.delivery.wires.sms_gateway import SmsGateway
from generator.delivery.wires.tencent import Tencent
from tests.delivery.wires.messages import KEY, PHONE, RARE, message
from tests.delivery.wires.servers import Request, http, http_server, nobody, silence

A, B, D, R, T, U = (
    Result.ACCEPTED, Result.BOUNCED, Result.DELIVERED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN,
)  # fmt: skip
TRICKY = f'【虚构县】{RARE}说："a&b=c" {{phone}} {{key}} %7B\n次日'
NIGHT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # in Beijing it is the 23rd
JSON_BODY = '{"account": "a1", "to": ["{phone}"], "msg": {"text": "{text}"}, "ref": "{key}", "n": 1}'
FORM_BODY = "account=a1&to={phone}&text={text}&ref={key}"
ASKING = {
    "ask": "/report?x=1",
    "ask-body": '{"ref": "{key}"}',
    "ask-delivered": "list.0.stat=DELIVRD",
    "ask-accepted": "list.0.stat=WAIT,SENT",
    "ask-refused": "list.0.stat=BLACK",
    "ask-missing": "code=404",
}


def test_a_template_of_json_is_filled_and_nothing_in_the_copy_is_read_as_a_place() -> None:
    with http_server(http(200, '{"code":0,"data":{"id":77}}')) as server:
        wire = SmsGateway(f"http://{server.at}/send", {"body": JSON_BODY, "success": "code=0", "id": "data.id"})
        outcome = wire.send(KEY, message(TRICKY), "138-0000 4321")
        wire.close()
    assert (outcome.result, outcome.code, outcome.provider_id) == (A, "0", "77")
    assert json.loads(server.requests[0].body) == {
        "account": "a1", "to": [PHONE], "msg": {"text": TRICKY}, "ref": KEY, "n": 1,
    }  # fmt: skip


def test_a_template_of_a_form_is_filled_too() -> None:
    with http_server(http(200, '{"code":"0"}')) as server:
        wire = SmsGateway(
            f"http://{server.at}/", {"body": FORM_BODY, "success": "code=0", "authorization": "Basic eA=="}
        )
        assert wire.send(KEY, message(TRICKY), PHONE).result is A
        wire.close()
    (request,) = server.requests
    assert parse_qs(request.body.decode()) == {"account": ["a1"], "to": [PHONE], "text": [TRICKY], "ref": [KEY]}
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["authorization"] == "Basic eA=="


@pytest.mark.parametrize(
    ("status", "body", "result", "code"),
    [
        (200, '{"code":5}', T, "5"),
        (400, '{"code":5}', T, "5"),
        (200, '{"code":6}', R, "6"),
        (403, '{"code":6}', R, "6"),
        (500, '{"code":6}', U, "6"),
        (200, '{"status":"ok"}', R, "200"),
        (200, "OK:1234", U, "200"),
    ],
)
def test_a_gateway_is_read_by_its_own_codes(status: int, body: str, result: Result, code: str) -> None:
    with http_server(http(status, body)) as server:
        wire = SmsGateway(f"http://{server.at}/", {"body": FORM_BODY, "success": "code=0", "not-now": "code=5,8"})
        assert wire.send(KEY, message(), PHONE)[:2] == (result, code)
        wire.close()


@pytest.mark.parametrize(
    ("reply", "result"),
    [
        (http(200, '{"list":[{"stat":"DELIVRD"}]}'), D),
        (http(200, '{"list":[{"stat":"WAIT"}]}'), A),
        (http(200, '{"list":[{"stat":"BLACK"}]}'), R),
        (http(200, '{"list":[{"stat":"?"}]}'), U),
        (http(200, '{"code":404,"list":[]}'), None),
        (http(200, "busy"), U),
        (http(500), U),
        (silence, U),
    ],
)
def test_a_gateway_that_can_be_asked_is_believed_only_if_it_says_so(reply: bytes, result: Result | None) -> None:
    with http_server(reply) as server:
        options = {"body": FORM_BODY, "success": "code=0", "timeout": "0.4", **ASKING}
        wire = SmsGateway(f"http://{server.at}/send", options)
        outcome = wire.ask(KEY, PHONE)
        wire.close()
    assert (outcome and outcome.result) == result
    assert (server.requests[0].target, json.loads(server.requests[0].body)) == ("/report?x=1", {"ref": KEY})
    assert wire.doubt is Doubt.ASKABLE


def test_a_question_that_reached_nobody_leaves_the_doubt() -> None:
    wire = SmsGateway(f"http://127.0.0.1:{nobody()}/", {"body": FORM_BODY, "success": "code=0", **ASKING})
    outcome = wire.ask(KEY, PHONE)
    assert outcome is not None
    assert outcome.result is U


@pytest.mark.parametrize(
    "recipient", ["", "desk", "1", "+", "13800004321,13800004322", "１３８００００４３２１", "1" * 16]
)
def test_what_is_no_number_is_refused_before_anything_is_sent(recipient: str) -> None:
    signed = {"signature": "虚构县", "template": "T1", "app": "14"}
    at = f"http://u:p@127.0.0.1:{nobody()}/"
    for wire in (SmsGateway(at, {"body": FORM_BODY, "success": "code=0"}), Aliyun(at, signed), Tencent(at, signed)):
        assert wire.send(KEY, message(), recipient)[:2] == (R, "no-number")


@pytest.mark.parametrize("authorization", ["Bearer 一", "Bearer a\r\nX-Evil: b"])
def test_a_header_that_cannot_be_written_is_refused_and_nothing_leaves(authorization: str) -> None:
    with http_server(http(200, '{"code":0}')) as server:
        options = {"body": FORM_BODY, "success": "code=0", "authorization": authorization}
        wire = SmsGateway(f"http://{server.at}/", options)
        assert wire.send(KEY, message(), PHONE)[:2] == (R, "not-writable")
        wire.close()
    assert server.requests == []


def query(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(request.target).query).items()}


def aliyun(at: str) -> Aliyun:
    return Aliyun(f"http://id:key%2F@{at}", {"signature": "虚构县", "template": "SMS_1"}, lambda: NIGHT)


def test_aliyun_gets_the_text_in_its_template_and_writes_the_signature_itself() -> None:
    with http_server(http(200, '{"Code":"OK","BizId":"9^0","Message":"OK"}')) as server:
        wire = aliyun(server.at)
        assert wire.send(KEY, message(), f"+86{PHONE}")[:2] == (A, "OK")
        wire.close()
    (request,) = server.requests
    said = query(request)
    assert json.loads(said.pop("TemplateParam")) == {"content": f"{RARE}：虚构的先进典型，只在测试里出现。"}
    assert said == {"PhoneNumbers": PHONE, "SignName": "虚构县", "TemplateCode": "SMS_1", "OutId": KEY}
    assert (request.method, request.headers["x-acs-action"], request.headers["x-acs-version"]) == (
        "POST", "SendSms", "2017-05-25",
    )  # fmt: skip
    assert request.headers["x-acs-date"] == "2026-11-22T17:30:00Z"


@pytest.mark.parametrize(
    ("status", "code", "result"),
    [
        (200, "isv.SMS_TEMPLATE_ILLEGAL", R),
        (200, "isv.AMOUNT_NOT_ENOUGH", R),
        (200, "isv.BUSINESS_LIMIT_CONTROL", T),
        (400, "Throttling.User", T),
        (503, "ServiceUnavailable", T),
        (200, "isp.SYSTEM_ERROR", U),
        (500, "InternalError", U),
        (403, "SignatureDoesNotMatch", R),
    ],
)
def test_aliyun_is_read_by_its_codes(status: int, code: str, result: Result) -> None:
    with http_server(http(status, json.dumps({"Code": code, "Message": "x"}))) as server:
        wire = aliyun(server.at)
        assert wire.send(KEY, message(), PHONE)[:2] == (result, code)
        wire.close()


def records(*said: tuple[str, int]) -> bytes:
    found = [{"OutId": key, "SendStatus": state, "ErrCode": "DELIVERED", "PhoneNum": PHONE} for key, state in said]
    return http(200, json.dumps({"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": found}}))


@pytest.mark.parametrize(
    ("replies", "result", "asked"),
    [
        ([records((KEY, 3))], D, ["20261123"]),
        ([records(("other", 3), (KEY, 1))], A, ["20261123"]),
        ([records(), records((KEY, 2))], B, ["20261123", "20261122"]),
        ([records(*[("other", 3)] * 50), records((KEY, 3))], D, ["20261123", "20261123"]),
        ([records(("other", 3))], None, ["20261123", "20261122", "20261121"]),
        ([records(), http(500)], U, ["20261123", "20261122"]),
        ([http(200, '{"Code":"Throttling.User"}')], U, ["20261123"]),
    ],
)
def test_aliyun_is_asked_by_our_key_from_today_to_the_day_before_the_attempt(
    replies: list[bytes], result: Result | None, asked: list[str]
) -> None:
    with http_server(*replies) as server:
        wire = aliyun(server.at)
        outcome = wire.ask(KEY, PHONE, "", moments_before(days=1))
        wire.close()
    assert (outcome and outcome.result) == result
    assert [query(request)["SendDate"] for request in server.requests] == asked


def moments_before(**ago: int) -> int:
    """Milliseconds since 1970, so long before the night of these tests."""
    return int((NIGHT - timedelta(**ago)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("since", "first", "last", "number"),
    [
        (0, "20261123", "20261122", 2),
        (moments_before(), "20261123", "20261122", 2),
        (moments_before(hours=2), "20261123", "20261121", 3),  # half past eleven, the evening before
        (moments_before(days=9), "20261123", "20261113", 11),  # it lay there over a long holiday
        (moments_before(days=-2), "20261125", "20261122", 4),  # this machine's clock was set back
        (moments_before(days=90), "20261123", "20261024", 31),  # nothing older can be asked for
    ],
)
def test_aliyun_is_asked_about_every_day_on_which_it_may_have_been_sent(
    since: int, first: str, last: str, number: int
) -> None:
    with http_server(records()) as server:
        wire = aliyun(server.at)
        assert wire.ask(KEY, PHONE, "", since) is None
        wire.close()
    asked = [query(request)["SendDate"] for request in server.requests]
    assert (asked[0], asked[-1], len(set(asked))) == (first, last, number)


def tencent(at: str, **options: str) -> Tencent:
    signed = {"signature": "虚构县", "template": "1", "app": "1400006666"}
    return Tencent(f"http://id:key@{at}", signed | options, lambda: NIGHT)


def test_tencent_gets_the_text_in_its_template_and_our_key() -> None:
    with http_server(http(200, '{"Response":{"SendStatusSet":[{"SerialNo":"5:1","Code":"Ok"}]}}')) as server:
        wire = tencent(server.at)
        assert wire.send(KEY, message(), PHONE)[:4] == (
            A,
            "Ok",
            server and wire.send(KEY, message(), PHONE).reply,
            "5:1",
        )
        wire.close()
    assert json.loads(server.requests[0].body) == {
        "PhoneNumberSet": [f"+86{PHONE}"], "SmsSdkAppId": "1400006666", "SignName": "虚构县", "TemplateId": "1",
        "TemplateParamSet": [f"{RARE}：虚构的先进典型，只在测试里出现。"], "SessionContext": KEY,
    }  # fmt: skip
    assert server.requests[0].headers["x-tc-action"] == "SendSms"
    assert server.requests[0].headers["x-tc-timestamp"] == str(int(NIGHT.timestamp()))


@pytest.mark.parametrize(
    ("response", "result", "code"),
    [
        ({"SendStatusSet": [{"Code": "FailedOperation.NumberInBlacklist"}]}, R, "FailedOperation.NumberInBlacklist"),
        ({"SendStatusSet": [{"Code": "LimitExceeded.AppDailyLimit"}]}, T, "LimitExceeded.AppDailyLimit"),
        ({"SendStatusSet": [{"Code": "InternalError.Timeout"}]}, U, "InternalError.Timeout"),
        ({"Error": {"Code": "RequestLimitExceeded"}}, T, "RequestLimitExceeded"),
        ({"Error": {"Code": "AuthFailure.SignatureExpire"}}, R, "AuthFailure.SignatureExpire"),
        ({"RequestId": "1"}, U, "200"),
    ],
)  # fmt: skip
def test_tencent_is_read_by_its_codes(response: object, result: Result, code: str) -> None:
    with http_server(http(200, json.dumps({"Response": response}))) as server:
        wire = tencent(server.at)
        assert wire.send(KEY, message(), PHONE)[:2] == (result, code)
        wire.close()


@pytest.mark.parametrize(
    ("record", "provider_id", "result"),
    [
        ({"SessionContext": KEY, "ReportStatus": "SUCCESS", "SerialNo": "5:1"}, "", D),
        ({"SessionContext": KEY, "ReportStatus": "FAIL", "SerialNo": "5:1"}, "", B),
        ({"SessionContext": "", "ReportStatus": "SUCCESS", "SerialNo": "5:1"}, "5:1", D),
        ({"SessionContext": "", "ReportStatus": "SUCCESS", "SerialNo": "5:1"}, "", U),
        ({"SessionContext": "other", "ReportStatus": "SUCCESS", "SerialNo": "5:2"}, "5:1", U),
    ],
)
def test_tencent_never_says_missing(record: dict[str, str], provider_id: str, result: Result) -> None:
    """A state is there only once the operator has reported, so nothing there says nothing."""
    with http_server(http(200, json.dumps({"Response": {"PullSmsSendStatusSet": [record]}}))) as server:
        wire = tencent(server.at, session="opened")
        outcome = wire.ask(KEY, PHONE, provider_id)
        wire.close()
    assert outcome is not None
    assert outcome.result is result
    assert (wire.doubt, tencent("127.0.0.1:9").doubt) == (Doubt.ASKABLE, Doubt.PERSON)


def test_a_signature_never_stands_twice_and_a_strangers_is_refused() -> None:
    with http_server(http(200, '{"Code":"OK"}')) as server:
        wire = aliyun(server.at)
        wire.send(KEY, message("无签名的虚构短信"), PHONE)
        outcome = wire.send(KEY, message("【别处】虚构短信"), PHONE)
        wire.close()
    assert json.loads(query(server.requests[0])["TemplateParam"]) == {"content": "无签名的虚构短信"}
    assert outcome[:2] == (R, "signature")
    assert len(server.requests) == 1
