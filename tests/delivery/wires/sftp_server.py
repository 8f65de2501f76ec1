"""A real SSH server of another make, asyncssh, over a folder, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncssh

from tests.delivery.wires.messages import CANARY

USER, PASSWORD = "desk", f"p{CANARY}"


class SftpHost:
    """A real SSH server of another make, asyncssh, over a folder."""

    def __init__(self, folder: Path, sftp: Callable[..., Any]) -> None:
        self.key = asyncssh.generate_private_key("ssh-ed25519")
        self.user_key = asyncssh.generate_private_key("ssh-ed25519")
        self._loop, self._folder, self._sftp = asyncio.new_event_loop(), folder, sftp
        self.connections: list[asyncssh.SSHServerConnection] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(20)
        self.host_key = self.key.export_public_key().decode().strip()

    def _run(self) -> None:
        begun = asyncssh.create_server(
            lambda: _Gate(self), "127.0.0.1", 0, server_host_keys=[self.key], sftp_factory=self._made
        )
        server = self._loop.run_until_complete(begun)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for connection in self.connections:
            connection.abort()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        while pending := asyncio.all_tasks(self._loop):
            for task in pending:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        self._loop.close()

    def _made(self, channel: Any) -> asyncssh.SFTPServer:
        made: asyncssh.SFTPServer = self._sftp(channel, chroot=os.fsencode(self._folder))
        return made

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)


class _Gate(asyncssh.SSHServer):
    def __init__(self, running: SftpHost) -> None:
        self._running = running

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._running.connections.append(conn)

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        return key == self._running.user_key.convert_to_public()


@contextlib.contextmanager
def host(folder: Path, sftp: Callable[..., Any] = asyncssh.SFTPServer) -> Iterator[SftpHost]:
    running = SftpHost(folder, sftp)
    try:
        yield running
    finally:
        running.stop()
