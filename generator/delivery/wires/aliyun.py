"""Alibaba Cloud SMS (阿里云短信服务): SendSms and QuerySendDetails of Dysmsapi, version 2017-05-25.

Sources: its pages V3版本请求体&签名机制 (ACS3-HMAC-SHA256, whose worked example a test checks), SendSms,
QuerySendDetails and API错误码. The text goes into one variable of an approved template; the signature is written by
the gateway, so it is taken off our text. The key travels as OutId and comes back in QuerySendDetails.

Accepted: code OK, with BizId as its own number. Temporary: Throttling…, ServiceUnavailable, and the limit on one
number, isv.BUSINESS_LIMIT_CONTROL. Unknown: 5xx, isp.SYSTEM_ERROR, and what is no JSON. All other codes are refusals.
Doubt: `ASKABLE`, for 30 days of records; a record may show late, so that silence is only to be believed after
`CERTAIN_AFTER`.

The address is `https://ACCESS_KEY_ID:ACCESS_KEY_SECRET@dysmsapi.aliyuncs.com`, both halves percent-encoded. Options:
`signature`, `template`, `variable` (content if not given), `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets as chance
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from urllib.parse import quote

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import address_of, needed, patience, tls_context
from generator.delivery.wires.calling import Caller, Reply
from generator.delivery.wires.clock import moment
from generator.delivery.wires.one_way import refused
from generator.delivery.wires.phone import national, number, without_signature
from generator.delivery.wires.redaction import excerpt
from generator.delivery.wires.replies import by_status, json_of, value_at
from generator.language import _

CERTAIN_AFTER = 600.0
"""Seconds after an attempt before "there is no record" means that it never arrived."""
KEPT = 30
"""Days for which records can be asked for."""
_VERSION = "2017-05-25"
_NOT_NOW = ("Throttling", "ServiceUnavailable", "isv.BUSINESS_LIMIT_CONTROL")
_STATES = {"1": Result.ACCEPTED, "2": Result.BOUNCED, "3": Result.DELIVERED}
_BEIJING = timezone(timedelta(hours=8))


class Aliyun:
    """SMS through Alibaba Cloud."""

    doubt = Doubt.ASKABLE
    certain_after = CERTAIN_AFTER
    certain_until = (KEPT - 1) * 86_400.0

    def __init__(self, to: str, options: Mapping[str, str], clock: Callable[[], datetime] = moment) -> None:
        self._address = address_of(to, options, {"https": 443, "http": 80})
        self._caller = Caller(self._address, patience(options), tls_context(options))
        self._signature, self._template = needed(options, "signature"), needed(options, "template")
        self._variable, self._clock = options.get("variable", "content"), clock

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        phone = number(recipient or self._address.to)
        if not phone:
            return refused("no-number", _("this is no phone number"))
        try:
            text = without_signature(message.text, self._signature)
        except ValueError as words:
            return refused("signature", str(words))
        parameters = {
            "PhoneNumbers": national(phone),
            "SignName": self._signature,
            "TemplateCode": self._template,
            "TemplateParam": json.dumps({self._variable: text}, ensure_ascii=False),
            "OutId": key,
        }
        reply = self._called("SendSms", parameters)
        return reply if isinstance(reply, Outcome) else self._judged(reply, phone)

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        """Looks through the records day by day, by Beijing's calendar, from today to the day before the attempt."""
        phone = number(recipient or self._address.to)
        for day in _days(self._clock(), since):
            parameters = {"PhoneNumber": national(phone), "SendDate": f"{day:%Y%m%d}", "PageSize": "50"}
            page = 1
            while True:
                reply = self._called("QuerySendDetails", parameters | {"CurrentPage": str(page)})
                said = None if isinstance(reply, Outcome) else json_of(reply)
                if isinstance(reply, Outcome) or value_at(said, "Code") != "OK" or not reply.whole:
                    return Outcome(Result.UNKNOWN, "asked")
                records = _records(said)
                for record in records:
                    if value_at(record, "OutId") == key:
                        state = _STATES.get(value_at(record, "SendStatus") or "", Result.UNKNOWN)
                        return Outcome(state, value_at(record, "ErrCode") or "asked", "", provider_id)
                if len(records) < 50:
                    break
                page += 1
        return None

    def close(self) -> None:
        self._caller.close()

    def _called(self, action: str, parameters: Mapping[str, str]) -> Reply | Outcome:
        query = canonical(parameters)
        nonce = chance.token_hex(16)
        headers = signed(
            action, _VERSION, self._host(), query, self._clock(), nonce, self._address.user, self._address.password
        )
        return self._caller.call(b"", headers, f"/?{query}")

    def _host(self) -> str:
        standard = 443 if self._address.scheme == "https" else 80
        return self._address.host if self._address.port == standard else f"{self._address.host}:{self._address.port}"

    def _judged(self, reply: Reply, phone: str) -> Outcome:
        secrets = (*self._address.secrets, phone, national(phone))
        said, words = json_of(reply), excerpt(reply.body, secrets)
        code = value_at(said, "Code") or ""
        if not reply.whole or not code or code == "isp.SYSTEM_ERROR" or reply.status >= 500:
            not_now = code.startswith(_NOT_NOW)
            unknown = Outcome(Result.TEMPORARY if not_now else Result.UNKNOWN, code or str(reply.status), words)
            return unknown if code else by_status(reply, secrets, self._clock) or unknown
        if code == "OK":
            return Outcome(Result.ACCEPTED, code, words, value_at(said, "BizId") or "")
        return Outcome(Result.TEMPORARY if code.startswith(_NOT_NOW) else Result.REFUSED, code[:40], words)


def canonical(parameters: Mapping[str, str]) -> str:
    """Parameters as a query, in the order and writing that are signed (RFC 3986)."""
    return "&".join(f"{quote(name, safe='~')}={quote(parameters[name], safe='~')}" for name in sorted(parameters))


def signed(
    action: str, version: str, host: str, query: str, now: datetime, nonce: str, key_id: str, key_secret: str
) -> dict[str, str]:
    """The headers of a POST without a body, ACS3-HMAC-SHA256."""
    nothing = hashlib.sha256(b"").hexdigest()
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": nothing,
        "x-acs-date": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = hashlib.sha256(f"POST\n/\n{query}\n{lines}\n{names}\n{nothing}".encode()).hexdigest()
    mark = hmac.new(key_secret.encode(), f"ACS3-HMAC-SHA256\n{request}".encode(), hashlib.sha256).hexdigest()
    return headers | {"Authorization": f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={mark}"}


def _days(now: datetime, since: int) -> list[date]:
    """The newest first; a day more at the beginning, since this clock and the one of `since` may be two."""
    today = now.astimezone(_BEIJING).date()
    began = datetime.fromtimestamp(since / 1000, _BEIJING).date() if since else today
    last, first = max(today, began), min(today, began)
    return [last - timedelta(days=n) for n in range(min((last - first).days + 1, KEPT) + 1)]


def _records(said: object) -> list[object]:
    found = said.get("SmsSendDetailDTOs") if isinstance(said, dict) else None
    found = found.get("SmsSendDetailDTO") if isinstance(found, dict) else found
    return found if isinstance(found, list) else []
