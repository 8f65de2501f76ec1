"""The page of a letter: it says what the text says, asks nothing of anybody, and leaves as it was approved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import mailparser
import pytest
from conftest import MakeWorld

from generator.delivery.message import Attachment, Message, Purpose
from generator.delivery.outcome import Result
from generator.delivery.wires.mail import Mail
from generator.pushing.letter_page import CUT, letter_page
from generator.pushing.messages import finished
from generator.records.settings import Contact, Office
from tests.delivery.wires.mail_server import USER, MailServer, Post, mail_server
from tests.delivery.wires.messages import KEY

from .office import Push, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OFFICE = Office(
    name="虚构县典型办",
    site_url="https://dianxing.example/",
    sms_signature="虚构典型办",
    contact=Contact(person="虚构编辑", email="desk@dianxing.example"),
)
SIGNED = "虚构县典型办\n虚构编辑　desk@dianxing.example"
COPY = """\
修路的人

　　本报讯　张𠮷说：“A & B  <b>不是</b>标签。”
　　第二段，见https://dianxing.example/exemplars/zhang-ji/?a=1&b=2。

短行一
短行二

供稿：虚构的别处
联系：虚构编辑　desk@dianxing.example"""
NOTICE = f"撤回：报纸稿：张𠮷（2026年11月20日提供）\n请停止使用。\n虚构县委撤销“称号”<1>。\n{SIGNED}"
CORRECTION = f"更正：报纸稿：张𠮷（2026年11月20日提供）\n· 单位：原作“甲”，现作“乙”。\n{SIGNED}\n{CUT}\n{COPY}"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KIT = (Attachment("张𠮷（虚构）.docx", DOCX, b"PK\3\4" * 700), Attachment('<img src="x">.txt', "text/plain", b"a"))


def message(text: str, purpose: Purpose = "publish", attachments: tuple[Attachment, ...] = KIT) -> Message:
    made = Message("zhang-ji", "", "newspaper", purpose, "报纸稿：张𠮷（<虚构>村）", text, attachments=attachments)
    return finished(made, OFFICE, letter=True)


class Page(HTMLParser):
    """What a reader sees of a page, and every element with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.elements, self._in = "", [], ""  # type: ignore[var-annotated]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._in = tag

    def handle_endtag(self, _tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in != "title":
            self.said += data


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("text", "purpose", "expected"),
    [
        (COPY, "publish", "供稿　虚构县典型办" + "报纸稿：张𠮷（<虚构>村）" + COPY),
        (NOTICE, "retract", "撤稿通知　虚构县典型办" + NOTICE),
        (CORRECTION, "correct", "更正通知　虚构县典型办" + CORRECTION.replace(CUT, "")),
    ],
    ids=["news", "take-back", "correction"],
)
def test_a_page_says_what_the_text_says_character_by_character(text: str, purpose: Purpose, expected: str) -> None:
    said = Page(message(text, purpose).html).said
    files = "附件 2 个" + "张𠮷（虚构）.docx　3 KB" + '<img src="x">.txt　1 KB'
    foot = "虚构县典型办" if purpose == "publish" else ""  # who is named in the text already is not named again
    assert bare(said) == bare(expected + files + foot)
    assert ("A & B\u00a0 <b>" in said) is (COPY in text), "blanks stay"


def test_a_page_holds_nothing_that_runs_or_that_comes_from_elsewhere() -> None:
    """RFC 2046 knows no trust: mail programs block scripts, and a picture from elsewhere tells who reads when."""
    for text, purpose in ((COPY, "publish"), (NOTICE, "retract"), (CORRECTION, "correct")):
        page = message(text, purpose).html  # type: ignore[arg-type]
        elements = Page(page).elements
        known = {"html", "head", "meta", "title", "body", "table", "tr", "td", "h1", "h2", "p", "br", "span", "a"}
        assert {tag for tag, _attributes in elements} <= known
        assert not {name for _tag, given in elements for name in given if name.startswith("on") or name == "src"}
        assert "url(" not in page
        assert "@import" not in page
        links = [given["href"] for tag, given in elements if tag == "a"]
        assert links == (["https://dianxing.example/exemplars/zhang-ji/?a=1&b=2"] if COPY in text else [])


def test_a_notice_stands_apart_from_the_copy_and_a_take_back_brings_none() -> None:
    """An editor who skims must not take what is taken back for something to print."""
    correction, retraction = message(CORRECTION, "correct").html, message(NOTICE, "retract").html
    assert correction.count("border-left:4px solid #A4161A") == retraction.count("border-left:4px solid #A4161A") == 1
    assert correction.index("现作") < correction.index("</tr>", correction.index("现作")) < correction.index("修路的人")
    assert "<h2" not in retraction
    assert "border-left" not in message(COPY).html


def test_an_approval_covers_the_page() -> None:
    one = message(COPY)
    assert one == message(COPY), "the same text gives the same bytes"
    assert one._replace(html=one.html.replace("修路的人", "别的人")).digest != one.digest
    other = OFFICE.model_copy(update={"name": "虚构县另一办"})
    assert finished(one, other, letter=True).version != one.version


def test_a_text_message_has_no_page() -> None:
    assert finished(message("【虚构】短信。", attachments=()), OFFICE, letter=False).html == ""


def test_another_library_reads_the_letter_back_with_its_chinese_names() -> None:
    post, sent = Post(), message(COPY)
    with mail_server(post) as server:
        wire = Mail(f"smtp://127.0.0.1:{server.port}/?from={USER}", {"tls": "none"})
        assert wire.send(KEY, sent, "desk@xu-gou-bao.example").result is Result.ACCEPTED
        wire.close()
    letter = mailparser.parse_from_bytes(post.letters[0][2])
    assert letter.subject == sent.title
    assert letter.text_plain[0].replace("\r\n", "\n").removesuffix("\n") == COPY
    assert letter.text_html[0].replace("\r\n", "\n").removesuffix("\n") == sent.html
    assert [one["filename"] for one in letter.attachments] == [one.name for one in KIT]
    inner = message_from_bytes(post.letters[0][2], policy=policy.default)
    kinds = [part.get_content_type() for part in inner.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", DOCX, "text/plain"]


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def server(post: Post) -> Iterator[MailServer]:
    with mail_server(post) as running:
        yield running


OUTLETS = """\
outlets:
  - {id: demo-paper, name: 虚构日报, takes: [newspaper, sms], via: email, to: $D_MAIL, options: {tls: none}}
"""


@pytest.fixture
def push(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, server: MailServer) -> Push:
    made = office(make_world, monkeypatch, OUTLETS)
    made.set(D_MAIL=f"smtp://127.0.0.1:{server.port}/?from={USER}&to=desk%40xu-gou-bao.example")
    return made


def test_the_page_that_was_shown_before_the_approval_is_the_one_that_leaves(
    push: Push, post: Post, tmp_path: Path
) -> None:
    shown = push("push", "--dry-run", "--letters", tmp_path / "letters").out
    (page,) = (tmp_path / "letters").iterdir()
    assert page.name == "zhang-san-newspaper.html"
    digest = hashlib.sha256(page.read_bytes()).hexdigest()[:12]
    assert f"  + the same as a page for e-mail, {page.stat().st_size} bytes, SHA-256 {digest}…" in shown.splitlines()
    assert push.sent("zhang-san").out.strip() == "2 taken"
    pages = {}
    for _from, _to, data in post.letters:
        letter = message_from_bytes(data, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        body = letter.get_body(("html",))
        pages[str(letter["Subject"])[:3]] = body and body.get_content().replace("\r\n", "\n").removesuffix("\n")
        names = [part.get_filename() for part in letter.iter_attachments()]
        if str(letter["Subject"]).startswith("报纸稿"):
            assert names == ["张三-newspaper-brief.txt", "张三-newspaper-feature.txt"]
    assert pages == {"报纸稿": page.read_text("utf-8"), "短信稿": None}


@pytest.mark.parametrize("width", [360, 1000])
def test_a_letter_is_read_without_moving_sideways_and_asks_for_nothing(chromium: Browser, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 700})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for text, purpose in ((COPY, "publish"), (NOTICE, "retract"), (CORRECTION, "correct")):
        page.set_content(letter_page(message(text, purpose), OFFICE))  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().width") > 250
    assert [address for address in asked if not address.startswith("about:")] == []
    page.close()
