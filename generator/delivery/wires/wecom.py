"""WeCom (企业微信): a group robot. Source: its developers' page 群机器人配置说明 (消息推送配置说明), path 91770, and
全局错误码, path 90313.

A text has at most 2,048 bytes of UTF-8; a robot takes 20 messages a minute. It signs nothing: who knows the address
may speak. -1 is a busy system, 45009 and 45033 are limits of frequency: temporary. 93000 (wrong address) and all
others are refusals. Doubt: `PERSON`. Options: `server`, `ca`, `timeout`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from generator.delivery.wires.address import Address
from generator.delivery.wires.robot import Manners, Request, Robot


def _request(address: Address, _secret: str, text: str, _now: datetime) -> Request:
    return Request(address.target, {"msgtype": "text", "text": {"content": text}})


MANNERS = Manners(_request, ("errcode",), {"-1": 5, "45009": 60, "45033": 5}, longest=2048)


def open_wecom(to: str, options: Mapping[str, str]) -> Robot:
    """A group robot of WeCom."""
    return Robot(to, options, MANNERS)
