"""Data files for programs: the list as JSON and as a table, sitemap, robots, the page for what is missing."""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from conftest import MakeWorld
from page_shape import Shape, aim, pages_of, referred
from world import SITE, TODAY, World, contents, people, record

from generator.edition import Edition
from generator.pages.data import data_files, sitemaps
from generator.settings import read_all_settings


def test_the_list_as_json_and_as_table_agree(sample: World) -> None:
    said = json.loads((sample.site / "api" / "exemplars.json").read_bytes())
    data = (sample.site / "api" / "exemplars.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "without it Excel takes UTF-8 for GBK"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    listed = said["exemplars"]
    assert said["count"] == len(listed) == len(rows) - 1
    assert rows[0] == [
        "编号",
        "类别",
        "姓名或名称",
        "单位",
        "职务",
        "地区",
        "层级",
        "领域",
        "荣誉",
        "摘要",
        "更新",
        "网址",
    ]
    kinds = {"person": "个人", "organization": "集体"}
    for row, item in zip(rows[1:], listed, strict=True):
        assert row[0] == item["id"]
        assert row[1] == kinds[item["kind"]]
        assert [row[2], row[3], row[4], row[5]] == [item["name"], item["unit"], item["post"], item["region"]]
        assert row[8] == "、".join(honour["title"] for honour in item["honours"])
        assert [row[9], row[10], row[11]] == [item["summary"], item["updated"], item["url"]]


def test_every_exemplar_of_the_list_has_its_page_and_its_data(sample: World) -> None:
    said = json.loads((sample.site / "api" / "exemplars.json").read_bytes())
    assert {item["id"] for item in said["exemplars"]} == {
        path.parent.name for path in sample.site.glob("exemplars/*/index.json")
    }
    for item in said["exemplars"]:
        own = json.loads((sample.site / "exemplars" / item["id"] / "index.json").read_bytes())
        for key in ("id", "kind", "url", "name", "summary", "updated"):
            assert own[key] == item[key]


# OWASP, "CSV Injection": cells that begin with one of these are run as formulas by spreadsheets.
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_table_is_a_formula(sample: World, sign: str) -> None:
    settings, _problems = read_all_settings(sample.project())
    assert settings is not None
    outcome = sample.build(cards="all")
    assert outcome.edition is not None
    card = outcome.edition.cards[0]._replace(
        name=f"{sign}cmd|'/c calc'!A1",
        unit=f"{sign}1+1",
        post=f"{sign}x",
        summary=f"{sign}HYPERLINK()",
        region=sign,
    )
    edition = Edition.of([card], TODAY, settings.vocabulary, settings.office)
    table = next(a for a in data_files(edition, "", []) if a.path == "api/exemplars.csv").make().decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(table, newline="")))[1]
    assert [cell for cell in cells if cell.startswith(sign)] == []
    assert cells[2] == f"'{sign}cmd|'/c calc'!A1"


NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(data: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(data).iter(f"{NAMESPACE}loc")]


def test_the_sitemap_lists_every_page_once(sample: World) -> None:
    data = (sample.site / "sitemap.xml").read_bytes()
    assert ElementTree.fromstring(data).tag == f"{NAMESPACE}urlset"
    listed = locations(data)
    for_people_only = {"404.html", "search/index.html", "notices/index.html"}
    expected = {SITE + path.removesuffix("index.html") for path in set(pages_of(sample.site)) - for_people_only}
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
    days = [element.text or "" for element in ElementTree.fromstring(data).iter(f"{NAMESPACE}lastmod")]
    assert len(days) == len(list(sample.site.glob("exemplars/*/index.json")))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)


@pytest.mark.parametrize(("count", "pieces"), [(49_999, 0), (50_000, 0), (50_001, 2), (100_001, 3)])
def test_a_sitemap_never_holds_more_than_50000_addresses(count: int, pieces: int) -> None:
    """sitemaps.org protocol 0.9: beyond that there is an index of several. One of them here is home."""
    cards = [SimpleNamespace(id=f"made-up-{n}", updated="2026-11-20") for n in range(count - 1)]
    edition = SimpleNamespace(office=SimpleNamespace(site_url=SITE), cards=cards)
    made = {artifact.path: artifact.make() for artifact in sitemaps(edition, ["index.html"], "")}  # type: ignore[arg-type]
    assert len(made) == pieces + 1 if pieces else len(made) == 1
    if not pieces:
        assert len(locations(made["sitemap.xml"])) == count
        return
    assert ElementTree.fromstring(made["sitemap.xml"]).tag == f"{NAMESPACE}sitemapindex"
    assert locations(made["sitemap.xml"]) == [f"{SITE}sitemap-{n}.xml" for n in range(1, pieces + 1)]
    listed = [address for n in range(1, pieces + 1) for address in locations(made[f"sitemap-{n}.xml"])]
    assert len(listed) == len(set(listed)) == count
    assert max(len(locations(made[f"sitemap-{n}.xml"])) for n in range(1, pieces + 1)) <= 50_000


def test_robots_are_welcome_and_told_of_the_sitemap(sample: World) -> None:
    lines = (sample.site / "robots.txt").read_text("utf-8").splitlines()
    assert "User-agent: *" in lines
    assert f"Sitemap: {SITE}sitemap.xml" in lines
    assert not any(line.startswith("Disallow: /") for line in lines)


def test_the_page_for_what_is_not_there_works_at_any_address(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.edit("office.yml", SITE, f"{SITE}dang/jian/")
    world.build()
    shape = Shape((world.site / "404.html").read_text("utf-8"))
    files = contents(world.site)
    internal = [
        address for _tag, address in referred(shape) if not urlsplit(address).scheme and not address.startswith("#")
    ]
    assert len(internal) > 5
    for address in internal:
        assert address.startswith("/dang/jian/"), address
        assert aim("404.html", address.removeprefix("/dang/jian"))[0] in files
    assert ("meta", "content", "noindex") in shape.attributes


def test_an_empty_base_makes_a_site_all_the_same(make_world: MakeWorld) -> None:
    world = make_world()
    outcome = world.build()
    assert outcome.edition is not None, outcome.problems
    for page in (
        "index.html",
        "exemplars/index.html",
        "columns/in-action/index.html",
        "subscribe/index.html",
    ):
        assert (world.site / page).is_file()
    assert json.loads((world.site / "api" / "exemplars.json").read_bytes())["exemplars"] == []
