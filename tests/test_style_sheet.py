"""The look of the site lies in many sheets, each in one place of one list, and readers fetch one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import MakeWorld
from world import REPOSITORY, people, record

from generator.pages.style_sheet import StyleFailed, Why, style_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ASSETS = REPOSITORY / "site" / "assets"
MOST_LINES = 320


def parts() -> list[Path]:
    return sorted((ASSETS / "style").iterdir())


def shell(folder: Path, sheet: str, **sheets: str) -> Path:
    """A shell with this sheet and these parts: shell(folder, sheet, ink="b{}") has assets/style/ink.css."""
    (folder / "assets" / "style").mkdir(parents=True)
    (folder / "assets" / "exemplar.css").write_bytes(sheet.encode())
    for name, text in sheets.items():
        (folder / "assets" / "style" / f"{name}.css").write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_every_sheet_of_ours_stands_in_one_line_and_comes_out_once(part: Path) -> None:
    lines = (ASSETS / "exemplar.css").read_text("utf-8").split("\n")
    assert lines.count(f'@import "style/{part.name}";') == 1
    text = part.read_text("utf-8")
    assert style_sheet(REPOSITORY / "site").decode().count(text.strip()) == 1


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_every_sheet_of_ours_says_what_it_dresses_and_is_read_in_one_go(part: Path) -> None:
    text = part.read_text("utf-8")
    assert re.match(r"/\* [A-Z][^*]+\. \*/\n\n", text)
    assert text.count("\n") <= MOST_LINES


def test_parts_stand_where_their_lines_stood(tmp_path: Path) -> None:
    sheet = "/* 虚构 */\n@import \"style/two.css\";\n@import 'style/one.css' ;\n\nb { top: 3px; }\n"
    made = style_sheet(shell(tmp_path, sheet, one="i { top: 1px; }\n", two="i { top: 2px; }\n"))
    assert made.decode() == "/* 虚构 */\ni { top: 2px; }\ni { top: 1px; }\n\nb { top: 3px; }\n"


@pytest.mark.parametrize(
    ("part", "comes_out"),
    [
        ("\ufeffb { top: 1px; }\r\n", "b { top: 1px; }"),
        ("b { background: url(dot.png); }", "b { background: url(style/dot.png); }"),
        ('b { background: url( "dot.png" ); }', 'b { background: url( "style/dot.png" ); }'),
        ("b { background: url('../dot.png'); }", "b { background: url('style/../dot.png'); }"),
        ("b { background: url( '#dot' ); }", "b { background: url( '#dot' ); }"),
        ('b { background: url("/dot.png"); }', 'b { background: url("/dot.png"); }'),
        ('b { background: url("data:image/png,"); }', 'b { background: url("data:image/png,"); }'),
        ('/* as in @import "style/x.css"; */', '/* as in @import "style/x.css"; */'),
    ],
    ids=["from Windows", "bare", "quoted", "upward", "in the page", "from the root", "data", "a comment"],
)
def test_a_part_means_in_the_one_sheet_what_it_meant_in_its_folder(tmp_path: Path, part: str, comes_out: str) -> None:
    assert style_sheet(shell(tmp_path, '@import "style/part.css";', part=part)).decode() == comes_out


def test_a_sheet_without_parts_comes_out_as_it_is(tmp_path: Path) -> None:
    sheet = '/* @import "style/none.css"; */\nb { background: url(dot.png); }\n'
    assert style_sheet(shell(tmp_path, sheet)).decode() == sheet


ONE = '@import "style/one.css";\n'


@pytest.mark.parametrize(
    ("sheet", "one", "why", "named"),
    [
        (ONE + '@import "style/two.css";', "", Why.MISSING, "site/assets/style/two.css"),
        (ONE + ONE, "", Why.TWICE, "site/assets/style/one.css"),
        ("b {}", "", Why.NOWHERE, "site/assets/style/one.css"),
        (f"/* {ONE} */", "", Why.NOWHERE, "site/assets/style/one.css"),
        ('@import "style/one.css" print;', "", Why.FORM, '@import "style/one.css" print;'),
        ('@import url("style/one.css");', "", Why.FORM, '@import url("style/one.css");'),
        (ONE + '@import "https://css.example.org/x.css";', "", Why.FORM, '@import "https://css.example.org/x.css";'),
        (ONE, '@import "style/two.css";', Why.FORM, '@import "style/two.css";'),
    ],
    ids=["no file", "twice", "nowhere", "in a comment", "on a condition", "another form", "elsewhere", "from a part"],
)
def test_what_cannot_be_put_together_is_named(tmp_path: Path, sheet: str, one: str, why: Why, named: str) -> None:
    with pytest.raises(StyleFailed) as failed:
        style_sheet(shell(tmp_path, sheet, one=one))
    assert (failed.value.why, failed.value.named) == (why, named)


def test_a_sheet_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = shell(tmp_path, ONE)
    (folder / "assets" / "style" / "one.css").write_bytes("/* 虚构 */".encode("gbk"))
    with pytest.raises(StyleFailed) as failed:
        style_sheet(folder)
    assert (failed.value.why, failed.value.sheet) == (Why.NOT_UTF_8, "site/assets/style/one.css")


def test_readers_fetch_one_sheet_and_an_edit_of_a_part_reaches_it(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.build()
    page = (world.site / "exemplars" / "zhang-san" / "index.html").read_text("utf-8")
    asked = re.findall(r'<link rel="stylesheet" href="\.\./\.\./assets/([^"]+)"', page)
    assert [name for name in asked if not name.startswith("stylesheets/")] == ["exemplar.css"]  # Material has its own
    served = (world.site / "assets" / "exemplar.css").read_text("utf-8")
    assert "@import" not in served
    assert not (world.site / "assets" / "style").exists()
    foot = world.root / "site" / "assets" / "style" / "foot.css"
    foot.write_text(foot.read_text("utf-8") + "\n.made-up {\n  top: 1px;\n}\n", encoding="utf-8")
    world.build()
    edited = (world.site / "assets" / "exemplar.css").read_text("utf-8")
    assert edited.count(".made-up") == 1
    assert edited.replace("\n\n.made-up {\n  top: 1px;\n}", "") == served


def test_whoever_forgets_to_name_a_sheet_is_told_and_nothing_is_published(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    (world.root / "site" / "assets" / "style" / "made-up.css").write_text("b { top: 1px; }\n", encoding="utf-8")
    ran = world.run("build", "--cards", "none", "--press", "none")
    assert ran.code == 2
    assert ran.err.strip() == (
        "error: site/assets/exemplar.css does not import site/assets/style/made-up.css; "
        "name it where its rules belong, or remove the file"
    )
    assert not world.site.exists()


@pytest.mark.browser
def test_a_browser_reads_the_same_from_the_one_sheet_as_from_its_lines(
    tmp_path: Path, chromium: Browser, served: Callable[[Path], str]
) -> None:
    shutil.copytree(ASSETS, tmp_path / "assets")
    (tmp_path / "assets" / "joined.css").write_bytes(style_sheet(REPOSITORY / "site"))
    for name in ("exemplar", "joined"):
        link = f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="assets/{name}.css">'
        (tmp_path / f"{name}.html").write_text(link, encoding="utf-8")
    page = chromium.new_page()
    rules = "sheet => [...sheet.cssRules].flatMap(rule => rule.styleSheet ? read(rule.styleSheet) : [rule.cssText])"
    read = {}
    for name in ("exemplar", "joined"):
        page.goto(f"{served(tmp_path)}/{name}.html")
        read[name] = page.evaluate(f"() => {{ const read = {rules}; return read(document.styleSheets[0]) }}")
    page.close()
    assert read["joined"][-1].startswith("@media print")
    assert read["joined"] == read["exemplar"]
