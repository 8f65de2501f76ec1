"""The other ends of our wires, all in one process that outlives the workers: they count what arrives.

What a wire knows by its key is counted by key; a robot, and SMPP, know none, so each of their messages says a name of
its own. Run as a program it prints where everybody listens, as JSON, and serves until it is ended.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from email import message_from_bytes
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from generator.delivery.outcome import Doubt
from generator.delivery.transport import Transport
from tests.delivery.sink import Handler, Sink
from tests.delivery.wires.mail_server import MailServer, Post
from tests.delivery.wires.smsc import Smsc

KINDS = {
    "webhook": Doubt.REPEATABLE,
    "email": Doubt.REPEATABLE,
    "folder": Doubt.REPEATABLE,
    "sms": Doubt.ASKABLE,
    "smpp": Doubt.PERSON,
    "wecom": Doubt.PERSON,
    "dingtalk": Doubt.PERSON,
    "feishu": Doubt.PERSON,
}
"""The wires, by the doubt that they leave."""

_NAME = re.compile(r"made-up-\w+-[0-9]+")


class _WireHandler(Handler):
    """HTTP: webhook, gateway and robots, each in its own tongue."""

    def do_POST(self) -> None:  # noqa: N802  http.server's name
        kind = self.path.strip("/")
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return
        if kind == "ask":
            (key,) = parse_qs(body.decode())["ref"]
            with self.server.lock:
                known = self.server.taken["sms"][key]
            self.reply(200, {"code": "0", "state": "taken" if known else "missing"})
            return
        if kind == "webhook":
            name = self.headers["webhook-id"]
        elif kind == "sms":
            name = json.loads(body)["ref"]
        else:
            name = _NAME.search(body.decode())[0]  # type: ignore[index]
        self.count(kind, name, {"code": 0, "errcode": 0} if kind != "sms" else {"code": "0"})


class _CountingPost(Post):
    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self._sink = sink

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        key = str(message_from_bytes(envelope.content)["Message-ID"]).strip("<>").partition("@")[0]
        with self._sink.lock:
            self._sink.arrived["email"][key] += 1
            self._sink.taken["email"][key] = 1
        return await super().handle_DATA(server, session, envelope)


class _CountingSmsc(Smsc):
    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        super().__init__()

    def _answer(self, connection: Any, command: int, body: bytes) -> tuple[int, bytes] | None:
        answer = super()._answer(connection, command, body)
        if command == 0x04:
            name = _NAME.search(self.submitted[-1].octets.decode("utf-16-be"))[0]  # type: ignore[index]
            with self._sink.lock:
                self._sink.taken["smpp"][name] += 1
            time.sleep(0.01)
        return answer


class _WireSink(Sink):
    """HTTP here, mail and SMPP beside it, and a folder."""

    def __init__(self, trouble: float, slow: float, folder: Path) -> None:
        super().__init__(trouble, slow, handler=_WireHandler, kinds=KINDS)
        self.folder = folder
        self.mail = MailServer(_CountingPost(self))
        self.smsc = _CountingSmsc(self)

    def report(self) -> dict[str, Any]:
        """With the files that lie in the folder, by the key in their names."""
        for file in self.folder.iterdir():
            key = re.search(r"-([0-9a-f]{32})", file.name)
            if key is not None and not file.name.startswith("."):
                self.taken["folder"][key[1]] = 1
        return super().report()


def transports(told: str) -> dict[str, Transport]:
    """Our own transports to what was told on starting."""
    from generator.delivery.wires.wires import WIRES

    at = json.loads(told)
    http = f"http://127.0.0.1:{at['http']}"
    sms = {
        "body": '{"mobile": "{phone}", "content": "{text}", "ref": "{key}"}',
        "success": "code=0",
        "ask": "/ask",
        "ask-body": "ref={key}",
        "ask-accepted": "state=taken",
        "ask-missing": "state=missing",
    }
    chosen = {
        "webhook": (f"{http}/webhook", {}),
        "email": (f"smtp://127.0.0.1:{at['mail']}?from=office@xu-gou.example", {"tls": "none"}),
        "folder": (at["folder"], {}),
        "sms": (f"{http}/sms", sms),
        "smpp": (f"smpp://made-up:made-up@127.0.0.1:{at['smpp']}", {"receipts": "no"}),
        "wecom": (f"{http}/wecom", {}),
        "dingtalk": (f"{http}/dingtalk", {}),
        "feishu": (f"{http}/feishu", {}),
    }
    made = {kind: WIRES[kind].make(to, options) for kind, (to, options) in chosen.items()}  # type: ignore[index]
    made["sms"].certain_after = 0.0  # this gateway's records show at once
    return made


if __name__ == "__main__":
    running = _WireSink(float(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    ports = {"http": running.port, "mail": running.mail.port, "smpp": running.smsc.port, "folder": sys.argv[3]}
    print(json.dumps(ports), flush=True)
    threading.Event().wait()
