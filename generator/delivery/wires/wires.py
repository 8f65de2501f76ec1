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
    sftp,
    smpp,
    sms_gateway,
    tencent,
    webhook,
    websub,
)
from generator.delivery.wires.address import choice
from generator.delivery.wires.dingtalk import open_dingtalk
from generator.delivery.wires.feishu import open_feishu
from generator.delivery.wires.wecom import open_wecom
from generator.language import _
from generator.records.outlet_options import Option, options_of
from generator.records.outlets import Outlet, Via


class Wire(NamedTuple):
    """What makes a transport, and the options that it takes."""

    make: Open
    options: Mapping[str, Option]


GATEWAYS: dict[str, Wire] = {
    "template": Wire(sms_gateway.SmsGateway, options_of("sms", "template")),
    "aliyun": Wire(aliyun.Aliyun, options_of("sms", "aliyun")),
    "tencent": Wire(tencent.Tencent, options_of("sms", "tencent")),
}
"""What `via: sms` opens, by the option `gateway`."""


def _open_sms(to: str, options: Mapping[str, str]) -> Transport:
    return GATEWAYS[choice(options, "gateway", tuple(GATEWAYS))].make(to, options)


_MAKERS: dict[Via, Open] = {
    "email": mail.Mail,
    "webhook": webhook.Webhook,
    "sms": _open_sms,
    "smpp": smpp.Smpp,
    "wecom": open_wecom,
    "dingtalk": open_dingtalk,
    "feishu": open_feishu,
    "websub": websub.Hub,
    "sftp": sftp.Sftp,
    "folder": folder.Folder,
    "apprise": long_tail.LongTail,
}
WIRES: dict[Via, Wire] = {via: Wire(make, options_of(via)) for via, make in _MAKERS.items()}
"""What opens for each `via`."""


def open_outlet(outlet: Outlet, environment: Mapping[str, str]) -> Transport:
    """The transport of an outlet. Option values such as `$OFFICE_SMTP` are read from the environment too.

    Raises ValueError with words for staff, which name variables and options and repeat no value.
    """
    options = {name: _value(value, environment) for name, value in outlet.options.items()}
    wire = GATEWAYS.get(options.get("gateway", "template"), WIRES["sms"]) if outlet.via == "sms" else WIRES[outlet.via]
    unknown = sorted(set(options) - set(wire.options))
    if unknown:
        raise ValueError(
            _("outlet {outlet}: “via: {via}” has no option {option}; it knows {known}").format(
                outlet=outlet.id,
                via=outlet.via,
                option=unknown[0],
                known=", ".join(sorted(wire.options)),
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
