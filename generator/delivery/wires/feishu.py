"""Feishu (飞书): a group's custom robot. Source: its developers' pages 自定义机器人使用指南 and 频控策略.

With the option `secret` (签名校验) the body carries `timestamp`, in seconds, and `sign`: base64 of HMAC-SHA256 over
nothing, with timestamp, line feed, secret as the key; it holds for an hour. The body has at most 20 KB, here 20,000
bytes. A robot takes 100 messages a minute and five a second: 11232 and 99991400 (which comes with status 400 or 429
and `x-ogw-ratelimit-reset` in seconds) are that limit: temporary. 19001 (wrong address), 19021 (signature), 19022
(network address), 19024 (keyword), 9499 (bad request) and all others are refusals. Doubt: `PERSON`. Options:
`secret`, `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from generator.delivery.wires.address import Address
from generator.delivery.wires.robot import Manners, Request, Robot


def signature(secret: str, seconds: int) -> str:
    """The value of `sign`."""
    return base64.b64encode(hmac.new(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256).digest()).decode()


def _request(address: Address, secret: str, text: str, now: datetime) -> Request:
    body: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        seconds = int(now.timestamp())
        body |= {"timestamp": str(seconds), "sign": signature(secret, seconds)}
    return Request(address.target, body)


MANNERS = Manners(
    _request,
    ("code", "StatusCode"),
    {"11232": 60, "99991400": 60},
    longest=20_000,
    whole_body=True,
    wait=("retry-after", "x-ogw-ratelimit-reset"),
)


def open_feishu(to: str, options: Mapping[str, str]) -> Robot:
    """A group's robot of Feishu."""
    return Robot(to, options, MANNERS)
