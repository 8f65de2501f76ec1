"""A real SMTP server, aiosmtpd, that can be told how to misbehave, and what it received."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "office@xu-gou.example", "canary-Zq7:pass/word"


class Post:
    """What aiosmtpd calls a handler. `refuse` maps recipients to replies; `on_data` answers for the letter."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.options: list[tuple[list[str], list[str]]] = []
        self.refuse: dict[str, str] = {}
        self.on_data = "250 2.0.0 Ok: queued as 4Xu9gOu"
        self.break_at = ""
        self.sessions = 0

    async def handle_EHLO(  # noqa: N802  aiosmtpd's name, as all that follow
        self, _server: SMTP, session: Any, _envelope: Any, hostname: str, replies: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return [*replies[:-1], "250-DSN", replies[-1]]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.break_at == "RCPT":
            server.transport.abort()  # type: ignore[union-attr]
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        self.options.append((envelope.mail_options, envelope.rcpt_options))
        if self.break_at == "DATA":
            server.transport.abort()  # type: ignore[union-attr]
        return self.on_data


class _Server(SMTP):
    """aiosmtpd refuses ENVID and NOTIFY, which it does not know; a server with DSN takes them."""

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        words = arg.split()
        kept = [word for word in words if not word.upper().startswith(("ENVID=", "RET="))]
        await super().smtp_MAIL(" ".join(kept))
        if self.envelope is not None:
            self.envelope.mail_options.extend(word for word in words if word not in kept)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        await super().smtp_RCPT(" ".join(word for word in arg.split() if not word.upper().startswith("NOTIFY=")))


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]  # the system chose it
        super()._trigger_server()


class MailServer:
    """A running server."""

    def __init__(
        self, post: Post, certificate: Path | None = None, from_the_start: bool = False, **settings: Any
    ) -> None:
        self.post = post
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
            settings |= {"authenticator": _login, "auth_require_tls": not from_the_start}
            if from_the_start:
                settings |= {"ssl_context": context}
            else:
                settings |= {"tls_context": context, "require_starttls": True}
        self._controller = _Controller(post, hostname="127.0.0.1", port=0, enable_SMTPUTF8=True, **settings)
        self._controller.start()
        self.port: int = self._controller.port
        post.sessions = 0  # aiosmtpd knocks once itself

    def stop(self) -> None:
        self._controller.stop()


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.login == USER.encode() and data.password == PASSWORD.encode(), handled=False)


@contextlib.contextmanager
def mail_server(post: Post, certificate: Path | None = None, **settings: Any) -> Iterator[MailServer]:
    server = MailServer(post, certificate, **settings)
    try:
        yield server
    finally:
        server.stop()


def certificate_for_this_machine(folder: Path) -> Path:
    """A self-signed certificate of 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "xu-gou.example")])
    now = dt.datetime.now(dt.UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "this-machine.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
