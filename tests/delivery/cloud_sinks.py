"""Two clouds' SMS desks as their published interfaces say: what is sent through them, and what they tell when asked.

Dysmsapi 2017-05-25 (SendSms, QuerySendDetails) and sms 2021-01-11 (SendSms, PullSmsSendStatusByPhoneNumber). A request
that lacks what its page calls required is answered with that cloud's error.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from tests.delivery.sink import Handler

ACCOUNT = "made-up"
"""The key id that requests are signed with."""

_ALIYUN_NEEDS = {
    "SendSms": ("PhoneNumbers", "SignName", "TemplateCode", "TemplateParam"),
    "QuerySendDetails": ("PhoneNumber", "SendDate", "PageSize", "CurrentPage"),
}
_TENCENT_NEEDS = {
    "SendSms": ("PhoneNumberSet", "SmsSdkAppId", "TemplateId", "SignName", "TemplateParamSet"),
    "PullSmsSendStatusByPhoneNumber": ("BeginTime", "Offset", "Limit", "PhoneNumber", "SmsSdkAppId"),
}


class Numbers:
    """Which messages came for a number, by our keys; whether one was taken, the sink's count says."""

    def __init__(self) -> None:
        self._came: dict[tuple[str, str], list[str]] = defaultdict(list)

    def came(self, kind: str, phone: str, key: str) -> None:
        """A message came, once or again."""
        if key not in self._came[kind, phone]:
            self._came[kind, phone].append(key)

    def records(self, handler: Handler, kind: str, phone: str) -> list[str]:
        """The keys of those that were taken."""
        with handler.server.lock:
            return [key for key in self._came[kind, phone] if handler.server.taken[kind][key]]


def aliyun(handler: Handler, query: Mapping[str, str], numbers: Numbers) -> None:
    """Answer one request of Dysmsapi, whose parameters stand in the query."""
    action = handler.headers["x-acs-action"]
    lacking = _lacking(handler, f"ACS3-HMAC-SHA256 Credential={ACCOUNT},", _ALIYUN_NEEDS[action], query)
    if lacking:
        handler.reply(400, {"Code": lacking, "Message": "made up", "RequestId": "1"})
    elif action == "SendSms":
        numbers.came("aliyun", query["PhoneNumbers"], query["OutId"])
        busy = (400, {"Code": "Throttling.User", "Message": "made up", "RequestId": "1"})
        handler.count("aliyun", query["OutId"], {"Code": "OK", "Message": "OK", "BizId": "1^0", "RequestId": "1"}, busy)
    else:
        phone, today = query["PhoneNumber"], f"{datetime.now(UTC) + timedelta(hours=8):%Y%m%d}"
        found = numbers.records(handler, "aliyun", phone) if query["SendDate"] == today else []
        first = (int(query["CurrentPage"]) - 1) * int(query["PageSize"])
        shown = [
            {"OutId": key, "PhoneNum": phone, "SendStatus": 3, "ErrCode": "DELIVERED", "TemplateCode": "SMS_1"}
            for key in found[first : first + int(query["PageSize"])]
        ]
        told = {"TotalCount": len(found), "SmsSendDetailDTOs": {"SmsSendDetailDTO": shown}}
        handler.reply(200, {"Code": "OK", "Message": "OK", "RequestId": "1"} | told)


def tencent(handler: Handler, body: bytes, numbers: Numbers) -> None:
    """Answer one request of Tencent's, whose parameters are its JSON body."""
    action, said = handler.headers["X-TC-Action"], json.loads(body)
    lacking = _lacking(handler, f"TC3-HMAC-SHA256 Credential={ACCOUNT}/", _TENCENT_NEEDS[action], said)
    if lacking:
        handler.reply(200, _error(lacking))
    elif action == "SendSms":
        (phone,), key = said["PhoneNumberSet"], said["SessionContext"]
        numbers.came("tencent", phone, key)
        taken = {"SerialNo": f"1:{key[:8]}", "PhoneNumber": phone, "Fee": 1, "SessionContext": key, "Code": "Ok"}
        answer = {"Response": {"SendStatusSet": [taken], "RequestId": "1"}}
        handler.count("tencent", key, answer, (200, _error("RequestLimitExceeded")))
    else:
        shown = [
            {"PhoneNumber": said["PhoneNumber"], "SerialNo": f"1:{key[:8]}", "ReportStatus": "SUCCESS",
             "Description": "DELIVRD", "SessionContext": key}
            for key in numbers.records(handler, "tencent", said["PhoneNumber"])
        ]  # fmt: skip
        shown = shown[said["Offset"] : said["Offset"] + said["Limit"]]
        handler.reply(200, {"Response": {"PullSmsSendStatusSet": shown, "RequestId": "1"}})


def _lacking(handler: Handler, signed: str, needs: Collection[str], said: Mapping[str, object]) -> str:
    if not handler.headers["Authorization"].startswith(signed):
        return "AuthFailure"
    return next((f"MissingParameter.{name}" for name in needs if name not in said), "")


def _error(code: str) -> object:
    return {"Response": {"Error": {"Code": code, "Message": "made up"}, "RequestId": "1"}}
