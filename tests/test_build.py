"""A whole build: the same input gives the same bytes, an edit changes what depends on it."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench import corpus
from conftest import MakeWorld
from world import SITE, World, contents, full, marks, people, portrait, record, variety


def searchable(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site, every file inside its zips, and what is packed into its search index."""
    for path, data in contents(site).items():
        yield path, data
        if path.endswith(".bin"):
            yield f"{path}!", zlib.decompress(data)
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield f"{path}!{name}", archive.read(name)


def holding(site: Path, text: str) -> list[str]:
    """The files of a site in which `text` stands, as UTF-8 or written as a JSON or HTML escape."""
    forms = {text.encode(), json.dumps(text)[1:-1].encode(), "".join(f"&#{ord(c)};" for c in text).encode()}
    return [path for path, data in searchable(site) if any(form in data for form in forms)]


# --- The same bytes


def test_two_builds_in_two_places_are_byte_for_byte_equal(make_world: MakeWorld) -> None:
    one, two = make_world(variety()), make_world(variety())
    for world in (one, two):
        assert world.build(cards="all", press="all").edition is not None
    assert contents(one.site) == contents(two.site)
    assert str(one.root).encode() not in b"".join(data for _path, data in searchable(one.site))


def test_the_order_in_which_the_file_system_gives_the_records_does_not_matter(make_world: MakeWorld) -> None:
    files = variety()
    one, two = make_world(files), make_world(dict(reversed(list(files.items()))))
    one.build()
    two.build()
    assert contents(one.site) == contents(two.site)


def test_one_worker_and_two_make_the_same(make_world: MakeWorld) -> None:
    """Enough records that workers are started; the program is run as a person runs it."""
    worlds = [make_world() for _number in range(2)]
    for world, jobs in zip(worlds, ("1", "2"), strict=True):
        corpus.write(world.records, 410)
        shutil.copy(Path(corpus.__file__).parents[2] / "exemplars" / "vocabulary.yml", world.records)
        ran = world.run_apart("build", "--jobs", jobs, "--cards", "none", "--press", "none", "--today", "2026-11-22")
        assert ran.code == 0, ran
        assert ran.out.startswith("410 published")
    assert contents(worlds[0].site) == contents(worlds[1].site)


def test_a_second_build_writes_nothing(make_world: MakeWorld) -> None:
    world = make_world(variety())
    assert world.build(cards="all").written > 0
    before = marks(world.site)
    again = world.build(cards="all")
    assert (again.written, again.removed) == (0, 0)
    assert marks(world.site) == before


def test_the_day_alone_changes_nothing_but_what_is_due(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四")))
    world.build(today=datetime.date(2026, 11, 22))
    later = world.build(today=datetime.date(2027, 11, 22))
    assert (later.written, later.removed) == (0, 0)


# --- What depends on what


def insert(world: World, name: str, key: str, line: str) -> None:
    world.edit(name, f"\n{key}:", f"\n{line}\n{key}:")


EDITS: dict[str, Callable[[World], object]] = {
    "a summary": lambda w: w.edit("people/zhang-san/record.md", "远迁安家，", "迁到山下安家，"),
    "a name": lambda w: w.edit("people/zhang-san/record.md", "name: 张三", "name: 张三丰"),
    "a body": lambda w: w.edit("people/zhang-san/record.md", "远迁安家。", "迁到山下安家。"),
    "the day of the last change": lambda w: w.edit("people/zhang-san/record.md", "2026-11-20", "2026-11-22"),
    "another field": lambda w: w.edit("people/zhang-san/record.md", "fields: [rural]", "fields: [health]"),
    "no unit": lambda w: w.edit("people/zhang-san/record.md", "unit: 虚构县东坡村\n", ""),
    "another honour": lambda w: w.edit("people/zhang-san/record.md", "优秀共产党员", "时代楷模"),
    "another year": lambda w: w.edit("people/zhang-san/record.md", "on: 2011}", "on: 2013}"),
    "an honour revoked": lambda w: w.edit("people/li-si/record.md", "on: 2015}", "on: 2015, revoked: {on: 2020}}"),
    "another source": lambda w: w.edit("people/li-si/record.md", "title: 张三的故事", "title: 李四的故事"),
    "another headline": lambda w: insert(w, "people/li-si/record.md", "stage", "copy: {headline: 山路通了}"),
    "a new pledge": lambda w: insert(w, "people/li-si/record.md", "stage", "pledges: [{on: 2011, text: 修路}]"),
    "bodies of two": lambda w: [
        w.edit(f"people/{id_}/record.md", "远迁安家。", "迁到山下安家。") for id_ in ("li-si", "wang-wu")
    ],
    "a body, and the label of a word": lambda w: [
        w.edit("people/li-si/record.md", "远迁安家。", "迁到山下安家。"),
        w.edit("vocabulary.yml", "zh: 农村", "zh: 乡村"),
    ],
    "a body, and a record deleted": lambda w: [
        w.edit("people/li-si/record.md", "远迁安家。", "迁到山下安家。"),
        shutil.rmtree(w.records / "people" / "wang-wu"),
    ],
    "a body, and another photo": lambda w: [
        w.edit("people/quan/record.md", "远迁安家。", "迁到山下安家。"),
        w.write({"people/quan/photo.jpg": portrait((20, 60, 90))}),
    ],
    "a pinyin": lambda w: insert(w, "people/li-si/record.md", "unit", "pinyin: Lǐ Sì"),
    "a region": lambda w: w.edit("people/li-si/record.md", "湖北/", "安徽/"),
    "hand-written copy": lambda w: insert(w, "people/li-si/record.md", "stage", "copy: {sms: 李四，好样的。}"),
    "an embargo": lambda w: insert(w, "people/li-si/record.md", "stage", "publish: {from: 2027-01-01}"),
    "no longer named": lambda w: w.edit("people/li-si/record.md", "stage: named", "stage: nominated"),
    "a record deleted": lambda w: shutil.rmtree(w.records / "people" / "wang-wu"),
    "an organization deleted": lambda w: shutil.rmtree(w.records / "organizations" / "xu-gou-cun"),
    "a record added": lambda w: w.write(people(sun_qi=record("孙七"))),
    "a record under another id": lambda w: (w.records / "people/wang-wu").rename(w.records / "people/wang-5"),
    "a person who is an organization": lambda w: (w.records / "people/wang-wu").rename(
        w.records / "organizations/wang-wu"
    ),
    "another photo": lambda w: w.write({"people/quan/photo.jpg": portrait((20, 60, 90))}),
    "no photo": lambda w: w.edit(
        "people/quan/record.md", "photo: {file: photo.jpg, alt: 虚构的照片, credit: 虚构摄影}\n", ""
    ),
    "a photo's text": lambda w: w.edit("people/quan/record.md", "虚构的照片", "另一句说明"),
    "a label of the vocabulary": lambda w: w.edit("vocabulary.yml", "zh: 农村", "zh: 乡村"),
    "the order of the vocabulary": lambda w: w.edit(
        "vocabulary.yml",
        "  - {id: rural, zh: 农村, en: Rural}\n  - {id: health, zh: 卫生, en: Health}\n",
        "  - {id: health, zh: 卫生, en: Health}\n  - {id: rural, zh: 农村, en: Rural}\n",
    ),
    "the office's name": lambda w: w.edit("office.yml", "虚构县典型办公室", "虚构市典型办公室"),
    "the office's address": lambda w: w.edit("office.yml", "exemplars.example.org", "dianxing.example.org"),
    "a column's selection": lambda w: w.edit("office.yml", "[rural]", "[health]"),
    "a column's title": lambda w: w.edit("office.yml", "创先争优在行动", "身边的榜样"),
    "a column's id": lambda w: w.edit("office.yml", "in-action", "around-us"),
    "a hub": lambda w: w.edit("office.yml", "contact:", "hub: https://hub.example.org/\ncontact:"),
}


@pytest.fixture(scope="module")
def variety_as_built(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> tuple[World, Path]:
    """A world with a built site, and a copy of all that an edit and a build may change in it."""
    world = World(tmp_path_factory.mktemp("variety") / "world", variety(), built_shell)
    assert world.build(press="all").edition is not None
    kept = world.root.parent / "kept"
    for name in ("exemplars", "build"):
        shutil.copytree(world.root / name, kept / name, copy_function=shutil.copy2)
    return world, kept


@pytest.fixture
def built_variety(variety_as_built: tuple[World, Path]) -> World:
    """A world with a built site, as if nothing had been done to it yet."""
    world, kept = variety_as_built
    for name in ("exemplars", "build"):
        shutil.rmtree(world.root / name)
        shutil.copytree(kept / name, world.root / name, copy_function=shutil.copy2)
    return world


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_any_edit_the_site_is_what_a_build_from_nothing_makes(
    built_variety: World, edit: Callable[[World], object]
) -> None:
    """The law of the keys: a file that is kept is the one that would have been made."""
    world = built_variety
    old, before = contents(world.site), marks(world.site)
    edit(world)
    outcome = world.build(press="all")
    assert outcome.edition is not None, outcome.problems
    kept = contents(world.site)
    touched = {path for path, mark in marks(world.site).items() if before.get(path) != mark}
    shutil.rmtree(world.site)
    shutil.rmtree(world.project().cache)
    world.build(press="all")
    fresh = contents(world.site)
    assert sorted(fresh) == sorted(kept)
    assert [path for path in fresh if fresh[path] != kept[path]] == [], "kept, though it is no longer true"
    assert [path for path in touched if old.get(path) == kept[path]] == [], "touched without a change"
    assert touched


def test_an_edit_does_not_hide_that_another_file_was_altered(built_variety: World) -> None:
    world = built_variety
    page = world.site / "exemplars" / "by" / "kind" / "person" / "index.html"
    meant = page.read_bytes()
    page.write_bytes(b"somebody wrote something else here")
    (world.site / "exemplars" / "zhao-liu" / "index.json").unlink()
    world.edit("people/li-si/record.md", "远迁安家。", "迁到山下安家。")
    world.build(press="all")
    assert page.read_bytes() == meant
    assert (world.site / "exemplars" / "zhao-liu" / "index.json").is_file()
    assert "迁到山下安家" in (world.site / "exemplars" / "li-si" / "index.html").read_text("utf-8")


def test_choices_of_a_build_are_as_good_as_edits(make_world: MakeWorld) -> None:
    """Cards and kits come and go with the options, also between builds."""
    world = make_world(people(zhang_san=record()))
    world.build(cards="none", press="none")
    bare = contents(world.site)
    world.build(cards="all", press="all")
    rich = contents(world.site)
    assert {path.partition("/press/")[0] for path in set(rich) - set(bare)} == {
        "exemplars/zhang-san/card.png",
        "exemplars/zhang-san",
    }
    assert b"card.png" in rich["exemplars/zhang-san/index.html"]
    assert b"card.png" not in bare["exemplars/zhang-san/index.html"]
    world.build(cards="none", press="none")
    assert contents(world.site) == bare


def test_one_edit_leaves_the_pages_of_strangers_alone(make_world: MakeWorld) -> None:
    world = make_world(variety())
    world.build()
    before = marks(world.site)
    world.edit("people/zhao-liu/record.md", "远迁安家，", "迁到山下安家，")
    world.build()
    touched = {path for path, mark in marks(world.site).items() if before.get(path) != mark}
    touched = {path for path in touched if not path.endswith(".bin")}  # of the search index every file tells of many
    # 赵六 is at a school: no unit shared, the field only with 王五, the honour with others.
    assert {"exemplars/zhao-liu/index.html", "exemplars/zhao-liu/index.json", "api/exemplars.json"} <= touched
    for path in touched:
        assert "迁到山下安家" in "".join(
            data.decode("utf-8", "replace") for name, data in searchable(world.site) if name.startswith(path)
        ), f"{path} was rewritten but does not tell of the edit"


def test_a_changed_template_takes_effect(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.build()
    row = world.root / "templates" / "site" / "pieces" / "row.html"
    row.write_text(row.read_text("utf-8").replace("<article", '<article data-made-up="yes"'), "utf-8")
    world.build()
    assert b'data-made-up="yes"' in (world.site / "exemplars" / "index.html").read_bytes()


def test_a_press_kit_is_made_for_what_is_new_and_never_for_fewer_than_twenty(make_world: MakeWorld) -> None:
    """`recent`: updated in the last 90 days, and never fewer than the newest 20."""
    day = datetime.date(2026, 1, 1)
    old = {f"old-{n:02}": record(f"虚构人{n}", updated=(day - datetime.timedelta(n)).isoformat()) for n in range(22)}
    world = make_world(people(**old))

    def kits() -> list[str]:
        return sorted(path.parent.parent.name for path in world.site.glob("exemplars/*/press/*.zip"))

    world.build(press="recent")
    assert kits() == [f"old-{n:02}" for n in range(20)]
    # The ninetieth day back still counts: 2026-11-22 less 90 days is 2026-08-24.
    new = {f"new-{n:02}": record(f"虚构新人{n}", updated="2026-08-24") for n in range(21)}
    world.write(people(**new))
    world.build(press="recent")
    assert kits() == sorted(new)
    world.build(press="none")
    assert kits() == []
    world.build(press="all")
    assert kits() == sorted([*old, *new])


# --- What is not public


def test_a_deleted_record_is_gone_everywhere(make_world: MakeWorld) -> None:
    world = make_world({**variety(), **people(qian_ba=record("钱八独一份", unit="独一份村"))})
    world.build(cards="all", press="all")
    assert len(holding(world.site, "钱八独一份")) > 20
    shutil.rmtree(world.records / "people" / "qian-ba")
    assert world.build(cards="all", press="all").removed >= 5
    assert holding(world.site, "钱八独一份") == []
    assert holding(world.site, "独一份村") == []
    assert [path for path in contents(world.site) if "qian-ba" in path] == []
    assert holding(world.site, "qian-ba") == []


HELD_BACK = {
    "not named": record("钱八独一份", unit="独一份村", stage="nominated"),
    "suspended": record("钱八独一份", unit="独一份村", stage="suspended"),
    "revoked": record("钱八独一份", unit="独一份村", stage="revoked"),
    "withdrawn": record("钱八独一份", unit="独一份村", stage="withdrawn"),
    "embargoed": record("钱八独一份", unit="独一份村", more="publish: {from: 2026-11-23}\n"),
    "past its last day": record("钱八独一份", unit="独一份村", more="publish: {until: 2026-11-21}\n"),
    "without a basis": record("钱八独一份", unit="独一份村").replace("approval: {basis: public}\n", ""),
    "without a source to be found": record("钱八独一份", unit="独一份村", source="publisher: 虚构日报"),
}


def test_what_may_not_be_public_stands_in_no_byte_of_the_site(make_world: MakeWorld) -> None:
    held = {f"qian-ba-{n}": text for n, text in enumerate(HELD_BACK.values())}
    world = make_world({**variety(), **people(**held)})
    outcome = world.build(cards="all", press="all")
    assert outcome.edition is not None, outcome.problems
    assert len(outcome.edition.held) == len(HELD_BACK)
    for text in ("钱八独一份", "独一份村", "qian-ba"):
        assert holding(world.site, text) == []
    assert [path for path in contents(world.site) if "qian-ba" in path] == []


def test_the_offices_own_steps_stand_in_no_byte_of_the_site(make_world: MakeWorld) -> None:
    world = make_world(full())
    world.build(cards="all", press="all")
    assert holding(world.site, "虚构·全")
    assert holding(world.site, "暗语") == []


def test_index_json_has_the_public_fields_and_no_others(make_world: MakeWorld) -> None:
    world = make_world(full())
    world.build()
    said = json.loads((world.site / "exemplars/quan/index.json").read_bytes())
    assert set(said) == {
        "id", "kind", "url", "name", "pinyin", "aliases", "unit", "post", "region", "level", "fields",
        "honours", "summary", "criteria", "pledges", "comments", "events", "corrections", "sources",
        "updated", "decision", "photo", "publicity", "body", "copy",
    }  # fmt: skip
    assert said["id"] == "quan"
    assert said["kind"] == "person"
    assert said["url"] == f"{SITE}exemplars/quan/"
    assert said["honours"][1]["revoked"]["notice"] == "虚构撤销说明"
    assert said["decision"] == {"number": "虚构〔2011〕3号", "by": "虚构机关", "on": "2011-07-01"}
    assert said["photo"] == {
        "url": f"{SITE}exemplars/quan/portrait.jpg",
        "alt": "虚构的照片",
        "credit": "虚构摄影",
    }
    assert [cell["outlet"] for cell in said["publicity"]] == ["虚构媒体"]
    assert said["body"] == [
        {"kind": "heading", "text": "事迹"},
        {"kind": "paragraph", "text": "他带着61户乡亲远迁安家。", "sources": ["s1"]},
        {"kind": "quotation", "text": "虚构的话。", "speaker": "虚构的人", "sources": ["s2"]},
    ]
    assert set(said["copy"]) == {"sms", "bulletin", "newspaper", "radio", "tv", "wechat", "board"}
    for copy in said["copy"].values():
        assert copy["characters"] == len(copy["text"])
    assert said["copy"]["bulletin"]["text"] + "\n" == (world.site / "exemplars/quan/press/bulletin.txt").read_text(
        "utf-8"
    )


def test_a_published_photo_says_nothing_of_the_camera(make_world: MakeWorld) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F] = "made-up camera"
    exif[0x8825] = {1: "N", 2: (30.0, 1.0, 1.0)}  # GPS
    out = io.BytesIO()
    Image.new("RGB", (900, 1200), (90, 90, 90)).save(out, "JPEG", exif=exif, comment=b"made-up comment")
    assert b"made-up camera" in out.getvalue()
    world = make_world({**full(), "people/quan/photo.jpg": out.getvalue()})
    world.build(cards="all")
    for name in ("portrait.jpg", "portrait-large.jpg", "thumb.jpg"):
        data = (world.site / "exemplars" / "quan" / name).read_bytes()
        assert b"made-up" not in data
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()
    assert not (world.site / "exemplars" / "quan" / "photo.jpg").exists()


def test_a_share_card_is_drawn_anew_when_the_office_that_stands_on_it_is_renamed(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.build(cards="all")
    card = world.site / "exemplars" / "zhang-san" / "card.png"
    before = card.read_bytes()
    world.edit("office.yml", "short_name: 虚构县典型办", "short_name: 虚构市典型办")
    world.build(cards="all")
    assert card.read_bytes() != before
