"""Our own ends of the wires to the sinks of `wire_sinks.py`, with the options that an office would write."""

from __future__ import annotations

import json

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome
from generator.delivery.transport import Transport
from generator.delivery.wires.one_way import OneWay
from generator.delivery.wires.websub import Hub
from generator.delivery.wires.wires import WIRES
from tests.delivery.cloud_sinks import ACCOUNT
from tests.delivery.wires.sftp_server import PASSWORD, USER

_GATEWAY = {
    "body": '{"mobile": "{phone}", "content": "{text}", "ref": "{key}"}',
    "success": "code=0",
    "ask": "/ask",
    "ask-body": "ref={key}",
    "ask-accepted": "state=taken",
    "ask-missing": "state=missing",
}
_CLOUD = {"signature": "虚构县", "template": "SMS_1"}


class _ToHub(OneWay):
    """A ping says nothing of the message, so here each has a feed of its own, by which it can be counted."""

    doubt = Doubt.REPEATABLE

    def __init__(self, http: str) -> None:
        self._http = http

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        """Tell the hub of this message's feed."""
        hub = Hub(f"{self._http}/websub", {"topic": f"{self._http}/feeds/{key}.atom"})
        try:
            return hub.send(key, message, recipient)
        finally:
            hub.close()


def transports(told: str) -> dict[str, Transport]:
    """Our own transports to what was told on starting."""
    at = json.loads(told)
    http = f"http://127.0.0.1:{at['http']}"
    cloud = f"http://{ACCOUNT}:made-up@127.0.0.1:{at['http']}"
    chosen = {
        "webhook": ("webhook", f"{http}/webhook", {}),
        "email": ("email", f"smtp://127.0.0.1:{at['mail']}?from=office@xu-gou.example", {"tls": "none"}),
        "folder": ("folder", at["folder"], {}),
        "sftp": ("sftp", f"sftp://{USER}:{PASSWORD}@127.0.0.1:{at['ssh']}/sftp", {"host-key": at["host-key"]}),
        "sms": ("sms", f"{http}/sms", _GATEWAY),
        "aliyun": ("sms", cloud, _CLOUD | {"gateway": "aliyun"}),
        "tencent": ("sms", cloud, _CLOUD | {"gateway": "tencent", "app": "1400006666", "session": "opened"}),
        # Somebody who never answers costs a worker this long.
        "smpp": ("smpp", f"smpp://made-up:made-up@127.0.0.1:{at['smpp']}", {"receipts": "no", "timeout": "2"}),
        "wecom": ("wecom", f"{http}/wecom", {}),
        "dingtalk": ("dingtalk", f"{http}/dingtalk", {}),
        "feishu": ("feishu", f"{http}/feishu", {}),
        "apprise": ("apprise", f"json://127.0.0.1:{at['http']}/apprise", {}),
    }
    made: dict[str, Transport] = {"websub": _ToHub(http)}
    made |= {kind: WIRES[via].make(to, options) for kind, (via, to, options) in chosen.items()}  # type: ignore[index]
    for kind in ("sms", "aliyun"):
        made[kind].certain_after = 0.0  # these gateways' records show at once
    return made
