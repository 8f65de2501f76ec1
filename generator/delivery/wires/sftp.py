"""SFTP: the same files as in a folder, on a newsroom's server; written under a hidden name, then renamed.

Through paramiko (LGPL 2.1). The server must show the key that option `host-key` names, else nothing is told to it,
not even who we are. Accepted: the text, which is renamed last, lies there under its name. Refused: a wrong host key, a
login or a folder that is denied. Temporary: no connection, and a connection lost before that last rename, since until
then the text is not there. Unknown: a connection lost during it. Doing it again gives the same files: `REPEATABLE`.

The address is `sftp://USER:PASSWORD@HOST:22/folder`. Options: `host-key`, as `ssh-keyscan HOST` prints it
(`ssh-ed25519 AAAA…`), or its fingerprint (`SHA256:…`); `key-file`, a private key instead of a password; `server`,
`timeout`.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import address_of, needed, patience
from generator.delivery.wires.drop import Dropped, files
from generator.delivery.wires.one_way import OneWay, refused
from generator.language import _

if TYPE_CHECKING:
    import paramiko


class _Stopped(Exception):
    """The drop has come to an end, with its outcome."""


class Sftp(OneWay):
    """One folder on one server. Each message has a connection to itself: drops are rare."""

    doubt = Doubt.REPEATABLE

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        import paramiko  # noqa: F401  if it is missing, that shows here and not in the middle of sending

        self._address = address_of(to, options, {"sftp": 22})
        self._timeout, self._key_file = patience(options), options.get("key-file", "")
        self._host_key = needed(options, "host-key").strip()

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        try:
            transport = self._connected()
            try:
                self._dropped(transport, files(key, message))
            finally:
                transport.close()
        except _Stopped as stopped:
            outcome: Outcome = stopped.args[0]
            return outcome
        return Outcome(Result.ACCEPTED, "written")

    def _connected(self) -> paramiko.Transport:
        import paramiko

        transport: paramiko.Transport | None = None
        try:
            plain = socket.create_connection((self._address.host, self._address.port), self._timeout)
            transport = paramiko.Transport(plain)
            transport.logger.disabled = True  # it would tell standard error of hosts and users
            transport.banner_timeout = transport.auth_timeout = self._timeout
            transport.start_client(timeout=self._timeout)
            if not self._known(transport.get_remote_server_key()):
                raise _Stopped(
                    refused("host-key", _("the server shows another key than option “host-key”; please ask its keeper"))
                )
            if self._key_file:
                transport.auth_publickey(self._address.user, paramiko.PKey.from_path(self._key_file))
            else:
                transport.auth_password(self._address.user, self._address.password)
            return transport
        except paramiko.AuthenticationException:
            outcome = refused("login", _("the server does not let us in; please check user, password or key"))
        except (OSError, EOFError, paramiko.SSHException, ValueError) as error:
            unread = isinstance(error, ValueError | FileNotFoundError) and self._key_file
            outcome = Outcome(Result.TEMPORARY, "key-file" if unread else "no-session")
        except _Stopped as stopped:
            outcome = stopped.args[0]
        if transport is not None:
            transport.close()
        raise _Stopped(outcome)

    def _known(self, key: paramiko.PKey) -> bool:
        if self._host_key.startswith("SHA256:"):
            fingerprint = base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode()
            return self._host_key.removeprefix("SHA256:").rstrip("=") == fingerprint.rstrip("=")
        return key.get_base64() in self._host_key.split()

    def _dropped(self, transport: paramiko.Transport, dropped: tuple[Dropped, ...]) -> None:
        import paramiko

        last, began_last = dropped[-1].name, False
        try:
            client = paramiko.SFTPClient.from_transport(transport)
            if client is None:
                raise EOFError
            client.get_channel().settimeout(self._timeout)  # type: ignore[union-attr]  # it stands
            folder = unquote(self._address.path).rstrip("/")
            for file in dropped:
                hidden, name = f"{folder}/.{file.name}.part", f"{folder}/{file.name}"
                client.putfo(io.BytesIO(file.data), hidden, len(file.data))  # which compares the size afterwards
                began_last = file.name == last
                _rename(client, hidden, name)
        except (PermissionError, FileNotFoundError):
            raise _Stopped(
                refused("folder", _("the server does not let us write into that folder; please ask its keeper"))
            ) from None
        except (OSError, EOFError, paramiko.SSHException) as error:
            lost = not isinstance(error, OSError) or error.errno is None  # a status of SFTP has no number either
            unknown = began_last and (lost or isinstance(error, TimeoutError | ConnectionError))
            raise _Stopped(Outcome(Result.UNKNOWN if unknown else Result.TEMPORARY, "lost")) from None


def _rename(far: paramiko.SFTPClient, old: str, new: str) -> None:
    """Replace at once where the server knows OpenSSH's extension; else make room first (SFTP 3 does not replace)."""
    try:
        far.posix_rename(old, new)
    except OSError as error:
        if "nsupported" not in str(error):
            raise
        with contextlib.suppress(FileNotFoundError):
            far.remove(new)
        far.rename(old, new)
