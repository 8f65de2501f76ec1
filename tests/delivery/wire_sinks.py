"""The other ends of our wires, all in one process that outlives the workers: they count what arrives.

What a wire knows by its key is counted by key; robots, apprise's service and SMPP know none, so each of their messages
says a name of its own. Run as a program it prints where everybody listens, as JSON, and serves until it is ended.
"""

from __future__ import annotations

import functools
import json
import re
import sys
import threading
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

import asyncssh

from generator.delivery.outcome import Doubt
from tests.delivery.http_sinks import NAME, HttpSink
from tests.delivery.sink import Luck, Sink
from tests.delivery.wires.mail_server import MailServer, Post
from tests.delivery.wires.sftp_server import SftpHost
from tests.delivery.wires.smsc import Smsc

KINDS = {
    "webhook": Doubt.REPEATABLE,
    "email": Doubt.REPEATABLE,
    "folder": Doubt.REPEATABLE,
    "sftp": Doubt.REPEATABLE,
    "websub": Doubt.REPEATABLE,
    "sms": Doubt.ASKABLE,
    "aliyun": Doubt.ASKABLE,
    "tencent": Doubt.ASKABLE,
    "smpp": Doubt.PERSON,
    "wecom": Doubt.PERSON,
    "dingtalk": Doubt.PERSON,
    "feishu": Doubt.PERSON,
    "apprise": Doubt.PERSON,
}
"""The wires, by the doubt that they leave."""
NEVER_MISSING = frozenset({"tencent"})
"""What can be asked, but says only what it has and never that it has nothing: some of its doubts are for a person."""
FOLDERS = ("folder", "sftp")

_KEY = re.compile(r"-([0-9a-f]{32})\.txt$")


class _CountingPost(Post):
    """Mail: whoever reads it knows a Message-ID, so a letter that came again is one."""

    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self._sink = sink

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        luck = self._sink.luck()
        if luck is Luck.BUSY:
            return "451 4.3.0 later"
        key = str(message_from_bytes(envelope.content)["Message-ID"]).strip("<>").partition("@")[0]
        with self._sink.lock:
            self._sink.arrived["email"][key] += 1
            self._sink.taken["email"][key] = 1
        if luck is Luck.MUTE:
            server.transport.abort()
        return await super().handle_DATA(server, session, envelope)


class _CountingSmsc(Smsc):
    """A message centre: what it takes twice is two messages."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        super().__init__()

    def _answer(self, connection: Any, command: int, body: bytes) -> tuple[int, bytes] | None:
        luck = self._sink.luck() if command == 0x04 else Luck.GOOD
        if luck is Luck.BUSY:
            return 0x58, b""  # throttled
        answer = super()._answer(connection, command, body)
        if command == 0x04:
            name = NAME.search(self.submitted[-1].octets.decode("utf-16-be"))
            assert name is not None
            with self._sink.lock:
                self._sink.taken["smpp"][name[0]] += 1
            self._sink.dawdle()
        return None if luck is Luck.MUTE else answer


class _CountingFolder(asyncssh.SFTPServer):
    """A far folder: what is renamed to one name twice is one file."""

    def __init__(self, sink: Sink, channel: Any, chroot: bytes) -> None:
        super().__init__(channel, chroot=chroot)
        self._sink = sink

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        luck = self._sink.luck()
        if luck is Luck.BUSY:
            raise asyncssh.SFTPFailure("made up")
        super().posix_rename(oldpath, newpath)
        with self._sink.lock:
            self._sink.arrived["sftp"][_key_of(newpath.decode())] += 1
        if luck is Luck.MUTE:
            self.channel.get_connection().abort()


class WireSink(HttpSink):
    """HTTP here, mail, SMPP and SFTP beside it, and two folders."""

    def __init__(self, trouble: float, slow: float, folder: Path) -> None:
        super().__init__(trouble, slow, KINDS)
        self.folder = folder
        for name in FOLDERS:
            (folder / name).mkdir()
        self.mail = MailServer(_CountingPost(self))
        self.smsc = _CountingSmsc(self)
        self.ssh = SftpHost(folder, functools.partial(_CountingFolder, self))

    def report(self) -> dict[str, Any]:
        """With the files that lie in the folders, by the key in their names."""
        for name in FOLDERS:
            whole = (file.name for file in (self.folder / name).iterdir() if not file.name.startswith("."))
            self.taken[name] = Counter(key for file in whole if (key := _key_of(file)))
        return super().report()

    @property
    def at(self) -> dict[str, int | str]:
        """Where everybody listens."""
        return {
            "http": self.port,
            "mail": self.mail.port,
            "smpp": self.smsc.port,
            "ssh": self.ssh.port,
            "host-key": self.ssh.host_key,
            "folder": str(self.folder / "folder"),
        }


def _key_of(path: str) -> str:
    found = _KEY.search(path)
    return found[1] if found else ""


if __name__ == "__main__":
    running = WireSink(float(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    print(json.dumps(running.at), flush=True)
    threading.Event().wait()
