"""An outlet gives the options that its way of sending knows, each in its form, and none that it needs is missing.

The wire would say so too, but only when it is opened: in the evening when something has to go out, and by then nothing
does. A value that names an environment variable ($…) is not looked at here; it is not in the file.

Fails:

    # outlets.yml
    outlets: [{id: demo, name: 虚构日报, takes: [newspaper], via: email, to: $DEMO, options: {sender: 虚构办}}]

Passes:

    # outlets.yml
    outlets: [{id: demo, name: 虚构日报, takes: [newspaper], via: email, to: $DEMO, options: {sender-name: 虚构办}}]
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import parse_qsl

from generator.checks.finding import Finding, Severity
from generator.checks.nearest import did_you_mean
from generator.language import _
from generator.records.outlet_options import GATEWAYS, Form, Option, options_for
from generator.records.outlets import Outlet, Outlets
from generator.records.reader import Document

SEVERITY = Severity.ERROR
_WEB = ("https://", "http://")


def findings(file: Document[Outlets]) -> Iterator[Finding]:
    """Looks at the options of every outlet; no finding repeats a value, which may be a secret in the wrong place."""
    for n, outlet in enumerate(file.value.outlets if file.value else ()):
        known = options_for(outlet)
        for name, value in outlet.options.items():
            at = file.at("outlets", n, "options", name)
            if name not in known:
                yield Finding(file.key_at("outlets", n, "options", name), _unknown(outlet, name), _hint(name, known))
            elif not value.startswith("$") and not fits(known[name], value):
                message = _("the option “{name}” of the outlet “{outlet}” has not the form that it takes")
                yield Finding(at, message.format(name=name, outlet=outlet.id), asked(known[name]))
        for name, beside in _missing(outlet, known):
            message = _("the outlet “{outlet}” lacks the option “{name}”, which {beside} needs")
            hint = _("add it under options; docs/wires.md says what it means")
            at = file.key_at("outlets", n, "options") if outlet.options else file.at("outlets", n, "via")
            yield Finding(at, message.format(outlet=outlet.id, name=name, beside=beside), hint)


def fits(option: Option, value: str) -> bool:
    """Whether a value has the form of its option."""
    match option.form:
        case Form.CHOICE:
            return value in option.allowed
        case Form.SECONDS:
            return _seconds(value)
        case Form.NUMBER:
            return value.isdecimal() and value.isascii()
        case Form.PATH:
            return value.startswith("/")
        case Form.GOODBYE:
            return value.startswith("https://") or (value.startswith("mailto:") and "@" in value)
        case Form.TOPICS:
            return all(topic.startswith(_WEB) for topic in value.split())
        case Form.CONDITION:
            path, sign, _values = value.partition("=")
            return bool(sign and path.strip())
        case Form.BODY:
            return _body(value)
        case Form.ASCII:
            return value.isascii()
    return True


def asked(option: Option) -> str:
    """What an option takes, in words."""
    words = {
        Form.CHOICE: _("write one of: {allowed}").format(allowed=_(", ").join(option.allowed)),
        Form.SECONDS: _("write a number of seconds above 0 and up to 600, as in 30"),
        Form.NUMBER: _("write digits only, as in 5"),
        Form.PATH: _("write the path on the same server, which begins with “/”"),
        Form.GOODBYE: _("write an address that begins with https://, or mailto: and an e-mail address"),
        Form.TOPICS: _("write the addresses of the feeds, each beginning with https://, with blanks between"),
        Form.CONDITION: _("write field=value, as in code=0, or with several values as in data.state=0,OK"),
        Form.BODY: _("write JSON, or a form as in to={phone}&text={text}"),
        Form.ASCII: _("write English letters, digits and signs only"),
    }
    return words.get(option.form, "")


def _unknown(outlet: Outlet, name: str) -> str:
    message = _("“via: {way}” has no option “{name}” (outlet “{outlet}”)")
    return message.format(way=_way(outlet), name=name, outlet=outlet.id)


def _way(outlet: Outlet) -> str:
    gateway = outlet.options.get("gateway", "")
    return f"{outlet.via}, gateway: {gateway}" if gateway in GATEWAYS else outlet.via


def _hint(name: str, known: Mapping[str, Option]) -> str:
    if not known:
        return _("take it out: this way takes no options")
    return did_you_mean(name, sorted(known))


def _missing(outlet: Outlet, known: Mapping[str, Option]) -> Iterator[tuple[str, str]]:
    for name, option in known.items():
        if option.needed and name not in outlet.options:
            yield name, f"“via: {_way(outlet)}”"
        if option.beside and name in outlet.options and option.beside not in outlet.options:
            yield option.beside, f"“{name}”"


def _seconds(value: str) -> bool:
    with suppress(ValueError):
        return math.isfinite(float(value)) and 0 < float(value) <= 600
    return False


def _body(value: str) -> bool:
    with suppress(ValueError):
        if value.lstrip().startswith(("{", "[")):
            json.loads(value)
        else:
            parse_qsl(value, strict_parsing=True)
        return True
    return False
