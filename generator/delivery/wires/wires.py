"""The table of wires: which class opens for which `via` of outlets.yml, and with which options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.delivery.transport import Open, Transport
from generator.delivery.wires import (
    aliyun,
    folder,
    long_tail,
    mail,
    robot,
    sftp,
    smpp,
    sms_gateway,
    tencent,
    webhook,
    websub,
)
from generator.delivery.wires.address import SHARED, choice
from generator.delivery.wires.dingtalk import open_dingtalk
from generator.delivery.wires.feishu import open_feishu
from generator.delivery.wires.wecom import open_wecom
from generator.language import _
from generator.records.outlets import Outlet, Via


class Wire(NamedTuple):
    """What makes a transport, and the options that it knows besides the shared ones."""

    make: Open
    options: frozenset[str]


GATEWAYS: dict[str, Wire] = {
    "template": Wire(sms_gateway.SmsGateway, sms_gateway.OPTIONS | {"gateway"}),
    "aliyun": Wire(aliyun.Aliyun, aliyun.OPTIONS),
    "tencent": Wire(tencent.Tencent, tencent.OPTIONS),
}
"""What `via: sms` opens, by the option `gateway`."""


def _open_sms(to: str, options: Mapping[str, str]) -> Transport:
    return GATEWAYS[choice(options, "gateway", tuple(GATEWAYS))].make(to, options)


WIRES: dict[Via, Wire] = {
    "email": Wire(mail.Mail, mail.OPTIONS),
    "webhook": Wire(webhook.Webhook, webhook.OPTIONS),
    "sms": Wire(_open_sms, frozenset().union(*(wire.options for wire in GATEWAYS.values()))),
    "smpp": Wire(smpp.Smpp, smpp.OPTIONS),
    "wecom": Wire(open_wecom, robot.OPTIONS),
    "dingtalk": Wire(open_dingtalk, robot.SIGNED_OPTIONS),
    "feishu": Wire(open_feishu, robot.SIGNED_OPTIONS),
    "websub": Wire(websub.Hub, websub.OPTIONS),
    "sftp": Wire(sftp.Sftp, sftp.OPTIONS),
    "folder": Wire(folder.Folder, folder.OPTIONS),
    "apprise": Wire(long_tail.LongTail, long_tail.OPTIONS),
}


def known_options(via: Via, options: Mapping[str, str]) -> frozenset[str]:
    """The names of the options that an outlet may give; for SMS they hang on its gateway."""
    if via == "sms":
        return GATEWAYS.get(options.get("gateway", "template"), WIRES[via]).options | SHARED
    return WIRES[via].options | SHARED


def open_outlet(outlet: Outlet, environment: Mapping[str, str]) -> Transport:
    """The transport of an outlet. Option values such as `$OFFICE_SMTP` are read from the environment too.

    Raises ValueError with words for staff, which name variables and options and repeat no value.
    """
    options = {name: _value(value, environment) for name, value in outlet.options.items()}
    unknown = sorted(set(options) - known_options(outlet.via, options))
    if unknown:
        raise ValueError(
            _("outlet {outlet}: “via: {via}” has no option {option}; it knows {known}").format(
                outlet=outlet.id,
                via=outlet.via,
                option=unknown[0],
                known=", ".join(sorted(known_options(outlet.via, options))),
            )
        )
    try:
        return WIRES[outlet.via].make(_value(outlet.to, environment), options)
    except ValueError as words:
        raise ValueError(
            _("outlet {outlet} ({variable}): {words}").format(outlet=outlet.id, variable=outlet.to, words=words)
        ) from None


def _value(text: str, environment: Mapping[str, str]) -> str:
    """A value, or what the environment variable holds that it names."""
    if not text.startswith("$"):
        return text
    name = text.removeprefix("$")
    if not environment.get(name, "").strip():
        raise ValueError(
            _("the environment variable {name} is not set; whoever runs this machine sets it").format(name=name)
        )
    return environment[name].strip()  # what comes out of a file ends with a line feed
