"""The press kit with documents: what it holds, what is made again, and what happens when something fails."""

from __future__ import annotations

import gc
import io
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import MakeWorld
from docx.opc.package import OpcPackage as WordPackage
from pptx.opc.package import OpcPackage as SlidesPackage
from world import World, contents, marks, people, record

from generator import cli
from generator.checks.finding import Problem
from generator.staged import Written
from generator.workshop import Job, Workshop

KIT = "exemplars/zhang-san/press/"
HEAVY = (".pdf", ".png", ".docx", ".pptx", "newsroom.json")


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    """A world with a kit of every document, and one issue of the bulletin; to be looked at and not changed."""
    files = people(zhang_san=record(), li_si=record("李四"))
    files["bulletins/2026-1.yml"] = "number: 1\ndate: 2026-11-22\nexemplars: [zhang-san, li-si]\ncopies: 5\n"
    world = World(tmp_path_factory.mktemp("pressed") / "world", files, built_shell, documents=True)
    outcome = world.build()
    assert outcome.edition is not None, outcome.problems
    return world


def heavy(world: World) -> dict[str, tuple[int, int]]:
    return {path: mark for path, mark in marks(world.site).items() if "press/" in path and path.endswith(HEAVY)}


def lent(pressed: World, tmp_path: Path) -> World:
    """The same world once more, with what was built, to be changed."""
    shutil.copytree(pressed.root, tmp_path / "world")
    world = World.__new__(World)
    world.root = tmp_path / "world"
    world.records, world.site = world.root / "exemplars", world.root / "build" / "site"
    assert world.build().edition is not None
    return world


def test_a_kit_holds_every_output_of_every_channel_and_a_zip_of_them(pressed: World) -> None:
    names = {path.removeprefix(KIT) for path in contents(pressed.site) if path.startswith(KIT)}
    assert {"sms.txt", "bulletin.pdf", "bulletin.docx", "newspaper.docx", "slides.pptx", "newsroom.json"} <= names
    assert {"poster-paper.pdf", "poster-red-landscape.png"} <= names
    with zipfile.ZipFile(io.BytesIO((pressed.site / KIT / "zhang-san.zip").read_bytes())) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert archive.testzip() is None
    assert set(inside) == {f"zhang-san/{name}" for name in names - {"zhang-san.zip"}}
    assert all((pressed.site / KIT / name.partition("/")[2]).read_bytes() == data for name, data in inside.items())


def test_documents_are_the_same_wherever_they_are_made(pressed: World, make_world: MakeWorld) -> None:
    other = make_world(people(zhang_san=record(), li_si=record("李四")), documents=True)
    assert other.build().edition is not None
    mine = {path: data for path, data in contents(pressed.site).items() if path.startswith(KIT)}
    assert mine == {path: data for path, data in contents(other.site).items() if path.startswith(KIT)}


def test_a_page_that_looks_different_makes_no_document_again(pressed: World, tmp_path: Path) -> None:
    world = lent(pressed, tmp_path)
    before = heavy(world)
    template = world.root / "templates" / "channels" / "sms" / "sms.txt.j2"
    template.write_text(template.read_text("utf-8") + "虚构的一行\n", "utf-8")
    assert world.build().edition is not None
    assert heavy(world) == before
    with zipfile.ZipFile(world.site / KIT / "zhang-san.zip") as archive:
        assert archive.read("zhang-san/sms.txt") == (world.site / KIT / "sms.txt").read_bytes()
        assert archive.read("zhang-san/poster-red.pdf") == (world.site / KIT / "poster-red.pdf").read_bytes()


def test_an_edit_makes_the_documents_of_that_record_again_and_the_issues_it_stands_in(
    pressed: World, tmp_path: Path
) -> None:
    world = lent(pressed, tmp_path)
    before = heavy(world)
    world.edit("people/li-si/record.md", "李四", "李四四")
    assert world.build().edition is not None
    changed = {path for path, mark in heavy(world).items() if before.get(path) != mark}
    assert changed == {path for path in before if "/li-si/" in path or "bulletins/" in path}


def test_an_edit_of_a_body_alone_reaches_the_issue_too(pressed: World, tmp_path: Path) -> None:
    world = lent(pressed, tmp_path)
    before = heavy(world)
    world.edit("people/li-si/record.md", "远迁安家。[^s1]", "远迁安家，种果树。[^s1]")
    assert world.build().edition is not None
    after = heavy(world)
    assert before["press/bulletins/2026-1.pdf"] != after["press/bulletins/2026-1.pdf"]
    assert {path: mark for path, mark in after.items() if "/zhang-san/" in path}.items() <= before.items()


BROKEN = {
    "poster/red.typ": ("#let m = 8 * u", "#let m = 8 * nothing", "poster-red.pdf"),
    "bulletin/bulletin.typ": ("// ── 目录：一期有几位时 ──", "#issue.nothing", "bulletin.pdf"),
    "newsroom/newsroom.ninjs.json": ('"language"', '"langauge"', "newsroom.json"),
}


@pytest.mark.parametrize("template", BROKEN)
def test_a_broken_template_is_told_with_line_and_record_and_the_others_are_made(
    template: str, pressed: World, tmp_path: Path
) -> None:
    old, new, file = BROKEN[template]
    world = lent(pressed, tmp_path)
    path = world.root / "templates" / "channels" / template
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new), "utf-8")
    outcome = world.build()
    assert outcome.edition is not None
    told = [p for p in outcome.problems if p.rule == "template-works" and "zhang-san" in p.message]
    assert {(p.path, p.severity) for p in told} == {(f"templates/channels/{template}", "warning")}
    if template.endswith(".typ"):
        assert {p.line for p in told} == {text[: text.index(old)].count("\n") + 1}
    assert not (world.site / KIT / file).exists()
    with zipfile.ZipFile(world.site / KIT / "zhang-san.zip") as archive:
        assert f"zhang-san/{file}" not in archive.namelist()
        assert "zhang-san/slides.pptx" in archive.namelist()
    path.write_text(text, "utf-8")
    assert world.build().problems == []
    assert (world.site / KIT / file).exists()


def test_a_character_that_no_font_has_is_an_error_and_the_offices_font_mends_it(make_world: MakeWorld) -> None:
    body = "## 事迹\n\n他住在𠀡村。[^s1]\n"
    world = make_world(people(zhang_san=record(body=body)), documents=True)
    outcome = world.build()
    assert outcome.edition is None
    (problem,) = outcome.problems
    text = (world.records / "people/zhang-san/record.md").read_text("utf-8")
    line = next(number for number, said in enumerate(text.split("\n"), 1) if "𠀡" in said)
    assert (problem.rule, problem.severity, problem.line) == ("glyph-present", "error", line)
    assert "𠀡 (U+20021)" in problem.message
    noto = next(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular.ttc"))
    (world.root / "templates" / "fonts").mkdir(exist_ok=True)
    shutil.copy(noto, world.root / "templates" / "fonts" / noto.name)
    assert world.build().edition is not None


def test_processes_make_the_same_documents_as_one(pressed: World, make_world: MakeWorld) -> None:
    records = {f"虚构{n}": record(f"虚构{n}") for n in "一二三四五六七八九"}
    files = people(**{f"xu_gou_{n}": text for n, text in enumerate(records.values(), 1)})
    one, two = (make_world(files, documents=True) for _n in range(2))
    for world in (one, two):  # leave what is quickest, so that the test is
        for channel in ("poster", "slides"):
            shutil.rmtree(world.root / "templates" / "channels" / channel)
    for world, jobs in ((one, "1"), (two, "2")):
        ran = world.run_apart("build", "--cards", "none", "--jobs", jobs, "--today", "2026-11-22")
        assert ran.code == 0, ran
    assert contents(one.site) == contents(two.site)


@pytest.mark.parametrize(("pages_in_a_kit", "here"), [(0, ["li-si", "zhang-san"]), (10**6, [])])
def test_few_kits_are_made_by_one_process_beside_those_that_stamp_pages(
    pages_in_a_kit: int, here: list[str], pressed: World, make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where workers make kits, this process stamps none of them; either way the site is that of one process."""
    monkeypatch.setattr("generator.crew.FEWEST", 2)
    monkeypatch.setattr("generator.crew.PAGES_IN_A_KIT", pages_in_a_kit)
    files = people(zhang_san=record(), li_si=record("李四"))
    files["bulletins/2026-1.yml"] = "number: 1\ndate: 2026-11-22\nexemplars: [zhang-san, li-si]\ncopies: 5\n"
    world = make_world(files, documents=True)
    stamped: list[str] = []
    stamp = Workshop.stamp

    def seen(self: Workshop, jobs: Iterable[Job]) -> tuple[list[Written], list[Problem]]:
        jobs = list(jobs)
        stamped.extend(job.id for job in jobs)
        return stamp(self, jobs)

    monkeypatch.setattr(Workshop, "stamp", seen)
    assert world.build(jobs=2).problems == []
    assert sorted(stamped) == here
    assert contents(world.site) == contents(pressed.site)


def test_a_build_without_the_collector_keeps_nothing_of_a_kit_that_is_made(make_world: MakeWorld) -> None:
    """The libraries of office files tie what they make into rings, 2.5 MB to a kit."""
    world = make_world(people(zhang_san=record(), li_si=record("李四")), documents=True)
    gc.collect()
    gc.disable()
    try:
        assert world.build().edition is not None
        kept = [kind for kind in map(type, gc.get_objects()) if issubclass(kind, (WordPackage, SlidesPackage))]
    finally:
        gc.enable()
    assert kept == []


def test_preview_gives_each_document_alone(pressed: World) -> None:
    for channel, form, file in (
        ("poster", "poster-red.pdf", "poster-red.pdf"),
        ("poster", "png", "poster-paper-portrait.png"),
        ("slides", "", "slides.pptx"),
        ("newsroom", "", "newsroom.json"),
        ("bulletin", "docx", "bulletin.docx"),
        ("bulletin", "", "bulletin.txt"),
    ):
        ran = pressed.run("preview", channel, "zhang-san", *(("--format", form) if form else ()))
        assert ran.code == 0, ran.err
        assert ran.bytes == (pressed.site / KIT / file).read_bytes()


def test_a_document_is_not_thrown_at_a_terminal_but_goes_into_a_file_or_a_pipe(
    pressed: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = cli._console
    monkeypatch.setattr(cli, "_console", lambda: console()._replace(terminal=True))
    for asked, file in (
        (("bulletin", "--format", "pdf"), "bulletin.pdf"),
        (("bulletin", "--format", "docx"), "bulletin.docx"),
        (("poster", "--format", "png"), "poster-paper-portrait.png"),
        (("slides",), "slides.pptx"),
    ):
        ran = pressed.run("preview", asked[0], "zhang-san", *asked[1:])
        assert (ran.code, ran.bytes) == (2, b"")
        assert f"--out {file}" in ran.err
        assert pressed.run("preview", asked[0], "zhang-san", *asked[1:], "--out", tmp_path / file).code == 0
        assert (tmp_path / file).read_bytes() == (pressed.site / KIT / file).read_bytes()
    for text in (("bulletin",), ("newsroom",), ("wechat", "--format", "html")):
        ran = pressed.run("preview", text[0], "zhang-san", *text[1:])
        assert ran.code == 0
        assert "张三" in ran.out
