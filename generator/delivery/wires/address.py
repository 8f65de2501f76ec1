"""Where a wire leads: an address from the environment, taken apart once, with all that must be kept secret.

The outlet's own variable holds the whole address of the wire, such as `smtps://USER:PASSWORD@HOST:465?to=…`. Where
many outlets share one server, the option `server` names the variable that holds it, and the outlet's own variable
holds the recipient alone.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.delivery.transport import TIMEOUT
from generator.delivery.wires.redaction import secrets_of
from generator.language import _


class Address:
    """An address in its parts. `to` is the recipient for messages that name none. Its repr says nothing of it."""

    __slots__ = ("host", "password", "path", "port", "query", "scheme", "secrets", "target", "to", "user")

    def __init__(self, text: str, ports: Mapping[str, int], to: str = "") -> None:
        """Raises ValueError, with words for staff, unless `text` has one of the schemes of `ports` and a host."""
        try:
            parts = urlsplit(text.strip())
            port = parts.port
            host = (parts.hostname or "").encode("idna").decode()
        except ValueError:
            raise ValueError(_unusable(ports)) from None
        if parts.scheme not in ports or not host or any(not " " < character < "\x7f" for character in parts.path):
            raise ValueError(_unusable(ports))
        self.scheme, self.host, self.port = parts.scheme, host, port or ports[parts.scheme]
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.path, self.query = parts.path or "/", dict(parse_qsl(parts.query, keep_blank_values=True))
        self.target = self.path + (f"?{parts.query}" if parts.query else "")
        self.to = to or self.query.get("to", "")
        self.secrets = (*secrets_of(text.strip()), *((to,) if to else ()))

    def __repr__(self) -> str:
        return f"Address({self.scheme})"


def address_of(to: str, options: Mapping[str, str], ports: Mapping[str, int]) -> Address:
    """The address of the wire, from the outlet's variable or, with the option `server`, from that one."""
    return Address(options["server"], ports, to.strip()) if "server" in options else Address(to, ports)


def patience(options: Mapping[str, str]) -> float:
    """Seconds to wait for an answer: the option `timeout`, a number above 0 and up to 600."""
    try:
        seconds = float(options.get("timeout", TIMEOUT))
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 600:
        raise ValueError(_("timeout must be a number of seconds from 1 to 600"))
    return seconds


def tls_context(options: Mapping[str, str]) -> ssl.SSLContext:
    """Certificates are verified, always; the option `ca` names a file with an intranet's own authority."""
    try:
        return _tls_context(options.get("ca"))
    except OSError:
        raise ValueError(_("the certificates of option “ca” cannot be read; please check the file's path")) from None


@cache
def _tls_context(ca: str | None) -> ssl.SSLContext:
    """Reading the system's authorities takes 30 ms, and all wires trust the same."""
    return ssl.create_default_context(cafile=ca)


def choice(options: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """An option with few values, the first of which holds if it is not given."""
    value = options.get(name, allowed[0])
    if value not in allowed:
        raise ValueError(_("option “{name}” must be one of: {allowed}").format(name=name, allowed=", ".join(allowed)))
    return value


def needed(options: Mapping[str, str], name: str) -> str:
    """An option that must be given."""
    if not options.get(name):
        raise ValueError(_("option “{name}” is missing; please add it to the outlet's options").format(name=name))
    return options[name]


def _unusable(ports: Mapping[str, int]) -> str:
    return _(
        "the environment variable does not hold an address that begins with {schemes}; whoever runs this "
        "machine can put it right"
    ).format(schemes=_(" or ").join(f"{scheme}://" for scheme in ports))
