"""Tencent Cloud SMS (腾讯云短信): SendSms and PullSmsSendStatusByPhoneNumber, version 2021-01-11.

Sources: its pages 签名方法 v3 (TC3-HMAC-SHA256, whose worked example a test checks), 发送短信,
拉取短信下发状态 and 错误码. The text goes into the first variable of an approved template; the signature is written
by the gateway, so it is taken off our text. The key travels as SessionContext.

Accepted: Code Ok of the one number, with SerialNo as its own number. Temporary: LimitExceeded…, RequestLimitExceeded.
Unknown: InternalError…, 5xx, and what is no JSON. All others are refusals. States can be asked for seven days, but
they are there only once the operator has reported, and carry our key only if Tencent has opened that for the account
(SessionContext, on request). So the doubt is `ASKABLE` with the option `session: opened` and `PERSON` without; a
message that does not show is unknown still, never missing.

The address is `https://SECRET_ID:SECRET_KEY@sms.tencentcloudapi.com`. Options: `signature`, `template`, `app`
(SmsSdkAppId), `region` (ap-guangzhou if not given), `session`, `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import address_of, choice, needed, patience, tls_context
from generator.delivery.wires.calling import Caller, Reply
from generator.delivery.wires.clock import moment
from generator.delivery.wires.one_way import refused
from generator.delivery.wires.phone import international, national, number, without_signature
from generator.delivery.wires.redaction import excerpt
from generator.delivery.wires.replies import by_status, json_of, value_at
from generator.language import _

_JSON = "application/json; charset=utf-8"
_STATES = {"SUCCESS": Result.DELIVERED, "FAIL": Result.BOUNCED}
_NOT_NOW = ("LimitExceeded", "RequestLimitExceeded")


class Tencent:
    """SMS through Tencent Cloud."""

    certain_after = certain_until = 0.0

    def __init__(self, to: str, options: Mapping[str, str], clock: Callable[[], datetime] = moment) -> None:
        self._address = address_of(to, options, {"https": 443, "http": 80})
        self._caller = Caller(self._address, patience(options), tls_context(options))
        self._signature, self._template = needed(options, "signature"), needed(options, "template")
        self._app, self._region = needed(options, "app"), options.get("region", "ap-guangzhou")
        self._clock = clock
        opened = choice(options, "session", ("closed", "opened")) == "opened"
        self.doubt = Doubt.ASKABLE if opened else Doubt.PERSON

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        phone = number(recipient or self._address.to)
        if not phone:
            return refused("no-number", _("this is no phone number"))
        try:
            text = without_signature(message.text, self._signature)
        except ValueError as words:
            return refused("signature", str(words))
        reply = self._called(
            "SendSms",
            {
                "PhoneNumberSet": [international(phone)],
                "SmsSdkAppId": self._app,
                "SignName": self._signature,
                "TemplateId": self._template,
                "TemplateParamSet": [text],
                "SessionContext": key,
            },
        )
        return reply if isinstance(reply, Outcome) else self._judged(reply, phone)

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        """By our key or, if it is known, by the gateway's own number; what is not there is unknown still."""
        phone, now = number(recipient or self._address.to), self._clock()
        week = int((now - timedelta(days=7) + timedelta(minutes=1)).timestamp())
        reply = self._called(
            "PullSmsSendStatusByPhoneNumber",
            {
                "BeginTime": week,
                "Offset": 0,
                "Limit": 100,
                "PhoneNumber": international(phone),
                "SmsSdkAppId": self._app,
            },
        )
        said = None if isinstance(reply, Outcome) else json_of(reply)
        for record in _records(said):
            serial = value_at(record, "SerialNo") or ""
            if value_at(record, "SessionContext") == key or (provider_id and serial == provider_id):
                state = _STATES.get(value_at(record, "ReportStatus") or "", Result.UNKNOWN)
                return Outcome(state, excerpt(value_at(record, "Description") or "", ())[:40], "", serial)
        return Outcome(Result.UNKNOWN, "asked")

    def close(self) -> None:
        self._caller.close()

    def _called(self, action: str, parameters: Mapping[str, object]) -> Reply | Outcome:
        body = json.dumps(parameters, ensure_ascii=False, separators=(",", ":")).encode()
        standard = 443 if self._address.scheme == "https" else 80
        port = "" if self._address.port == standard else f":{self._address.port}"
        host, now = self._address.host + port, self._clock()
        headers = {
            "Authorization": authorization(self._address.user, self._address.password, "sms", host, body, now),
            "Content-Type": _JSON,
            "Host": host,
            "X-TC-Action": action,
            "X-TC-Timestamp": str(int(now.timestamp())),
            "X-TC-Version": "2021-01-11",
            "X-TC-Region": self._region,
        }
        return self._caller.call(body, headers, "/")

    def _judged(self, reply: Reply, phone: str) -> Outcome:
        secrets = (*self._address.secrets, phone, national(phone))
        said, words = json_of(reply), excerpt(reply.body, secrets)
        code = value_at(said, "Response.Error.Code") or value_at(said, "Response.SendStatusSet.0.Code") or ""
        if not code or not reply.whole:
            unknown = Outcome(Result.UNKNOWN, str(reply.status), words)
            return by_status(reply, secrets, self._clock) or unknown
        if code == "Ok":
            return Outcome(Result.ACCEPTED, code, words, value_at(said, "Response.SendStatusSet.0.SerialNo") or "")
        if code.startswith(_NOT_NOW):
            return Outcome(Result.TEMPORARY, code, words)
        return Outcome(Result.UNKNOWN if code.startswith("InternalError") else Result.REFUSED, code, words)


def authorization(key_id: str, key_secret: str, service: str, host: str, body: bytes, now: datetime) -> str:
    """The Authorization header of a POST of JSON, TC3-HMAC-SHA256 over content type and host."""
    day, seconds = f"{now.astimezone(UTC):%Y-%m-%d}", int(now.timestamp())
    request = f"POST\n/\n\ncontent-type:{_JSON}\nhost:{host}\n\ncontent-type;host\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{day}/{service}/tc3_request"
    said = f"TC3-HMAC-SHA256\n{seconds}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    secret = f"TC3{key_secret}".encode()
    for step in (day, service, "tc3_request"):
        secret = hmac.digest(secret, step.encode(), "sha256")
    mark = hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders=content-type;host, Signature={mark}"


def _records(said: object) -> list[object]:
    response = said.get("Response") if isinstance(said, dict) else None
    found = response.get("PullSmsSendStatusSet") if isinstance(response, dict) else None
    return found if isinstance(found, list) else []
