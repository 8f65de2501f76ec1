"""Every feed gives back what went in, read by a parser that is not ours."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from xml.etree import ElementTree

import feedparser
import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from page_shape import Shape
from world import SITE, TODAY, World, contents, people, record

from generator.feed_plan import window

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 4151: tag:authority,date:specific; the authority a host name or mail address, the date a year at least.
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]+")
CHINA = datetime.timezone(datetime.timedelta(hours=8))
HOSTILE = "<b>&amp;\"'&lt;]]>虚构😀𠮷</b>"


class Item(NamedTuple):
    """An entry as a reader has it before them."""

    id: str
    link: str
    title: str
    summary: str
    text: str
    tags: tuple[str, ...]
    updated: datetime.datetime


class Read(NamedTuple):
    """A feed as a reader has it before them."""

    title: str
    link: str
    self: str
    hub: str
    items: list[Item]


def read_xml(data: bytes) -> Read:
    """RSS or Atom by feedparser, as it stands: nothing sanitised, nothing resolved."""
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    links = {link.rel: link.href for link in feed.feed.links}
    items = [
        Item(
            entry.id,
            entry.link,
            entry.title,
            entry.summary,
            Shape(entry.content[0].value).text,
            tuple(tag.term for tag in entry.get("tags", ())),
            datetime.datetime(*entry.published_parsed[:6], tzinfo=datetime.UTC),
        )
        for entry in feed.entries
    ]
    return Read(feed.feed.title, feed.feed.link, links["self"], links.get("hub", ""), items)


def read_json(data: bytes) -> Read:
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    items = [
        Item(
            item["id"],
            item["url"],
            item["title"],
            item["summary"],
            Shape(item["content_html"]).text,
            tuple(item["tags"]),
            datetime.datetime.fromisoformat(item["date_modified"]),
        )
        for item in feed["items"]
    ]
    hub = feed["hubs"][0]["url"] if "hubs" in feed else ""
    return Read(feed["title"], feed["home_page_url"], feed["feed_url"], hub, items)


READERS = {".rss": read_xml, ".atom": read_xml, ".json": read_json}


def feeds_of(site: Path) -> Iterator[tuple[str, Read]]:
    """Every feed of a site: its path and what a reader finds in it; the calendar has tests of its own."""
    for path, data in contents(site / "feeds").items():
        if not path.endswith(".ics"):
            yield f"feeds/{path}", READERS["." + path.rpartition(".")[2]](data)


def meant(own: dict[str, Any], labels: dict[str, str]) -> Item:
    """The entry that an exemplar's own data asks for."""
    standing = [honour for honour in own.get("honours", ()) if "revoked" not in honour]
    told = "；".join((f"{h['on'][:4]}年，" if "on" in h else "") + h["title"] for h in standing)
    where = "，".join(own[key] for key in ("unit", "post") if own.get(key))
    return Item(
        f"tag:exemplars.example.org,2026:{own['id']}",
        f"{SITE}exemplars/{own['id']}/",
        own["name"] + (f"：{standing[0]['title']}" if standing else ""),
        own["summary"],
        own["summary"] + where + (f"荣誉：{told}" if told else "") + "阅读全文",
        tuple(labels[field] for field in own["fields"]),
        datetime.datetime.fromisoformat(own["updated"]).replace(tzinfo=CHINA),
    )


@pytest.fixture(scope="module")
def truth(sample: World) -> dict[str, Item]:
    """What the entry of each exemplar of the sample must say, by its link."""
    vocabulary = (sample.records / "vocabulary.yml").read_text("utf-8")
    labels = dict(re.findall(r"\{id: ([a-z-]+), zh: ([^,}]+),", vocabulary.partition("\nhonours:")[0]))
    items = (meant(json.loads(path.read_bytes()), labels) for path in sample.site.glob("exemplars/*/index.json"))
    return {item.link: item for item in items}


def test_every_feed_of_the_sample_gives_back_what_went_in(sample: World, truth: dict[str, Item]) -> None:
    seen = 0
    for path, feed in feeds_of(sample.site):
        for item in feed.items:
            assert item == truth[item.link], path
            seen += 1
        days = [item.updated for item in feed.items]
        assert days == sorted(days, reverse=True), path
        assert len({item.id for item in feed.items}) == len(feed.items), path
        assert feed.self == SITE + path
        assert not feed.link.startswith(f"{SITE}feeds/"), "the feed's page is not the feed"
        page = feed.link.removeprefix(SITE) + "index.html"
        assert (sample.site / page).is_file(), path
    assert seen > 500
    everything = {item.link for item in read_json((sample.site / "feeds/all.json").read_bytes()).items}
    assert everything == set(truth), "all were updated in the last 30 days"


def test_the_three_formats_of_a_feed_say_the_same(sample: World) -> None:
    found = dict(feeds_of(sample.site))
    bases = {path.rpartition(".")[0] for path in found}
    assert len(found) == 3 * len(bases)
    for base in bases:
        rss, atom, plain = (found[base + ending] for ending in READERS)
        assert rss.items == atom.items == plain.items
        assert rss.title == atom.title == plain.title
        assert rss.link == atom.link == plain.link


def test_a_feed_holds_whom_its_page_lists(sample: World) -> None:
    for path, feed in feeds_of(sample.site):
        if path.endswith(".json") and path != "feeds/all.json":
            page = Shape((sample.site / feed.link.removeprefix(SITE) / "index.html").read_text("utf-8"))
            listed = {
                value.split("/")[-2]
                for tag, name, value in page.attributes
                if tag == "a" and name == "href" and re.fullmatch(r"(\.\./)+exemplars/[a-z0-9-]+/", value)
            }
            assert {item.link.split("/")[-2] for item in feed.items} == listed, path


def test_every_facet_value_and_column_has_its_feed(sample: World) -> None:
    made = {path.rpartition(".")[0] for path, _feed in feeds_of(sample.site)}
    facets = {
        path.parent.relative_to(sample.site / "exemplars/by")
        for path in sample.site.glob("exemplars/by/*/*/index.html")
    }
    columns = {path.parent.name for path in sample.site.glob("columns/*/index.html")}
    assert made == {
        "feeds/all",
        "feeds/corrections",
        *(f"feeds/{value.as_posix()}" for value in facets),
        *(f"feeds/columns/{c}" for c in columns),
    }
    assert len(facets) > 30
    assert len(columns) == 3


def test_ids_are_tag_uris_that_do_not_depend_on_what_is_said(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四")))
    world.build()
    before = {path: [(i.id, i.link) for i in feed.items] for path, feed in feeds_of(world.site)}
    for old, new in (
        ("name: 张三", "name: 张三丰"),
        ("2026-11-20", "2026-11-22"),
        ("优秀共产党员", "时代楷模"),
    ):
        world.edit("people/zhang-san/record.md", old, new)
    world.edit("office.yml", "虚构县典型办公室", "虚构市典型办公室")
    world.build(today=datetime.date(2027, 6, 1))
    after = {path: {(i.id, i.link) for i in feed.items} for path, feed in feeds_of(world.site)}
    assert set(before["feeds/all.atom"]) == after["feeds/all.atom"]
    for _path, feed in feeds_of(world.site):
        assert all(TAG.fullmatch(item.id) for item in feed.items)
    for path in world.site.glob("feeds/**/*.atom"):
        assert TAG.fullmatch(ElementTree.parse(path).findtext(f"{ATOM}id") or "")


def test_an_entry_is_dated_by_its_record_at_the_beginning_of_the_day_in_china(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(updated="2026-11-20")))
    world.build()
    for _path, feed in feeds_of(world.site):
        for item in feed.items:
            assert item.updated == datetime.datetime(2026, 11, 19, 16, 0, tzinfo=datetime.UTC)
    atom = ElementTree.parse(world.site / "feeds/all.atom")
    assert atom.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00+08:00"


def test_what_is_special_in_xml_html_and_json_comes_back_as_it_was(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.checks.run._CHECKS", ())
    said = json.dumps(HOSTILE, ensure_ascii=False)
    text = record(name=said, unit=said, summary=said, honour=said)
    world = make_world(people(zhang_san=text))
    world.edit("vocabulary.yml", "zh: 农村", f"zh: {said}")
    world.build()
    for path, feed in feeds_of(world.site):
        if path.startswith(("feeds/all.", "feeds/field/rural.")):
            (item,) = feed.items
            assert item.summary == HOSTILE, path
            assert item.title == f"{HOSTILE}：{HOSTILE}", path
            assert item.text == f"{HOSTILE}{HOSTILE}荣誉：2011年，{HOSTILE}阅读全文", path
            assert item.tags == (HOSTILE,), path
    assert read_json((world.site / "feeds/field/rural.json").read_bytes()).title.startswith(HOSTILE)


def test_the_content_of_an_entry_is_html_and_says_so(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.build()
    atom = ElementTree.parse(world.site / "feeds/all.atom")
    content = atom.find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert (content.text or "").startswith("<p>")


@pytest.mark.parametrize("hub", ["", "https://hub.example.org/"])
def test_the_hub_is_told_when_there_is_one(make_world: MakeWorld, hub: str) -> None:
    world = make_world(people(zhang_san=record()))
    if hub:
        world.edit("office.yml", "contact:", f"hub: {hub}\ncontact:")
    world.build()
    assert {feed.hub for _path, feed in feeds_of(world.site)} == {hub}


def test_a_feed_without_entries_is_a_feed(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(fields="health")))
    world.build()
    for ending, read in READERS.items():
        assert read((world.site / f"feeds/columns/in-action{ending}").read_bytes()).items == []


def test_nothing_that_is_held_back_stands_in_a_feed(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四独一份", stage="noticed")))
    world.build()
    for path, feed in feeds_of(world.site):
        assert {item.id for item in feed.items} <= {"tag:exemplars.example.org,2026:zhang-san"}, path
        assert "李四独一份".encode() not in (world.site / path).read_bytes()


def test_rss_has_what_rss_asks_for(sample: World) -> None:
    """RSS 2.0: title, link and description of the channel; guids that are no links say so."""
    for path in sample.site.glob("feeds/**/*.rss"):
        channel = ElementTree.parse(path).getroot().find("channel")
        assert channel is not None
        assert all(channel.findtext(name) for name in ("title", "link", "description", "language", "lastBuildDate"))
        for item in channel.iter("item"):
            guid = item.find("guid")
            assert guid is not None
            assert guid.get("isPermaLink") == "false"
            assert item.find("author") is None, "an RSS author must be an e-mail address"


def test_atom_has_what_rfc_4287_asks_for(sample: World) -> None:
    for path in sample.site.glob("feeds/**/*.atom"):
        feed = ElementTree.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed"
        assert all(feed.findtext(ATOM + name) for name in ("id", "title", "updated"))
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        rels = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
        assert sorted(rels) == ["alternate", "self"]
        for entry in feed.iter(f"{ATOM}entry"):
            assert all(entry.findtext(ATOM + name) for name in ("id", "title", "updated", "summary", "content"))
            (link,) = entry.findall(f"{ATOM}link")
            assert link.get("rel", "alternate") == "alternate"
            assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published")


def test_an_opened_feed_finds_its_stylesheet(sample: World) -> None:
    for path in [*sample.site.glob("feeds/**/*.rss"), *sample.site.glob("feeds/**/*.atom")]:
        named = re.search(r'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', path.read_text("utf-8"))
        assert named
        assert (path.parent / named[1]).resolve() == (sample.site / "assets/feed.css").resolve()
        assert (path.parent / named[1]).is_file()


@given(st.lists(st.integers(-5, 60), max_size=60))
def test_a_feed_survives_bursts_and_silence(ages: list[int]) -> None:
    """Everything updated in the last 30 days, and never fewer than the newest 20 while there are so many."""
    cards: list[Any] = [SimpleNamespace(updated=(TODAY - datetime.timedelta(age)).isoformat()) for age in sorted(ages)]
    chosen = window(cards, TODAY)
    assert list(chosen) == cards[: len(chosen)]
    assert len(chosen) >= min(20, len(cards))
    assert all(card in chosen for card in cards if card.updated >= (TODAY - datetime.timedelta(30)).isoformat())
    assert len(chosen) <= max(20, sum(age <= 30 for age in ages))
