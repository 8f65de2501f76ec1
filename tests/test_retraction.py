"""What is revoked or withdrawn leaves every place in one build; restored, everything is byte for byte as before."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from conftest import MakeWorld
from documents.test_newsroom import PUBLISHED
from page_shape import Shape
from test_build import holding
from test_feeds import READERS
from world import REPOSITORY, SITE, TODAY, World, contents, marks, people, portrait, record

OWN_ID = "tag:exemplars.example.org,2026:qian-ba"
RFC_6721 = "{http://purl.org/atompub/tombstones/1.0}"
STORY = ("钱八独一份的事迹摘要", "独一份村", "独一份的正文", "独一份报道", "独一份职务")
"""Words of the story, which may stand nowhere once it is withdrawn."""
NAMED = record(
    "钱八独",
    unit="独一份村",
    honour="时代楷模",
    year="2015-03-04",
    summary="钱八独一份的事迹摘要，他带着乡亲远迁安家，修路引水。",
    basis="statutory, decision: {number: 虚构〔2015〕1号, by: 虚构部}",
    source="title: 独一份报道, publisher: 虚构日报",
    more="post: 独一份职务\nphoto: {file: photo.jpg, alt: 独一份的照片}\n",
    body="## 事迹\n\n独一份的正文。[^s1]\n",
)
REVOKED = (
    NAMED.replace("stage: named", "stage: revoked")
    .replace(
        "on: 2015-03-04}",
        "on: 2015-03-04, revoked: {on: 2026-11-21, by: 虚构部, document: 虚构〔2026〕2号, "
        "notice: 虚构部公开的撤销说明。}}",
    )
    .replace("updated: 2026-11-20", "updated: 2026-11-22")
)
ASKED = NAMED.replace("stage: named", "stage: withdrawn").replace("updated: 2026-11-20", "updated: 2026-11-22")
REFUSED = NAMED.replace(
    "approval: {basis: statutory,",
    "approval: {basis: consent, consent: {on: 2015-01-01, scope: [site, media, portrait], withdrawn: 2026-11-22},",
).replace("updated: 2026-11-20", "updated: 2026-11-22")
PATH = "people/qian-ba/record.md"


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Somebody with an honour, a year and a photo of their own, in a column, beside others of the same field."""
    made = make_world(
        {
            **people(
                qian_ba=NAMED,
                zhang_san=record(unit="独门村"),
                li_si=record("李四", fields="health", unit="独门村"),
                wang_wu=record("王五", updated="2026-11-01"),
            ),
            "people/qian-ba/photo.jpg": portrait(),
        }
    )
    channels = made.root / "templates" / "channels" / "newsroom"
    shutil.copytree(REPOSITORY / "templates" / "channels" / "newsroom", channels, dirs_exist_ok=True)
    assert made.build(cards="all", press="all").edition is not None
    return made


def rebuilt(world: World, text: str) -> dict[str, bytes]:
    world.write({PATH: text})
    outcome = world.build(cards="all", press="all")
    assert outcome.edition is not None, outcome.problems
    assert outcome.problems == []
    return contents(world.site)


def page(site: Path, path: str) -> Shape:
    return Shape((site / path).read_text("utf-8"))


def counted(site: Path) -> dict[str, int]:
    """How many exemplars the pages and data of a site say there are."""
    table = (site / "api/exemplars.csv").read_text("utf-8-sig")
    return {
        "json": json.loads((site / "api/exemplars.json").read_bytes())["count"],
        "csv": len(table.splitlines()) - 1,
        "browse": int(page(site, "exemplars/index.html").text.partition("共")[2].split()[0]),
        "rural": int(page(site, "exemplars/by/field/rural/index.html").text.partition("共")[2].split()[0]),
        "column": int(page(site, "columns/in-action/index.html").text.partition("共")[2].split()[0]),
        "home": int(page(site, "index.html").text.partition("浏览全部")[2].split()[0]),
        "profiles": (site / "sitemap.xml").read_text("utf-8").count("<lastmod>"),
    }


def test_the_drill_one_honour_is_revoked_and_restored(world: World) -> None:
    """Page, lists, counts, facets, search, feeds, JSON, press kit and columns in one build, and back, byte for byte."""
    before, numbers, site = contents(world.site), counted(world.site), world.site
    assert numbers == {"json": 4, "csv": 4, "browse": 4, "rural": 3, "column": 3, "home": 4, "profiles": 4}
    held = {text: holding(site, text) for text in (*STORY, "钱八独")}
    assert all(len(found) > 3 for found in held.values()), held

    after = rebuilt(world, REVOKED)

    assert counted(site) == {"json": 3, "csv": 3, "browse": 3, "rural": 2, "column": 2, "home": 3, "profiles": 3}
    # Of the story nothing is left in any byte: search, neighbours, copies, kits, cards and pictures included.
    assert {text: holding(site, text) for text in STORY} == {text: [] for text in STORY}
    own = sorted(path for path in after if path.startswith("exemplars/qian-ba/"))
    assert own == [f"exemplars/qian-ba/{name}" for name in ("index.html", "index.json", "press/newsroom.json")]
    # The name stands only where the revocation is told.
    where = [path for path in holding(site, "钱八独") if not path.startswith("feeds/")]
    assert where == sorted([*own, "api/withdrawn.json", "corrections/index.html"])
    # Its honour, year and place in the facets were its own: they are gone.
    for facet in ("honour/model-of-the-times", "year/2015"):
        assert f"exemplars/by/{facet}/index.html" in before
        assert f"exemplars/by/{facet}/index.html" not in after
        assert facet not in page(site, "exemplars/by/honour/index.html").text
    assert [
        path for path, data in after.items() if b"qian-ba" in data and path.startswith(("exemplars/by/", "press/"))
    ] == []
    assert b"qian-ba" not in after["sitemap.xml"]

    told = page(site, "exemplars/qian-ba/index.html")
    for part in ("钱八独", "时代楷模", "2026年11月21日", "虚构部", "虚构〔2026〕2号", "虚构部公开的撤销说明。"):
        assert part in told.text
    assert ("meta", "content", "noindex") in told.attributes
    assert not [value for _tag, _name, value in told.attributes if value.startswith(("portrait", "card.png", "press/"))]
    said = json.loads(after["exemplars/qian-ba/index.json"])
    assert (said["status"], said["name"]) == ("revoked", "钱八独")
    assert said["honours"] == [
        {
            "title": "时代楷模",
            "revoked": {
                "on": "2026-11-21", "by": "虚构部", "document": "虚构〔2026〕2号", "notice": "虚构部公开的撤销说明。",
            },
        }
    ]  # fmt: skip
    listed = json.loads(after["api/withdrawn.json"])
    assert (listed["count"], [one["id"] for one in listed["withdrawn"]]) == (1, ["qian-ba"])
    item = json.loads(after["exemplars/qian-ba/press/newsroom.json"])
    assert PUBLISHED.is_valid(item)
    old = json.loads(before["exemplars/qian-ba/press/newsroom.json"])
    assert (old["pubStatus"], item["pubStatus"], item["uri"]) == ("usable", "canceled", old["uri"])
    assert not {"bodies", "people", "organisations", "associations", "infoSources", "places"} & set(item)

    restored = rebuilt(world, NAMED)
    assert {path for path in {*before, *restored} if before.get(path) != restored.get(path)} == set()


def test_every_feed_keeps_the_entry_with_the_notice_in_it(world: World) -> None:
    """Readers that have the story under this id replace it; a feed that was theirs alone lives on for that."""
    site = world.site
    paths = [path for path in site.glob("feeds/**/*.*") if path.suffix in READERS]  # a calendar is no feed of entries
    stood = {
        str(path.relative_to(site))
        for path in paths
        if OWN_ID in {item.id for item in READERS[path.suffix](path.read_bytes()).items}
    }
    assert {"feeds/all.rss", "feeds/columns/in-action.atom", "feeds/honour/model-of-the-times.json"} <= stood
    rebuilt(world, REVOKED)
    for path in site.glob("feeds/**/*.*"):
        if path.suffix not in READERS:
            continue
        name = str(path.relative_to(site))
        feed = READERS[path.suffix](path.read_bytes())
        if not name.startswith("feeds/corrections."):
            found = [item for item in feed.items if item.id == OWN_ID]
            assert bool(found) is (name in stood), name
            for item in found:
                assert item.title == "钱八独：荣誉称号已撤销"
                assert "虚构部公开的撤销说明。" in item.text
                assert item.tags == ()
                assert item.link == f"{SITE}exemplars/qian-ba/"
                assert item.updated.astimezone(datetime.UTC) == datetime.datetime(2026, 11, 21, 16, tzinfo=datetime.UTC)
            assert feed.items.index(found[0]) == 0 if found else True, "what changed last comes first"
        assert (site / feed.link.removeprefix(SITE) / "index.html").is_file(), name
    assert "时代楷模" not in page(site, "subscribe/index.html").text


def test_the_corrections_feed_bears_a_tombstone(world: World) -> None:
    """RFC 6721, 3: ref is the id of the entry, when an RFC 3339 date, both required."""
    rebuilt(world, REVOKED)
    path = world.site / "feeds/corrections.atom"
    (stone,) = ElementTree.parse(path).getroot().findall(f"{RFC_6721}deleted-entry")
    assert stone.get("ref") == OWN_ID
    assert stone.get("when") == "2026-11-22T00:00:00+08:00"
    assert stone.findtext(f"{RFC_6721}comment") == "钱八独：荣誉称号已撤销"
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == ["tag:exemplars.example.org,2026:withdrawals/qian-ba"]
    assert b"deleted-entry" not in (world.site / "feeds/corrections.rss").read_bytes()


@pytest.mark.parametrize("text", [ASKED, REFUSED], ids=["withdrawn", "consent taken back"])
def test_what_a_person_had_taken_down_is_not_named(world: World, text: str) -> None:
    before = contents(world.site)
    after = rebuilt(world, text)
    assert {word: holding(world.site, word) for word in (*STORY, "钱八独")} == {word: [] for word in (*STORY, "钱八独")}
    told = page(world.site, "exemplars/qian-ba/index.html")
    assert "这一条目已于2026年11月22日撤下，不再公开。" in told.text
    assert ("meta", "content", "noindex") in told.attributes
    assert set(json.loads(after["exemplars/qian-ba/index.json"])) == {
        "id",
        "url",
        "status",
        "updated",
        "title",
        "notice",
    }
    assert "qian-ba" not in (world.site / "corrections/index.html").read_text("utf-8")
    item = json.loads(after["exemplars/qian-ba/press/newsroom.json"])
    assert item["pubStatus"] == "canceled"
    assert item["headlines"][0]["value"] == "已撤下的条目"
    assert "时代楷模" not in "".join(data.decode() for path, data in after.items() if "qian-ba" in path)
    assert rebuilt(world, NAMED) == before


def test_an_honour_revoked_while_others_stand_is_struck_and_leaves_the_facets(make_world: MakeWorld) -> None:
    two = record().replace(
        "on: 2011}\n",
        "on: 2011}\n"
        "  - {title: 时代楷模, by: 虚构部, on: 2015, revoked: {on: 2026-11-19, by: 虚构部, notice: 虚构的说明}}\n",
    )
    world = make_world(people(zhang_san=two))
    outcome = world.build()
    assert outcome.account == (1, (), 0, 0)
    shape = page(world.site, "exemplars/zhang-san/index.html")
    assert "虚构的说明" in shape.text
    assert ("del", ()) in shape.tags
    assert not (world.site / "exemplars/by/honour/model-of-the-times").exists()
    assert "张三：撤销“时代楷模”称号" in page(world.site, "corrections/index.html").text
    assert b"deleted-entry" not in (world.site / "feeds/corrections.atom").read_bytes()


NEVER = {
    "a lead": NAMED.replace("stage: named", "stage: withdrawn").replace(
        "basis: statutory, decision: {number: 虚构〔2015〕1号, by: 虚构部}", "basis: statutory"
    ),
    "without a basis": NAMED.replace("stage: named", "stage: withdrawn").replace(
        "approval: {basis: statutory, decision: {number: 虚构〔2015〕1号, by: 虚构部}}\n", ""
    ),
    "consent for no site": REFUSED.replace("scope: [site, media, portrait]", "scope: [media]"),
    "before its first day": ASKED.replace("stage:", "publish: {from: 2026-11-23}\nstage:"),
    "a source that nobody finds": ASKED.replace("basis: statutory", "basis: public").replace("title: 独一份报道, ", ""),
    "planned in a paper": NAMED.replace("stage: named", "stage: withdrawn").replace(
        "basis: statutory, decision: {number: 虚构〔2015〕1号, by: 虚构部}", "basis: statutory"
    ).replace("updated:", "publicity: [{channel: newspaper, planned: 2026-12}]\nupdated:"),
    "a child whose guardian never consented": ASKED.replace("basis: statutory", "basis: statutory, minor: true"),
    "suspended": NAMED.replace("stage: named", "stage: suspended"),
}  # fmt: skip


@pytest.mark.parametrize("text", NEVER.values(), ids=NEVER)
def test_what_never_was_public_or_is_suspended_leaves_no_trace(make_world: MakeWorld, text: str) -> None:
    world = make_world({**people(zhang_san=record(), qian_ba=text), "people/qian-ba/photo.jpg": portrait()})
    outcome = world.build(cards="all", press="all")
    assert outcome.edition is not None, outcome.problems
    assert outcome.edition.account.withdrawn == 0
    for word in (*STORY, "钱八独", "qian-ba", "时代楷模"):
        found = holding(world.site, word)
        assert found == ([] if word != "时代楷模" else found), word
    assert [path for path in contents(world.site) if "qian-ba" in path] == []


def test_a_withdrawal_in_the_future_waits_for_its_day(make_world: MakeWorld) -> None:
    world = make_world({**people(zhang_san=record(), qian_ba=REFUSED), "people/qian-ba/photo.jpg": portrait()})
    world.build(today=TODAY - datetime.timedelta(1))
    assert len(holding(world.site, "钱八独")) > 5
    assert not (world.site / "feeds/corrections.atom").read_bytes().count(b"deleted-entry")
    world.build(today=TODAY)
    assert (world.site / "feeds/corrections.atom").read_bytes().count(b"<at:deleted-entry") == 1


def test_a_correction_is_told_on_the_page_in_the_list_and_in_the_feed(make_world: MakeWorld) -> None:
    lines = (
        "corrections:\n"
        "  - {on: 2026-11-12, field: post, was: 虚构主任, now: 虚构书记, reason: 虚构原因}\n"
        "  - {on: 2026-11-12, field: post, now: 虚构书记}\n"
        "  - {on: 2026-10-01, field: 虚构之处, was: 六十户, now: 61户}\n"
    )
    world = make_world(people(zhang_san=record(more=lines)))
    world.build()
    profile, listed = (
        page(world.site, path).text for path in ("exemplars/zhang-san/index.html", "corrections/index.html")
    )
    for part in ("原作“虚构主任”，现作“虚构书记”。", "更正原因：虚构原因。", "原作“六十户”，现作“61户”。", "职务"):
        assert part in profile
        assert part in listed
    for ending, read in READERS.items():
        items = read((world.site / f"feeds/corrections{ending}").read_bytes()).items
        assert [item.title for item in items] == ["张三：更正“职务”", "张三：更正“职务”", "张三：更正“虚构之处”"]
        assert len({item.id for item in items}) == 3
        assert items[0].text == "原作“虚构主任”，现作“虚构书记”。更正原因：虚构原因。"
        assert items[0].updated.astimezone(datetime.UTC) == datetime.datetime(2026, 11, 11, 16, tzinfo=datetime.UTC)
        assert all(item.id.isascii() for item in items)
    assert "更正" in page(world.site, "index.html").text


def test_a_site_without_corrections_says_how_to_ask_for_one(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.build()
    told = page(world.site, "corrections/index.html").text
    assert "还没有需要更正或撤下的内容" in told
    assert "made-up@example.org" in told
    assert json.loads((world.site / "api/withdrawn.json").read_bytes())["withdrawn"] == []
    assert "公示与更正" not in page(world.site, "index.html").text


def test_a_bulletin_with_somebody_revoked_says_whose_fault_it_is_and_what_to_do(world: World) -> None:
    world.write({"bulletins/2026-3.yml": "number: 3\ndate: 2026-03-02\nexemplars: [zhang-san, qian-ba]\n"})
    world.write({PATH: REVOKED})
    (problem,) = world.build().problems
    assert (problem.rule, problem.path, problem.line, problem.column) == (
        "bulletin-public", "exemplars/bulletins/2026-3.yml", 3, 24,
    )  # fmt: skip
    assert "“qian-ba” was revoked or withdrawn" in problem.message
    assert "exemplar takedown qian-ba" in problem.hint


@pytest.mark.parametrize("text", [REVOKED, ASKED, REFUSED], ids=["revoked", "withdrawn", "consent taken back"])
def test_no_new_copy_is_made(world: World, text: str) -> None:
    """The one exception tells newsrooms that the item is canceled: the bytes that the site has."""
    world.write({PATH: text, "bulletins/2026-3.yml": "number: 3\ndate: 2026-03-02\nexemplars: [zhang-san, qian-ba]\n"})
    world.build()
    for channel in ("sms", "newspaper", "radio"):
        ran = world.run("preview", channel, "qian-ba")
        assert (ran.code, ran.out) == (2, ""), channel
        assert "exemplar takedown qian-ba" in ran.err
    own = (world.site / "exemplars/qian-ba/press/newsroom.json").read_bytes()
    assert world.run("preview", "newsroom", "qian-ba").bytes == own


CHANGES: dict[str, Callable[[World], object]] = {
    "revoked": lambda w: w.write({PATH: REVOKED}),
    "withdrawn": lambda w: w.write({PATH: ASKED}),
    "suspended": lambda w: w.write({PATH: NAMED.replace("stage: named", "stage: suspended")}),
    "a notice": lambda w: w.write({PATH: NAMED.replace("stage: named", "stage: noticed").replace(
        "decision:", "notice: {from: 2026-11-20, to: 2026-11-24}, decision:")}),
    "a correction": lambda w: w.edit(PATH, "stage:", "corrections: [{on: 2026-11-19, field: post, was: 甲}]\nstage:"),
}  # fmt: skip


@pytest.mark.parametrize("first", CHANGES, ids=CHANGES)
def test_after_each_change_of_stage_the_site_is_what_a_build_from_nothing_makes(world: World, first: str) -> None:
    """The law of the keys, also for the words of a notice that stands already."""
    CHANGES[first](world)
    world.build(cards="all", press="all")
    if first == "revoked":
        world.edit(PATH, "虚构部公开的撤销说明", "虚构部另一份撤销说明")
    world.build(cards="all", press="all")
    kept = contents(world.site)
    standing = marks(world.site)
    assert world.build(cards="all", press="all").written == 0
    assert marks(world.site) == standing
    shutil.rmtree(world.site)
    shutil.rmtree(world.project().cache)
    world.build(cards="all", press="all")
    fresh = contents(world.site)
    assert [path for path in {*fresh, *kept} if fresh.get(path) != kept.get(path)] == []
