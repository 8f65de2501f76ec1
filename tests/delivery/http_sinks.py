"""The other ends of the wires over HTTP, each in its own tongue, on one port."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl, urlsplit

from generator.delivery.outcome import Doubt
from tests.delivery.cloud_sinks import Numbers, aliyun, tencent
from tests.delivery.hub import Hub, entries, feed_of, topic_of
from tests.delivery.sink import Handler, Sink

NAME = re.compile(r"made-up-\w+-[0-9]+")
"""How a message is named in its own text, where an outlet knows no key."""


class HttpSink(Sink):
    """Newsroom, gateways, robots, apprise's service, and a hub with its publisher and subscriber."""

    def __init__(self, trouble: float, slow: float, kinds: Mapping[str, Doubt]) -> None:
        super().__init__(trouble, slow, handler=HttpHandler, kinds=kinds)
        self.numbers = Numbers()
        self.hub = Hub(f"http://127.0.0.1:{self.port}/subscriber")


class HttpHandler(Handler):
    """One request: told apart by its path, and the clouds by the header that names what they are to do."""

    server: HttpSink

    def do_POST(self) -> None:  # noqa: N802  the name that http.server calls
        body = self.body()
        if body is None:
            return
        if "x-acs-action" in self.headers:
            aliyun(self, dict(parse_qsl(urlsplit(self.path).query)), self.server.numbers)
        elif "X-TC-Action" in self.headers:
            tencent(self, body, self.server.numbers)
        elif self.path == "/websub":
            topic = topic_of(body)
            self.count("websub", _key_of(topic), {}, take=lambda: self.server.hub.told(topic))
        elif self.path == "/subscriber":
            with self.server.lock:
                self.server.taken["websub"].update(entries(body))
            self.reply(200, {})
        elif self.path == "/ask":
            (key,) = parse_qs(body.decode())["ref"]
            with self.server.lock:
                known = self.server.taken["sms"][key]
            self.reply(200, {"code": "0", "state": "taken" if known else "missing"})
        elif self.path == "/webhook":
            self.count("webhook", self.headers["webhook-id"], {})
        elif self.path == "/sms":
            self.count("sms", json.loads(body)["ref"], {"code": "0"})
        elif self.path == "/apprise":  # it takes a broken service's 503 for lost; 429 it passes on
            self.count("apprise", _named(body), {}, busy=(429, {}))
        else:  # WeCom and DingTalk call their code errcode, Feishu code
            self.count(self.path.strip("/"), _named(body), {"code": 0, "errcode": 0})

    def do_GET(self) -> None:  # noqa: N802
        if self.path.startswith("/feeds/"):
            self.answer(200, feed_of(_key_of(self.path)))
        else:
            super().do_GET()


def _key_of(topic: str) -> str:
    return topic.rpartition("/")[2].removesuffix(".atom")


def _named(body: bytes) -> str:
    found = NAME.search(body.decode())
    assert found is not None
    return found[0]
