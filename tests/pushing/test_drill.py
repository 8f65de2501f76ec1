"""The retraction drill: what went out over every wire there is, is taken back over every one of them.

All servers are real and on this machine. One of them breaks off without an answer, so that nobody knows whether the
news came; one has no time, so that the news still waits when it is taken back.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import MakeWorld
from world import record

from generator.delivery.wires.wires import GATEWAYS, WIRES
from generator.records.outlets import Outlets
from tests.delivery.wires.mail_server import USER, Post, mail_server
from tests.delivery.wires.servers import HttpServer, hang_up, http, http_server
from tests.delivery.wires.smsc import Smsc, smsc
from tests.delivery.wires.test_drops import host as sftp_host

from .office import Push, copies, office

OUTLETS = """\
outlets:
  - id: by-email
    name: 虚构日报
    takes: [newspaper]
    via: email
    to: $D_MAIL
    recipients: $D_DESKS
    options: {tls: none}
  - {id: by-webhook, name: 虚构融媒体, takes: [wechat], via: webhook, to: $D_WEBHOOK}
  - id: by-sms
    name: 虚构短信平台
    takes: [sms]
    via: sms
    to: $D_GATEWAY
    recipients: $D_NUMBERS
    options: {body: "to={phone}&text={text}&ref={key}", success: code=0}
  - id: by-aliyun
    name: 虚构云一
    takes: [sms]
    via: sms
    to: $D_ALIYUN
    recipients: $D_NUMBERS
    options: {gateway: aliyun, signature: 虚构典型办, template: SMS_1}
  - id: by-tencent
    name: 虚构云二
    takes: [sms]
    via: sms
    to: $D_TENCENT
    recipients: $D_NUMBERS
    options: {gateway: tencent, signature: 虚构典型办, template: "1", app: "1400000000"}
  - id: by-smpp
    name: 虚构运营商
    takes: [sms]
    via: smpp
    to: $D_SMPP
    recipients: $D_NUMBERS
    options: {source: "1069", receipts: "no"}
  - {id: by-wecom, name: 虚构群一, takes: [board], via: wecom, to: $D_WECOM}
  - {id: by-dingtalk, name: 虚构群二, takes: [board], via: dingtalk, to: $D_DINGTALK}
  - {id: by-feishu, name: 虚构群三, takes: [board], via: feishu, to: $D_FEISHU}
  - {id: by-websub, name: 虚构中枢, takes: [board], via: websub, to: $D_HUB, options: {topic: "https://f.example/all.atom"}}
  - {id: by-sftp, name: 虚构电台, takes: [radio], via: sftp, to: $D_SFTP, options: {host-key: $D_HOST_KEY}}
  - {id: by-folder, name: 虚构电视台, takes: [tv], via: folder, to: $D_FOLDER}
  - {id: by-apprise, name: 虚构长尾, takes: [board], via: apprise, to: $D_APPRISE}
  - {id: in-doubt, name: 虚构群四, takes: [board], via: wecom, to: $D_DOUBT}
  - {id: no-time, name: 虚构晚报, takes: [newspaper], via: webhook, to: $D_BUSY}
"""
REVOKED = "    revoked: {on: 2026-11-21, by: 虚构县委, document: 虚构〔2026〕9号}\n"
SAID = "2026年11月21日，虚构县委撤销“优秀共产党员”称号（虚构〔2026〕9号）。"
CANARY = "canary-Zq7"


class Servers(NamedTuple):
    post: Post
    smsc: Smsc
    sftp: Path
    folder: Path
    http: dict[str, HttpServer]


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Servers]:
    for name in ("sftp/in", "folder"):
        (tmp_path / name).mkdir(parents=True)
    yes = http(200, '{"errcode":0,"code":0,"StatusCode":0}')
    replies = dict.fromkeys(("webhook", "gateway", "wecom", "dingtalk", "feishu", "hub", "apprise"), yes)
    replies["aliyun"] = http(200, '{"Code":"OK","BizId":"1"}')
    replies["tencent"] = http(200, '{"Response":{"SendStatusSet":[{"Code":"Ok","SerialNo":"1"}]}}')
    with contextlib.ExitStack() as stack:
        post = Post()
        mail = stack.enter_context(mail_server(post))
        centre = stack.enter_context(smsc())
        sftp = stack.enter_context(sftp_host(tmp_path / "sftp"))
        web = {name: stack.enter_context(http_server(reply)) for name, reply in replies.items()}
        web["doubt"] = stack.enter_context(http_server(hang_up))
        web["busy"] = stack.enter_context(http_server(http(503, "busy", "Retry-After: 600")))
        with pytest.MonkeyPatch.context() as patch:
            for name, server in web.items():
                scheme = "json" if name == "apprise" else "http"
                patch.setenv(f"D_{name.upper()}", f"{scheme}://id:{CANARY}@{server.at}/{CANARY}?key={CANARY}")
            patch.setenv("D_MAIL", f"smtp://127.0.0.1:{mail.port}/?from={USER}")
            patch.setenv("D_DESKS", f"desk1-{CANARY}@xu-gou.example\n# 注释\ndesk2-{CANARY}@xu-gou.example\n")
            patch.setenv("D_NUMBERS", "13900000001,13900000002,13900000003")
            patch.setenv("D_SMPP", f"smpp://office:pw@127.0.0.1:{centre.port}")
            patch.setenv("D_SFTP", f"sftp://desk:p{CANARY}@127.0.0.1:{sftp.port}/in")
            patch.setenv("D_HOST_KEY", sftp.host_key)
            patch.setenv("D_FOLDER", str(tmp_path / "folder"))
            yield Servers(post, centre, tmp_path / "sftp" / "in", tmp_path / "folder", web)


@pytest.fixture
def push(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch) -> Push:
    text = record(honour="优秀共产党员", basis="statutory, decision: {by: 虚构县委, on: 2011-07-01}")
    text = text.replace(
        "  - {title: 优秀共产党员, by: 虚构县委, on: 2011}", "  - title: 优秀共产党员\n    by: 虚构县委\n    on: 2011"
    )
    return office(make_world, monkeypatch, OUTLETS, zhang_san=text)


def test_every_wire_has_its_line_in_the_drill() -> None:
    outlets = Outlets.model_validate(yaml.safe_load(OUTLETS)).outlets
    assert {outlet.via for outlet in outlets} == set(WIRES)
    assert {outlet.options.get("gateway", "template") for outlet in outlets if outlet.via == "sms"} == set(GATEWAYS)


def test_the_drill(push: Push, servers: Servers) -> None:
    # 2 letters, 4 times 3 text messages, 8 others; the group in doubt and the paper without time come on top.
    first = push.sent("zhang-san")
    told = [first]
    assert first.out.strip() == "22 taken, 1 put off, 1 of unknown end, 1 still waiting", first
    assert "ask the outlet whether it came" in first.err

    push.world.edit("people/zhang-san/record.md", "    on: 2011\n", "    on: 2011\n" + REVOKED)
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: revoked")
    shown = push("retract", "zhang-san")
    assert "nothing was done yet" in shown.out
    assert SAID in shown.out, shown
    done = push("retract", "zhang-san", "--by", "虚构负责人", "--send")
    assert "1 delivery cancelled, 23 notices queued; next:  exemplar push run" in done.out
    second = push("push", "run", "--wait", "1")
    assert second.out.strip() == "22 taken, 1 of unknown end", second
    told += [shown, done, second, push("ledger", "list"), push("ledger", "verify")]
    assert told[-1].code == 0

    letters = [message_from_bytes(data, policy=policy.default) for _from, _to, data in servers.post.letters]
    assert sorted(letter["To"].partition("-")[0] for letter in letters) == ["desk1", "desk1", "desk2", "desk2"]
    for letter in letters[2:]:
        assert isinstance(letter, EmailMessage)
        assert letter["Subject"] == "撤回：报纸稿：张三（虚构县东坡村）"
        for kind in ("plain", "html"):
            body = letter.get_body((kind,))
            assert body is not None
            assert SAID in body.get_content()
            assert "61户" not in body.get_content()
    assert json.loads(servers.http["webhook"].requests[-1].body)["purpose"] == "retract"
    texts = [parse_qs(request.body.decode())["text"][0] for request in servers.http["gateway"].requests]
    assert sorted(map(texts.count, set(texts))) == [3, 3]
    assert texts[-1].startswith("【虚构典型办】张三的荣誉称号已撤销，")
    assert "61户" not in texts[-1]
    assert len({one.destination for one in servers.smsc.submitted[-3:]}) == 3
    clouds = {
        "aliyun": [json.loads(parse_qs(urlsplit(r.target).query)["TemplateParam"][0])["content"]
                   for r in servers.http["aliyun"].requests],
        "tencent": [json.loads(r.body)["TemplateParamSet"][0] for r in servers.http["tencent"].requests],
    }  # fmt: skip
    for name, said in clouds.items():
        assert sorted(map(said.count, set(said))) == [3, 3], name
        assert said[-1] == texts[-1].removeprefix("【虚构典型办】"), name
    for name in ("wecom", "dingtalk", "feishu", "apprise", "doubt"):
        news, notice = (json.dumps(json.loads(r.body), ensure_ascii=False) for r in servers.http[name].requests)
        assert "61户" in news, name
        assert SAID in notice, name
    assert len(servers.http["hub"].requests) == 2
    for folder in (servers.sftp, servers.folder):
        (notice,) = copies(folder, "retract")
        assert SAID in notice.read_text("utf-8")
    assert len(servers.http["busy"].requests) == 1, "who never had it hears nothing of it"

    for ran in told:
        assert CANARY not in ran.out + ran.err
        assert "1390000" not in ran.out + ran.err


def test_taking_back_twice_tells_nobody_twice(push: Push, servers: Servers) -> None:
    push.sent("zhang-san")
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: withdrawn")
    assert "23 notices queued" in push("retract", "zhang-san", "--by", "虚构负责人", "--send").out
    push.world.edit("people/zhang-san/record.md", "updated: 2026-11-20", "updated: 2026-11-21")
    assert (
        "0 deliveries cancelled, 0 notices queued" in push("retract", "zhang-san", "--by", "虚构负责人", "--send").out
    )


def test_of_what_nobody_announced_a_text_message_says_nothing_but_that_it_is_taken_back(
    push: Push, servers: Servers
) -> None:
    """PIPL, article 47: who withdrew a consent is not spoken of again to the public."""
    push.sent("zhang-san")
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: withdrawn")
    push("retract", "zhang-san", "--by", "虚构负责人", "--send")
    push("push", "run", "--wait", "1")
    last = parse_qs(servers.http["gateway"].requests[-1].body.decode())["text"][0]
    assert "张三" not in last
    assert last.endswith("所发相关短信内容已撤回，请勿再转发。")


REFUSALS = {
    "wecom": ('{"errcode":93000,"errmsg":"invalid webhook url"}', "93000"),
    "dingtalk": ('{"errcode":310000,"errmsg":"keywords not in content"}', "310000"),
    "feishu": ('{"code":19024,"msg":"Key Words Not Found"}', "19024"),
    "gateway": ('{"code":6,"msg":"虚构的黑名单"}', "6"),
    "aliyun": ('{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"虚构"}', "isv.MOBILE_NUMBER_ILLEGAL"),
    "tencent": (
        '{"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}}',
        "FailedOperation.PhoneNumberInBlacklist",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_refused_with_status_200_stands_as_refused_and_is_taken_back_from_nobody(
    push: Push, servers: Servers, name: str
) -> None:
    """The status says that the request was understood; whether the message was taken, the code in the body says."""
    body, code = REFUSALS[name]
    outlet = "by-sms" if name == "gateway" else f"by-{name}"
    servers.http[name].replies[:] = [http(200, body)]
    ran = push.sent("zhang-san")
    assert ran.code == 1
    rows = list(csv.DictReader(io.StringIO(push("ledger", "export", "--outlet", outlet).out.lstrip("\ufeff"))))
    assert {row["state"] for row in rows} == {"refused"}
    assert len(rows) == (1 if name in ("wecom", "dingtalk", "feishu") else 3)
    assert f"being sent → refused  refused {code}" in push("ledger", "show", rows[0]["key"]).out
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: withdrawn")
    push("retract", "zhang-san", "--by", "虚构负责人", "--send")
    assert outlet not in push("ledger", "list", "--state", "queued").out
