"""DingTalk (钉钉): a group's custom robot. Source: its developers' pages 自定义机器人接入 and 自定义机器人安全设置.

With the option `secret` (加签) the address gets `timestamp`, in milliseconds, and `sign`: base64 of HMAC-SHA256 with
the secret over timestamp, line feed, secret; it holds for an hour. A message has at most 20,000 bytes (code 460101
otherwise), here counted over the whole body. A robot takes 20 messages a minute and is then silent for ten minutes:
130101 and 410100 are that limit, status 1111 is its gate with `wait` in seconds, -1 a busy system: temporary. 310000
(keyword, signature or address does not fit), 300001 (no such token) and all others are refusals. Doubt: `PERSON`.
Options: `secret`, `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from generator.delivery.wires.address import Address
from generator.delivery.wires.robot import Manners, Request, Robot


def signature(secret: str, milliseconds: int) -> str:
    """The value of `sign`, not yet written for an address."""
    said = f"{milliseconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()).decode()


def _request(address: Address, secret: str, text: str, now: datetime) -> Request:
    target = address.target
    if secret:
        milliseconds = int(now.timestamp() * 1000)
        signed = urlencode({"timestamp": milliseconds, "sign": signature(secret, milliseconds)})
        target += ("&" if "?" in target else "?") + signed
    return Request(target, {"msgtype": "text", "text": {"content": text}})


MANNERS = Manners(
    _request,
    ("errcode", "status"),
    {"-1": 5, "130101": 600, "410100": 600, "1111": 5},
    longest=20_000,
    whole_body=True,
    wait=("retry-after", "wait"),
)


def open_dingtalk(to: str, options: Mapping[str, str]) -> Robot:
    """A group's robot of DingTalk."""
    return Robot(to, options, MANNERS)
