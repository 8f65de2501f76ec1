"""The options that an outlet may give for the way it is reached: their names, their forms, which must be there.

One table for all ways: `check` holds outlets.yml against it without opening a wire, and the wires take their names from
it. What each option means stands where it is read, in the modules of `delivery/wires/`, and for staff in docs/wires.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from generator.records.outlets import Outlet, Via


class Form(Enum):
    """How the value of an option is written."""

    ANY = auto()
    CHOICE = auto()
    SECONDS = auto()
    """A number above 0 and up to 600."""
    NUMBER = auto()
    """A whole number."""
    PATH = auto()
    """The path of a web address."""
    GOODBYE = auto()
    """An address of the web, or mailto: and an e-mail address."""
    TOPICS = auto()
    """Addresses of the web with blanks between."""
    CONDITION = auto()
    """A field of an answer and its values: data.code=0,OK."""
    BODY = auto()
    """JSON or a form, with places to be filled."""
    ASCII = auto()


class Option(NamedTuple):
    """One option. `allowed` are the values of a choice, the first of which holds if it is not given; `beside` is
    another option that has to stand beside it."""

    form: Form = Form.ANY
    allowed: tuple[str, ...] = ()
    needed: bool = False
    beside: str = ""


def _choice(*allowed: str) -> Option:
    return Option(Form.CHOICE, allowed)


_ANY, _NEEDED, _CONDITION = Option(), Option(needed=True), Option(Form.CONDITION)
_TIMEOUT = {"timeout": Option(Form.SECONDS)}
_SERVER = {"server": _ANY, "ca": _ANY}
GATEWAYS = ("template", "aliyun", "tencent")
"""What `via: sms` may speak to; the first is the default."""
_GATEWAY = {"gateway": _choice(*GATEWAYS)}

_SMS: dict[str, dict[str, Option]] = {
    "template": {
        "body": Option(Form.BODY, needed=True),
        "success": Option(Form.CONDITION, needed=True),
        "not-now": _CONDITION,
        "id": _ANY,
        "authorization": _ANY,
        "repeatable": _choice("no", "yes"),
        "ask": Option(Form.PATH, beside="ask-body"),
        "ask-body": Option(Form.BODY),
        "ask-delivered": _CONDITION,
        "ask-accepted": _CONDITION,
        "ask-refused": _CONDITION,
        "ask-missing": _CONDITION,
    },
    "aliyun": {"signature": _NEEDED, "template": _NEEDED, "variable": _ANY},
    "tencent": {
        "signature": _NEEDED,
        "template": _NEEDED,
        "app": _NEEDED,
        "region": _ANY,
        "session": _choice("closed", "opened"),
    },
}
_OTHERS: dict[Via, dict[str, Option]] = {
    "email": {
        "sender-name": _ANY,
        "unsubscribe": Option(Form.GOODBYE),
        "tls": _choice("required", "none"),
        **_SERVER,
    },
    "webhook": {"secret": _ANY, "success": _CONDITION, **_SERVER},
    "smpp": {
        "source": Option(Form.ASCII),
        "source-ton": _choice(*"0123456"),
        "source-npi": Option(Form.NUMBER),
        "system-type": Option(Form.ASCII),
        "international": _choice("no", "yes"),
        "join": _choice("udh", "sar"),
        "receipts": _choice("yes", "no"),
        **_SERVER,
    },
    "wecom": _SERVER,
    "dingtalk": {"secret": _ANY, **_SERVER},
    "feishu": {"secret": _ANY, **_SERVER},
    "websub": {"topic": Option(Form.TOPICS, needed=True), "ca": _ANY},
    "sftp": {"host-key": _NEEDED, "key-file": _ANY, "server": _ANY},
    "apprise": {},
}


def options_of(via: Via, gateway: str = "") -> Mapping[str, Option]:
    """The options of a way to send. For SMS they hang on the gateway; of an unknown one they are all options of all
    gateways, none of which has to be there."""
    if via == "folder":  # waits for nobody
        return {}
    if via != "sms":
        return _OTHERS[via] | _TIMEOUT
    if gateway in _SMS:
        return _SMS[gateway] | _GATEWAY | _SERVER | _TIMEOUT
    every = {name: option._replace(needed=False) for options in _SMS.values() for name, option in options.items()}
    return every | _GATEWAY | _SERVER | _TIMEOUT


def options_for(outlet: Outlet) -> Mapping[str, Option]:
    """The options that this outlet may give."""
    return options_of(outlet.via, outlet.options.get("gateway", GATEWAYS[0]))
