"""outlets.yml: what is wrong is said at its place, and what may be a secret is repeated nowhere."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from types import ModuleType

import pytest
from conftest import MakeWorld
from world import people, record

from generator.checks import outlet_address, outlet_option
from generator.pushing.recipients import Unreachable, addresses_of
from generator.records.outlets import Outlet

SECRET = "canary-Zq7"
NO_NAME = "of the outlet “demo-paper” is no name of an environment variable [outlet-address]"
SOUND = "{id: demo-paper, name: 虚构日报, level: county, takes: [newspaper], via: email, to: $DEMO_PAPER}"


def of(**changed: str) -> str:
    line = SOUND
    for key, value in changed.items():
        line = re.sub(rf"({key}: )(\[[^\]]*\]|[^,}}]+)", lambda m, v=value: m[1] + v, line)  # type: ignore[misc]
    return f"outlets:\n  - {line}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (of(), ""),
        (of(to=f"smtps://office:{SECRET}@mail.example"), f"to {NO_NAME}"),
        (of(to=SECRET), f"to {NO_NAME}"),
        (of(to=SECRET, level="contry"), "“contry” does not stand in vocabulary.yml (levels) [vocabulary-known]"),
        (of(takes="[newspapr]"), "there is no channel “newspapr” [value-form]"),
        (of(level="contry"), "“contry” does not stand in vocabulary.yml (levels) [vocabulary-known]"),
        (of(via="mail"), "outlets.0.via cannot be “mail” [value-form]"),
        (of().replace("level:", "levl:"), "unknown key “levl” [key-known]"),
        (of() + f"  - {SOUND}\n", "the id “demo-paper” already stands in line 2 (outlets) [id-unique]"),
        (of(via="webhook").replace("}", f", options: {{secret: {SECRET}}}}}"), f"secret {NO_NAME}"),
        (of().replace("}", f", options: {{ca: 'https://u:{SECRET}@h.example/'}}}}"), f"ca {NO_NAME}"),
        (of(via="webhook").replace("}", ", options: {secret: $A_SECRET, success: code=0}}"), ""),
        (of().replace("}", f", options: {{sendr-name: {SECRET}}}}}"),
         "“via: email” has no option “sendr-name” (outlet “demo-paper”) [outlet-option]"),
        (of().replace("}", ", options: {tls: maybe}}"),
         "the option “tls” of the outlet “demo-paper” has not the form that it takes [outlet-option]"),
        (of(via="websub"),
         "the outlet “demo-paper” lacks the option “topic”, which “via: websub” needs [outlet-option]"),
        (of(via="sms").replace("}", ", options: {gateway: tencent, signature: 虚构, template: '1'}}"),
         "the outlet “demo-paper” lacks the option “app”, which “via: sms, gateway: tencent” needs [outlet-option]"),
        (of(via="sms").replace("}", ", options: {gateway: $GATEWAY, app: '1'}}"), ""),
        (of(via="sms").replace("}", ", options: {body: 'a={text}', success: a=1, ask: /report}}"),
         "the outlet “demo-paper” lacks the option “ask-body”, which “ask” needs [outlet-option]"),
        (of().replace("}", ", options: {tls: $TLS, timeout: $TIME}}"), ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(make_world: MakeWorld, text: str, said: str) -> None:
    ran = make_world({"outlets.yml": text, **people(zhang_san=record())}).run("check")
    errors = [line for line in ran.err.splitlines() + ran.out.splitlines() if " error: " in line]
    assert [line.partition(" error: ")[2] for line in errors if "outlets.yml" in line][:1] == ([said] if said else [])
    assert SECRET not in ran.out + ran.err


@pytest.mark.parametrize("rule", [outlet_address, outlet_option])
def test_the_examples_of_the_rule_are_true(make_world: MakeWorld, rule: ModuleType) -> None:
    documented = rule.__doc__ or ""
    _rule, fails, passes = re.split(r"Fails:|Passes:", documented)
    for example, wrong in ((fails, True), (passes, False)):
        ran = make_world({"outlets.yml": textwrap.dedent(example), **people(zhang_san=record())}).run("check")
        name = rule.__name__.rpartition(".")[2].replace("_", "-")
        assert (f"[{name}]" in ran.out + ran.err) is wrong


@pytest.mark.parametrize(
    ("via", "options", "column", "hint"),
    [
        ("email", "sendr-name: 虚构办", "sendr-name", "did you mean “sender-name”?"),
        ("folder", "timeout: '5'", "timeout", "take it out: this way takes no options"),
        ("email", "tls: maybe", "maybe", "write one of: required, none"),
        ("email", "timeout: 1e9", "1e9", "write a number of seconds above 0 and up to 600, as in 30"),
        ("email", "timeout: nan", "nan", "write a number of seconds above 0 and up to 600, as in 30"),
        ("email", "unsubscribe: 'tel:1'", "'tel:1'",
         "write an address that begins with https://, or mailto: and an e-mail address"),
        ("smpp", "source-npi: x", "x}", "write digits only, as in 5"),
        ("smpp", "source: 虚构", "虚构}", "write English letters, digits and signs only"),
        ("sms", "gateway: aliyn", "aliyn", "write one of: template, aliyun, tencent"),
        ("sms", "success: ok, body: 'a={text}'", "ok",
         "write field=value, as in code=0, or with several values as in data.state=0,OK"),
        ("sms", "success: a=1, body: text", "text}", "write JSON, or a form as in to={phone}&text={text}"),
        ("sms", "success: a=1, body: 'a=b', ask: report, ask-body: 'a=b'", "report",
         "write the path on the same server, which begins with “/”"),
        ("websub", "topic: all.atom", "all.atom",
         "write the addresses of the feeds, each beginning with https://, with blanks between"),
        ("websub", "ca: x.pem", "options", "add it under options; docs/wires.md says what it means"),
    ],
)  # fmt: skip
def test_an_option_is_told_at_its_column_with_its_remedy(
    make_world: MakeWorld, via: str, options: str, column: str, hint: str
) -> None:
    text = of(via=via).replace("}", f", options: {{{options}}}}}")
    ran = make_world({"outlets.yml": text, **people(zhang_san=record())}).run("check", "--format", "json")
    (found,) = (problem for problem in json.loads(ran.out) if problem["rule"] == "outlet-option")
    line = text.splitlines()[1]
    assert (found["path"], found["line"], found["column"]) == (
        "exemplars/outlets.yml", 2, line.index(column, line.index("options")) + 1,
    )  # fmt: skip
    assert found["hint"] == hint


def outlet(**changed: object) -> Outlet:
    given = {"id": "demo-sms", "name": "虚构", "takes": ("sms",), "via": "sms", "to": "$GATE", "recipients": "$LIST"}
    return Outlet.model_validate(given | changed)


def test_a_list_is_a_file_or_the_value_itself(tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes("\ufeff13900000001\r\n\r\n# 注释\r\n 13900000002 \r\n".encode())
    both = ["13900000001", "13900000002"]
    assert list(addresses_of(outlet(), {"GATE": "x", "LIST": str(path)})) == both
    assert list(addresses_of(outlet(), {"GATE": "x", "LIST": "13900000001,13900000002"})) == both
    assert list(addresses_of(outlet(), {"GATE": "x", "LIST": "13900000001\n13900000002"})) == both
    assert list(addresses_of(outlet(recipients=None), {"GATE": "x"})) == [""]


def test_a_list_is_read_a_line_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("".join(f"139{n:08}\n" for n in range(450_000)), "utf-8")
    lines = addresses_of(outlet(), {"GATE": "x", "LIST": str(path)})
    assert next(lines) == "13900000000"
    assert sum(1 for _line in lines) == 449_999


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "the environment variable GATE is not set; whoever keeps the addresses can set it"),
        ({"GATE": SECRET}, "the environment variable LIST is not set; whoever keeps the addresses can set it"),
        (
            {"GATE": SECRET, "LIST": " "},
            "the environment variable LIST is not set; whoever keeps the addresses can set it",
        ),
    ],
)
def test_who_cannot_be_reached_is_said_before_anything_is_read(environment: dict[str, str], said: str) -> None:
    with pytest.raises(Unreachable) as refused:
        addresses_of(outlet(), environment)
    assert str(refused.value) == said


def test_a_list_that_is_no_utf8_is_named_by_its_variable(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("虚构".encode("gbk"))
    with pytest.raises(Unreachable, match=r"the list of recipients that \$LIST names is no UTF-8 text"):
        list(addresses_of(outlet(), {"GATE": "x", "LIST": str(path)}))
