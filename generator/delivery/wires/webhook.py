"""Webhook: the copy as JSON to an address of the newsroom's, signed so that they know it is ours and unaltered.

The headers are those of the Standard Webhooks specification 1.0.0: `webhook-id`, `webhook-timestamp` and
`webhook-signature: v1,` + base64 of HMAC-SHA256 over `id.timestamp.body`. The delivery's key is the id and stands in
`Idempotency-Key` too (IETF draft-ietf-httpapi-idempotency-key-header), so what comes twice can be known as one.

Accepted: 2xx, and, if the option `success` says what the body must say (`code=0`), when it says so; a body that says
otherwise is a refusal whatever the status. 409 is unknown: by that draft the first request is still being worked on.
Everything else as in `replies.py`. Its doubt is `REPEATABLE`.

Options: `secret` (`whsec_` and base64, or any text; without it nothing is signed), `success`, `server`, `ca`,
`timeout`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import address_of, patience, tls_context
from generator.delivery.wires.calling import Caller, Reply
from generator.delivery.wires.clock import moment
from generator.delivery.wires.one_way import OneWay
from generator.delivery.wires.redaction import excerpt
from generator.delivery.wires.replies import by_status, expected, json_of
from generator.language import _


class Webhook(OneWay):
    """One newsroom's address."""

    doubt = Doubt.REPEATABLE

    def __init__(self, to: str, options: Mapping[str, str], clock: Callable[[], datetime] = moment) -> None:
        address = address_of(to, options, {"https": 443, "http": 80})
        self._caller = Caller(address, patience(options), tls_context(options))
        self._success, self._clock = expected(options, "success"), clock
        self._secret = _secret(options.get("secret", ""))
        self._secrets = (*address.secrets, options.get("secret", ""))

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        body = body_of(key, message)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "webhook-id": key,
            "webhook-timestamp": str(int(self._clock().timestamp())),
        }
        if self._secret:
            headers["webhook-signature"] = signature(self._secret, key, headers["webhook-timestamp"], body)
        reply = self._caller.call(body, headers)
        return reply if isinstance(reply, Outcome) else self._judged(reply, (*self._secrets, recipient))

    def close(self) -> None:
        self._caller.close()

    def _judged(self, reply: Reply, secrets: tuple[str, ...]) -> Outcome:
        said = excerpt(reply.body, secrets)
        if reply.status == 409:
            return Outcome(Result.UNKNOWN, "409", said)
        outcome = by_status(reply, secrets, self._clock)
        if outcome is not None:
            return outcome
        if self._success is None or self._success.met_by(json_of(reply)):
            return Outcome(Result.ACCEPTED, str(reply.status), said)
        # Half a reply, or one that is no JSON, is no refusal: something between us and them may have spoken.
        known = reply.whole and json_of(reply) is not None
        return Outcome(Result.REFUSED if known else Result.UNKNOWN, str(reply.status), said)


def body_of(key: str, message: Message) -> bytes:
    """The JSON that is sent, the same bytes each time: what the message holds, attachments as base64."""
    return json.dumps(
        {
            "key": key,
            "purpose": message.purpose,
            "item": message.item,
            "version": message.version,
            "channel": message.channel,
            "title": message.title,
            "text": message.text,
            "html": message.html,
            "link": message.link,
            "attachments": [
                {
                    "name": attachment.name,
                    "media_type": attachment.media_type,
                    "sha256": hashlib.sha256(attachment.data).hexdigest(),
                    "base64": base64.b64encode(attachment.data).decode(),
                }
                for attachment in message.attachments
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def signature(secret: bytes, key: str, timestamp: str, body: bytes) -> str:
    """The value of `webhook-signature`."""
    signed = hmac.new(secret, f"{key}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def _secret(text: str) -> bytes:
    if not text.startswith("whsec_"):
        return text.encode()
    try:
        return base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError(_("the webhook's secret begins with whsec_ but goes on in what is no base64")) from None
