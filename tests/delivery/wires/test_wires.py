"""The table of wires: every way is there, opens from the environment, and turns wrong settings away."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from generator.checks.outlet_option import fits
from generator.delivery.outcome import Doubt
from generator.delivery.wires.wires import GATEWAYS, WIRES, open_outlet
from generator.records import outlet_options
from generator.records.outlet_options import Form, options_of
from generator.records.outlets import Outlet, Via
from generator.refusals import refusal
from tests.delivery.wires.messages import CANARY

GOOD: dict[str, tuple[str, dict[str, str]]] = {
    "email": (f"smtps://office%40x.example:{CANARY}@mail.x.example", {}),
    "webhook": (f"https://x.example/{CANARY}", {"secret": "$SECRET"}),
    "sms": (f"https://id:{CANARY}@dysmsapi.aliyuncs.com",
            {"gateway": "aliyun", "signature": "虚构县", "template": "SMS_1"}),
    "smpp": (f"smpp://office:{CANARY}@x.example", {"source": "10690000"}),
    "wecom": (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={CANARY}", {}),
    "dingtalk": (f"https://oapi.dingtalk.com/robot/send?access_token={CANARY}", {"secret": "$SECRET"}),
    "feishu": (f"https://open.feishu.cn/open-apis/bot/v2/hook/{CANARY}", {"secret": "$SECRET"}),
    "websub": ("https://hub.x.example/", {"topic": "https://x.example/feeds/all.atom"}),
    "sftp": (f"sftp://desk:{CANARY}@x.example/in", {"host-key": "SHA256:abc"}),
    "folder": (f"/mnt/{CANARY}", {}),
    "apprise": (f"json://x.example/{CANARY}", {}),
}  # fmt: skip


def outlet(via: str, **options: str) -> Outlet:
    return Outlet.model_validate(
        {
            "id": "xu-gou-bao",
            "name": "虚构报",
            "takes": ["newspaper"],
            "via": via,
            "to": "$XU_GOU_BAO",
            "options": options,
        }
    )


@pytest.mark.parametrize("via", get_args(Via))
def test_every_way_of_outlets_yml_opens_and_keeps_its_address_to_itself(via: str) -> None:
    to, options = GOOD[via]
    wire = open_outlet(outlet(via, **options), {"XU_GOU_BAO": to, "SECRET": f"s{CANARY}"})
    assert isinstance(wire.doubt, Doubt)
    assert wire.certain_after >= 0
    assert wire.doubt is not Doubt.ASKABLE or wire.certain_until > wire.certain_after
    assert CANARY not in repr(wire) + str(wire)
    wire.close()


@pytest.mark.parametrize("via", [via for via in get_args(Via) if via not in ("folder", "apprise")])
@pytest.mark.parametrize(
    "to", [CANARY, f"ftp://{CANARY}", "https://", "http://[::1", f"http://{CANARY}:port/", "smtp://"]
)
def test_an_address_that_cannot_be_used_is_told_without_being_repeated(via: str, to: str) -> None:
    with pytest.raises(ValueError, match=r"outlet xu-gou-bao \(\$XU_GOU_BAO\): ") as refusal:
        open_outlet(outlet(via, **GOOD[via][1]), {"XU_GOU_BAO": to, "SECRET": CANARY})
    assert CANARY not in str(refusal.value)


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(ValueError, match="XU_GOU_BAO is not set"):
        open_outlet(outlet("wecom"), {})
    with pytest.raises(ValueError, match="SECRET is not set"):
        open_outlet(outlet("dingtalk", secret="$SECRET"), {"XU_GOU_BAO": GOOD["dingtalk"][0], "SECRET": ""})


@pytest.mark.parametrize(
    ("via", "options", "words"),
    [
        ("wecom", {"secret": "x"}, "has no option secret; it knows ca, server, timeout"),
        ("sms", {"gateway": "aliyn"}, "“gateway” must be one of: template, aliyun, tencent"),
        ("sms", {"gateway": "aliyun", "app": "1"}, "has no option app"),
        ("sms", {}, "“body” is missing"),
        ("sms", {"body": "a={text}"}, "“success” is missing"),
        ("sms", {"body": "no template", "success": "a=1"}, "neither JSON nor a form"),
        ("sms", {"body": "a={text}", "success": "ok"}, "“success” must have the form"),
        ("webhook", {"timeout": "0"}, "timeout must be"),
        ("webhook", {"timeout": "soon"}, "timeout must be"),
        ("webhook", {"secret": "whsec_%%%"}, "no base64"),
        ("webhook", {"ca": "/no/such/file"}, "option “ca”"),
        ("websub", {}, "“topic” is missing"),
        ("sftp", {}, "“host-key” is missing"),
        ("email", {"tls": "maybe"}, "“tls” must be one of: required, none"),
        ("smpp", {"join": "glue"}, "“join” must be one of: udh, sar"),
        ("smpp", {"source": "虚构县"}, "ASCII only"),
    ],
)
def test_wrong_options_are_told_with_what_is_right(via: str, options: dict[str, str], words: str) -> None:
    to = GOOD[via][0] if via != "sms" else f"https://{CANARY}:{CANARY}@x.example"
    with pytest.raises(ValueError, match=re.escape(words)) as refusal:
        open_outlet(outlet(via, **options), {"XU_GOU_BAO": to})
    assert CANARY not in str(refusal.value)


@pytest.mark.parametrize(("via", "package"), [("sftp", "paramiko"), ("apprise", "apprise")])
def test_a_missing_package_shows_when_the_wire_is_opened(
    via: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModuleNotFoundError) as missing:
        open_outlet(outlet(via, **GOOD[via][1]), {"XU_GOU_BAO": GOOD[via][0]})
    assert f"needs the package {package}; install the extra “push”" in refusal(missing.value)


def test_a_value_may_end_with_a_line_feed() -> None:
    wire = open_outlet(
        outlet("dingtalk", secret="$SECRET"), {"XU_GOU_BAO": GOOD["dingtalk"][0] + "\n", "SECRET": "a\r\n"}
    )
    assert wire._secret == "a"  # type: ignore[attr-defined]


def test_many_outlets_may_share_one_server() -> None:
    """Their own variable holds the recipient then."""
    shared = {"XU_GOU_BAO": "desk@x.example", "SMTP": "smtp://127.0.0.1:9?from=office@x.example"}
    wire = open_outlet(outlet("email", server="$SMTP", tls="none"), shared)
    assert wire._address.to == "desk@x.example"  # type: ignore[attr-defined]
    own = open_outlet(outlet("email"), {"XU_GOU_BAO": "smtp://h?from=office@x.example&to=desk%40x.example"})
    assert own._address.to == "desk@x.example"  # type: ignore[attr-defined]


def test_every_option_is_explained_where_it_is_read() -> None:
    """A module's docstring is the documentation of its options."""
    assert set(WIRES) == set(get_args(Via))
    assert tuple(GATEWAYS) == outlet_options.GATEWAYS
    for wire in (*(wire for via, wire in WIRES.items() if via != "sms"), *GATEWAYS.values()):
        said = import_module(wire.make.__module__).__doc__ or ""  # type: ignore[attr-defined]
        for name in set(wire.options) - {"gateway", "timeout"}:
            assert f"`{name}`" in said or f"`{name}:" in said, (wire, name)


CHOICES = [
    (via, gateway, name)
    for via in get_args(Via)
    for gateway in (outlet_options.GATEWAYS if via == "sms" else ("",))
    for name, option in options_of(via, gateway).items()
    if option.form in (Form.CHOICE, Form.SECONDS, Form.CONDITION, Form.BODY, Form.NUMBER, Form.ASCII)
]
WRONG = {
    Form.CHOICE: "虚构",
    Form.SECONDS: "0",
    Form.CONDITION: "code",
    Form.BODY: "x",
    Form.NUMBER: "x",
    Form.ASCII: "虚",
}
RIGHT = {Form.SECONDS: ("0.5", "600"), Form.CONDITION: ("a.0=1,2",), Form.BODY: ('{"a": 1}', "a={text}"),
         Form.NUMBER: ("1",), Form.ASCII: ("x",)}  # fmt: skip


@pytest.mark.parametrize(("via", "gateway", "name"), CHOICES)
def test_what_check_takes_the_wire_takes_and_what_check_refuses_it_refuses(via: Via, gateway: str, name: str) -> None:
    """The table is one, and the wires read values themselves: both have to be of one mind."""
    option = options_of(via, gateway)[name]
    to, options = GOOD[via]
    if via == "sms":
        to = f"https://id:{CANARY}@x.example"
        options = {n: {Form.CONDITION: "a=1", Form.BODY: "a=b"}.get(o.form, "1")
                   for n, o in options_of("sms", gateway).items() if o.needed} | {"gateway": gateway}  # fmt: skip
    if name.startswith("ask"):
        options = options | {"ask": "/report", "ask-body": "a=b"}
    environment = {"XU_GOU_BAO": to, "SECRET": f"s{CANARY}"}
    values = option.allowed if name != "gateway" else (gateway,)
    for value in values or RIGHT[option.form]:
        assert fits(option, value)
        open_outlet(outlet(via, **options | {name: value}), environment).close()
    assert not fits(option, WRONG[option.form])
    with pytest.raises(ValueError, match="outlet xu-gou-bao"):
        open_outlet(outlet(via, **options | {name: WRONG[option.form]}), environment)


GUIDE = Path(__file__).parent.parent.parent.parent / "docs" / "wires.md"


def test_the_guide_names_every_way_with_its_options_and_no_other() -> None:
    rows = [line.split("|")[1:-1] for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("| `")][1:]
    ways: dict[str, frozenset[str]] = {}
    for name, _address, options, _doubt in rows:
        via, *gateway = re.findall(r"`(?:gateway: )?([a-z]+)`", name)
        ways["-".join((via, *gateway))] = frozenset(re.findall(r"`([a-z][a-z-]+)(?::[^`]*)?`", options))
    apart = {"timeout", "gateway"}
    expected = {str(via): set(wire.options) - apart for via, wire in WIRES.items() if via != "sms"}
    expected |= {f"sms-{name}": set(wire.options) - apart for name, wire in GATEWAYS.items()}
    words = {"mailto", "content", "udh", "sar", "ap-guangzhou", "ssh-keyscan"}
    assert {via: options - words for via, options in ways.items()} == expected
