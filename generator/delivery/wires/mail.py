"""E-mail: each recipient gets a letter of their own, over SMTP (RFC 5321) with TLS and verified certificates.

Accepted: 250 after the final dot. Refused: any 5xx, each recipient for itself. Temporary: any 4xx, and a connection
lost before the final dot, since a server must not deliver without it (RFC 5321, 4.1.1.4). Unknown: a connection lost,
or silence, after it. A letter sent again carries the same `Message-ID`, by which mailboxes and people know it as one:
the doubt is `REPEATABLE`. What comes back later is read by `bounces.py`.

The address is `smtps://USER:PASSWORD@HOST:465` (TLS from the start) or `smtp://…:587` (STARTTLS, which must succeed),
USER and PASSWORD percent-encoded; `?from=` names the sender if USER is no address, and `?to=` the recipient of an
outlet with one. Options: `sender-name`, `unsubscribe` (https: or mailto:), `tls` (`none` for a server on this very
machine or network), `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Callable, Mapping
from datetime import datetime

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import address_of, choice, patience, tls_context
from generator.delivery.wires.clock import moment
from generator.delivery.wires.letter import Sender, letter, mailbox
from generator.delivery.wires.one_way import OneWay, refused
from generator.delivery.wires.redaction import excerpt
from generator.language import _

_LETTERS_A_SESSION = 100
"""Servers end sessions that never end; a hundred letters are what Postfix' smtpd takes by habit."""
_QUEUED = re.compile(r"queued as ([\w.-]+)", re.IGNORECASE)


class _Broken(Exception):
    """A session that cannot be had, or that the server has ended, with what that means for the letter."""


class Mail(OneWay):
    """One mail server. Several threads may use it at once: each has a session to itself."""

    doubt = Doubt.REPEATABLE

    def __init__(self, to: str, options: Mapping[str, str], clock: Callable[[], datetime] = moment) -> None:
        self._address = address_of(to, options, {"smtps": 465, "smtp": 587})
        sender = mailbox(self._address.query.get("from", self._address.user))
        if not sender:
            raise ValueError(_("the address of the mail server lacks ?from= with the sender's e-mail address"))
        self._sender = Sender(sender, options.get("sender-name", ""), options.get("unsubscribe", ""))
        self._plain = choice(options, "tls", ("required", "none")) == "none"
        self._timeout, self._tls, self._clock = patience(options), tls_context(options), clock
        self._secrets = (*self._address.secrets, sender)
        self._idle: list[tuple[smtplib.SMTP, int]] = []

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        recipient = mailbox(recipient or self._address.to)
        if not recipient:
            return refused("no-address", _("this is no e-mail address"))
        secrets = (*self._secrets, recipient)
        try:
            session, used = self._session()
        except _Broken as broken:
            return _redacted(broken.args[0], secrets)
        outcome, usable = self._handed_over(session, key, message, recipient)
        if usable and used + 1 < _LETTERS_A_SESSION:
            self._idle.append((session, used + 1))
        else:
            _end(session)
        return _redacted(outcome, secrets)

    def close(self) -> None:
        while self._idle:
            _end(self._idle.pop()[0])

    def _session(self) -> tuple[smtplib.SMTP, int]:
        """A session that is ready for a letter: an earlier one if it still answers, else a new one."""
        while self._idle:
            try:
                session, used = self._idle.pop()
            except IndexError:  # Another thread was faster.
                break
            try:
                if session.rset()[0] == 250:
                    return session, used
            except OSError:
                pass
            session.close()
        return self._new_session(), 0

    def _new_session(self) -> smtplib.SMTP:
        host, port, name = self._address.host, self._address.port, self._sender.domain
        session: smtplib.SMTP | None = None
        try:
            if self._address.scheme == "smtps":
                session = smtplib.SMTP_SSL(host, port, name, timeout=self._timeout, context=self._tls)
            else:
                session = smtplib.SMTP(host, port, name, timeout=self._timeout)
                session.ehlo_or_helo_if_needed()
                if not self._plain:
                    session.starttls(context=self._tls)
            session.ehlo_or_helo_if_needed()
            if session.sock is not None:  # else the dot waits 40 ms for an acknowledgement of the letter before it
                session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._address.password:
                session.login(self._address.user, self._address.password)
        except smtplib.SMTPNotSupportedError:
            outcome = refused("not-supported", _("the mail server offers no TLS or no login; please check its address"))
        except smtplib.SMTPResponseException as error:
            outcome = _by_code(error.smtp_code, error.smtp_error)
        except (OSError, UnicodeError):
            outcome = Outcome(Result.TEMPORARY, "no-session")
        else:
            return session
        if session is not None:
            session.close()
        raise _Broken(outcome)

    def _handed_over(self, session: smtplib.SMTP, key: str, message: Message, recipient: str) -> tuple[Outcome, bool]:
        """What became of the letter, and whether the session may be used again."""
        made = letter(key, message, self._sender, recipient, self._clock())
        data = re.sub(rb"(?m)^\.", b"..", made.as_bytes())  # RFC 5321, 4.5.2
        envelope, receipt = [f"SIZE={len(data)}"] if session.has_extn("size") else [], []
        if not (self._sender.address.isascii() and recipient.isascii()):
            if not session.has_extn("smtputf8"):
                return refused("no-smtputf8", _("the mail server takes no addresses outside ASCII")), True
            envelope += ["SMTPUTF8", "BODY=8BITMIME"]
            session.command_encoding = "utf-8"
        if session.has_extn("dsn"):  # RFC 3461: the bounce then names our key by itself
            envelope += ["RET=HDRS", f"ENVID={key}"]
            receipt = ["NOTIFY=FAILURE"]
        largest = session.esmtp_features.get("size", "")
        if largest.isdigit() and 0 < int(largest) < len(data):
            words = _("the letter has {size} bytes and the mail server takes {largest}; please attach less")
            return refused("too-large", words.format(size=len(data), largest=largest)), True
        try:
            code, said = session.mail(self._sender.address, envelope)
            if code == 250:
                code, said = session.rcpt(recipient, receipt)
            if code in (250, 251):
                code, said = session.docmd("DATA")
            if code != 354:
                return _by_code(code, said), code not in (421, -1)
            session.send(data)
        except OSError:
            return Outcome(Result.TEMPORARY, "lost-before-the-end"), False
        try:
            session.send(b".\r\n")
            code, said = session.getreply()
        except OSError:
            return Outcome(Result.UNKNOWN, "no-answer"), False
        if code == 250:
            queued = _QUEUED.search(said.decode("utf-8", "replace"))
            return Outcome(Result.ACCEPTED, "250", said.decode("utf-8", "replace"), queued[1] if queued else ""), True
        return _by_code(code, said, Result.UNKNOWN), code not in (421, -1)


def _by_code(code: int, said: bytes | str, otherwise: Result = Result.TEMPORARY) -> Outcome:
    """RFC 5321, 4.2.1: the first digit decides. What is no reply at all is `otherwise`."""
    result = {4: Result.TEMPORARY, 5: Result.REFUSED}.get(code // 100, otherwise)
    return Outcome(result, str(code), said.decode("utf-8", "replace") if isinstance(said, bytes) else said)


def _redacted(outcome: Outcome, secrets: tuple[str, ...]) -> Outcome:
    return outcome._replace(reply=excerpt(outcome.reply, secrets))


def _end(session: smtplib.SMTP) -> None:
    try:
        session.quit()
    except OSError:
        session.close()
