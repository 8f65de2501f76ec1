"""Bulletins: files that are read with their places, begun by `new`, published when all their exemplars are public."""

from __future__ import annotations

import pytest
from conftest import MakeWorld
from world import World, people, record

GOOD = "number: 11\ndate: 2026-11-02\nexemplars:\n  - zhang-san\n  - li-si\n"


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world(people(zhang_san=record(), li_si=record("李四"), wang_wu=record("王五", stage="noticed")))


BAD = {
    "an exemplar that is not there": ("2026-11", GOOD.replace("li-si", "li-ssi"), "bulletin-exemplar", 5, "li-ssi"),
    "an exemplar twice": ("2026-11", GOOD.replace("li-si", "zhang-san"), "bulletin-exemplar", 5, "zhang-san"),
    "another number": ("2026-12", GOOD, "bulletin-number", 1, "2026-12.yml"),
    "another year": ("2025-11", GOOD, "bulletin-number", 1, "2025-11.yml"),
    "a key it does not know": ("2026-11", GOOD + "colour: red\n", "key-known", 6, "colour"),
    "no exemplars": ("2026-11", "number: 11\ndate: 2026-11-02\nexemplars: []\n", "value-form", 3, "exemplars"),
    "a number that is none": ("2026-11", GOOD.replace("11\n", "eleven\n", 1), "value-form", 1, "number"),
    "a day that is not on the calendar": ("2026-11", GOOD.replace("11-02", "02-30"), "date-real", 2, "2026-02-30"),
    "no date": ("2026-11", GOOD.replace("date: 2026-11-02\n", ""), "field-required", 1, "date"),
}


@pytest.mark.parametrize(("name", "text", "rule", "line", "said"), BAD.values(), ids=BAD)
def test_a_mistake_in_a_bulletin_has_its_place(
    world: World, name: str, text: str, rule: str, line: int, said: str
) -> None:
    world.write({f"bulletins/{name}.yml": text})
    ran = world.run("check")
    assert ran.code == 1
    assert f"exemplars/bulletins/{name}.yml:{line}:" in ran.out
    assert f"[{rule}]" in ran.out
    assert said in ran.out
    assert world.build().edition is None
    assert f"[{rule}]" in world.run("check", f"exemplars/bulletins/{name}.yml").out


def test_new_begins_the_issue_after_the_last_one_of_the_year(world: World) -> None:
    """Who it goes to is as last time; the number begins again with the year."""
    world.write({"bulletins/2026-11.yml": GOOD + 'report: "虚构县委: 办公室"\ncopies: 120\n'})
    ran = world.run("new", "bulletin", "li-si", "zhang-san", "--today", "2026-12-01")
    assert ran.code == 0, ran.err
    assert "exemplars/bulletins/2026-12.yml" in ran.out
    text = (world.records / "bulletins" / "2026-12.yml").read_text("utf-8")
    assert "exemplars:\n  - li-si\n  - zhang-san\n" in text
    assert '"虚构县委: 办公室"' in text
    assert world.run("check").code == 0
    world.run("new", "bulletin", "li-si", "--today", "2027-01-04")
    assert (world.records / "bulletins" / "2027-1.yml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(["bulletin"], "ids of its exemplars"), (["li-si"], "ids of its exemplars"), (["bulletin", "nobody"], "“nobody”")],
    ids=["without ids", "without “bulletin”", "an unknown id"],
)
def test_new_says_how_an_issue_is_begun(world: World, words: list[str], said: str) -> None:
    ran = world.run("new", *words)
    assert ran.code == 2
    assert said in ran.err
    assert not (world.records / "bulletins").exists()


def test_new_replaces_no_issue_that_has_mistakes(world: World) -> None:
    world.write({"bulletins/2026-1.yml": "number: eins\n"})
    ran = world.run("new", "bulletin", "li-si", "--today", "2026-11-22")
    assert ran.code == 2
    assert "exemplars/bulletins/2026-1.yml" in ran.err
    assert (world.records / "bulletins" / "2026-1.yml").read_text("utf-8") == "number: eins\n"


def test_an_issue_is_published_and_listed_in_the_media_room(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四")), documents=True)
    world.write({"bulletins/2026-11.yml": GOOD + "title: 虚构专辑\n"})
    outcome = world.build(press="none")
    assert outcome.problems == []
    assert {path.name for path in (world.site / "press" / "bulletins").iterdir()} == {"2026-11.pdf", "2026-11.docx"}
    page = (world.site / "press" / "index.html").read_text("utf-8")
    assert "虚构专辑" in page
    assert "2026年第11期" in page
    assert 'href="../press/bulletins/2026-11.pdf"' in page
    assert (
        world.run("preview", "bulletin", "2026-11", "--format", "pdf").bytes
        == (world.site / "press/bulletins/2026-11.pdf").read_bytes()
    )
    assert world.build(press="none").written == 0


def test_an_issue_with_somebody_who_is_not_public_is_held_back(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四")), documents=True)
    world.write({"bulletins/2026-11.yml": GOOD})
    world.build(press="none")
    assert (world.site / "press/bulletins/2026-11.pdf").exists()
    world.edit("people/li-si/record.md", "stage: named", "stage: suspended")
    outcome = world.build(press="none")
    (problem,) = outcome.problems
    assert (problem.rule, problem.severity, problem.line) == ("bulletin-public", "warning", 5)
    assert "li-si" in problem.message
    assert not (world.site / "press" / "bulletins").exists()
    assert "第11期" not in (world.site / "press" / "index.html").read_text("utf-8")


def test_the_media_room_lists_the_newest_kits_first(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(updated="2026-11-01"), li_si=record("李四", updated="2026-11-20")))
    world.build()
    page = (world.site / "press" / "index.html").read_text("utf-8")
    assert page.index("李四") < page.index("张三")
    assert 'href="../exemplars/li-si/press/li-si.zip"' in page
    world.build(press="none")
    assert "li-si.zip" not in (world.site / "press" / "index.html").read_text("utf-8")
