"""Text is text: whatever a field says, no page, feed or data file takes it for markup or a command."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from conftest import MakeWorld
from page_shape import Shape, pages_of
from world import FULL, World, contents, people, portrait, record

from generator.pages.markup import body_html

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}{# x #}",
    "<% x %><%= 7*7 %><%# x %>",
    "</script><!--",
    "]]><b>x</b>&lt;&#60;",
    "</textarea></pre></title></style>",
    "javascript:alert(1)",
)
HARMLESS = "某某某某某某"


def hostile(text: str) -> str:
    """The full record with `text` in every text field."""
    quoted = json.dumps(text, ensure_ascii=False)
    head = re.sub(r"(?:虚构|暗语)[\w·〔〕]*", lambda _found: quoted, FULL.partition("---\n\n")[0])
    for key in ("pinyin", "unit", "summary", "region"):
        head = re.sub(rf"^{key}: .*", lambda _found, key=key: f"{key}: {quoted}", head, flags=re.MULTILINE)  # type: ignore[misc]
    return head + "---\n\n正文。[^s1]\n"


def built(world: World, text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """A site of three records in which every text is `text`.

    Rules that would refuse such records are passed over: escaping must not rest on them.
    """
    monkeypatch.setattr("generator.checks.run._CHECKS", ())
    for room in ("inspection", "workshop"):
        monkeypatch.setattr(f"generator.{room}.flawed", lambda _file, _flaws: [])
    world.write({"people/quan/photo.jpg": portrait(), **people(quan=hostile(text))})
    beside = record("虚构人").replace("name: 虚构人", f"name: {json.dumps(text, ensure_ascii=False)}")
    world.write({"people/beside/record.md": beside, "organizations/body/record.md": beside})
    for word in ("农村", "湖北", "县级", "优秀共产党员"):
        world.edit("vocabulary.yml", f"zh: {word}", f"zh: {json.dumps(text, ensure_ascii=False)}")
    outcome = world.build(press="all")
    assert outcome.edition is not None, outcome.problems
    assert outcome.edition.by_id["quan"].name == outcome.edition.by_id["quan"].summary == text
    return contents(world.site)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_in_any_field_comes_out_as_text(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, payload: str
) -> None:
    benign, made = built(make_world(), HARMLESS, monkeypatch), built(make_world(), payload, monkeypatch)
    # Files of the search index are named by their content; what stands in them is text by nature.
    assert {path for path in benign if not path.endswith(".bin")} == {
        path for path in made if not path.endswith(".bin")
    }
    for path, data in made.items():
        if path.endswith(".html"):
            meant, got = Shape(benign[path].decode()), Shape(data.decode())
            assert got.tags == meant.tags, path
            assert payload in got.text or HARMLESS not in meant.text, path
            for tag, name, value in got.attributes:
                address = name in ("href", "src", "srcset", "action")
                assert not (address and value.strip().lower().startswith("javascript:")), (path, tag)
        elif path.endswith((".rss", ".atom", ".xml")):
            shape = [element.tag for element in ElementTree.fromstring(data).iter()]
            assert shape == [element.tag for element in ElementTree.fromstring(benign[path]).iter()], path
        elif path.endswith(".json"):
            said, meant_said = json.loads(data), json.loads(benign[path])
            assert set(said) == set(meant_said), path
            for item, meant_item in zip(said.get("items", ()), meant_said.get("items", ()), strict=True):
                assert Shape(item["content_html"]).tags == Shape(meant_item["content_html"]).tags
                told = Shape(item["content_html"]).text
                assert payload in told or item["url"].endswith(("/beside/", "/body/"))
                assert item["title"].startswith(payload)


BODIES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    '[x](https://news.example.org/ "t" onclick=alert(1)")',
    "<p style='position:fixed'>x</p>",
    "<iframe src='https://elsewhere.example.org'></iframe>",
    "<svg onload=alert(1)>",
    "<form action='https://elsewhere.example.org'><button>x</button></form>",
    "![x](https://elsewhere.example.org/pixel.gif)",
    "<style>*{display:none}</style>",
    "<base href='https://elsewhere.example.org/'>",
    "x <% x %> <%= 7*7 %> {{ 7*7 }}",
    "\ue0001\ue001",
    "<p id='content' class='md-header' name='x'>x</p>",
)


@pytest.mark.parametrize("body", BODIES)
def test_whatever_stands_in_a_body_nothing_but_plain_markup_comes_out(body: str) -> None:
    shape = Shape(body_html(f"## 事迹\n\n{body}\n\n正文。[^s1]\n", {"s1": 1}))
    allowed = {"h2", "p", "a", "sup", "em"}
    assert {tag for tag, _names in shape.tags} <= allowed
    for tag, name, value in shape.attributes:
        assert (tag, name) in {
            ("a", "href"),
            ("a", "title"),
            ("a", "rel"),
            ("a", "aria-label"),
            ("sup", "class"),
        }
        assert name != "href" or value.startswith(("https://", "#source-"))
    assert "alert(1)" not in str(shape.attributes) or "onclick" in body


def test_words_of_the_office_come_out_as_text(make_world: MakeWorld) -> None:
    """They pass through MkDocs, where another template engine reads them."""
    bad = "".join(PAYLOADS[:5])
    world = make_world(people(zhang_san=record()))
    office = (world.records / "office.yml").read_text("utf-8")
    words = (
        "虚构县典型办公室", "虚构县典型办", "学有标杆，赶有目标", "这里的人和事都是虚构的。", "虚构电话",
        "虚构简报", "创先争优在行动", "在农村服务群众的典型。",
    )  # fmt: skip

    def say(text: str) -> None:
        said = json.dumps(text, ensure_ascii=False)
        changed = re.sub(f": (?:{'|'.join(words)})(?=[,\n])", lambda _found: f": {said}", office)
        world.write({"office.yml": changed})

    say(HARMLESS)
    world.build()
    meant = {path: shape.tags for path, shape in pages_of(world.site).items()}
    say(bad)
    outcome = world.build()
    assert outcome.edition is not None, outcome.problems
    for path, tags in meant.items():
        shape = Shape((world.site / path).read_text("utf-8"))
        assert shape.tags == tags, path
        assert bad in shape.text, path
