"""The private overlay: where it may lie, what it may say, and that no problem about it says what is private."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import World, people, record

from generator.checks.report import as_json, as_text
from generator.office.overlay import Overlay, read_overlay
from generator.office.overlay_place import Exposed
from generator.records.text_file import line_reader

KNOWN = {("people", "zhang-san"), ("organizations", "xu-gou-cun")}
SOUND = """\
managing_unit: 虚构局
liaison: {leader: 虚构领导, contact: 虚构联络员}
birth: 1990-01-02
health: 虚构的健康情况
contacts: {mobile: 虚构手机, address: 虚构路1号, id_number: 虚构证件, bank: 虚构卡号}
family:
  - {name: 虚构乙, relation: 妻子, about: 虚构职业}
tracking:
  - {month: 2026-10, note: 虚构的一个月, by: 虚构联络员}
scores:
  - {table: five-good, on: 2026-06-30, by: 虚构组, items: {a: 3.5, b: 10}, satisfaction: 92.5, poor: 1}
"""


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world(people(zhang_san=record()))


def put(folder: Path, text: str, id_: str = "zhang-san", kind: str = "people") -> Path:
    """A private.yml in the overlay `folder`."""
    file = folder / kind / id_ / "private.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return folder


def read(world: World, folder: Path) -> Overlay:
    return read_overlay(folder, world.project(), KNOWN)


def told(world: World, overlay: Overlay) -> str:
    """All that anybody is told of its problems."""
    return as_text(overlay.problems, line_reader(world.root, world.records)) + as_json(overlay.problems)


def test_every_field_is_read_as_written(world: World, tmp_path: Path) -> None:
    overlay = read(world, put(tmp_path / "private", SOUND))
    assert overlay.problems == []
    private = overlay.of("zhang-san")
    assert private.managing_unit == "虚构局"
    assert private.liaison.leader == "虚构领导"
    assert private.family[0].relation == "妻子"
    assert private.scores[0].items == {"a": Decimal("3.5"), "b": Decimal(10)}
    assert private.scores[0].satisfaction == Decimal("92.5")
    assert overlay.of("xu-gou-cun").managing_unit is None


WRONG = {
    "a mistyped key": ("managing_unt: 暗语\n", 1, 1, "did you mean “managing_unit”?"),
    "a name where a key should be": ("birth: 1990\n暗语: 子\n", 2, 1, "unknown key “**”"),
    "a date not on the calendar": ("birth: 1999-02-30\n", 1, 8, "is no date (birth)"),
    "text for a mapping": ("contacts: 13800138000\n", 1, 11, "contacts takes keys of its own"),
    "no number": ("scores: [{table: a, on: 2026-01-01, items: {b: 暗语}}]\n", 1, 48, "takes a number, not “**”"),
    "too many points": ("scores: [{table: a, on: 2026-01-01, items: {b: 107}}]\n", 1, 48, "at most 100 is taken"),
    "no month": ("tracking: [{month: 2026-13, note: 暗语}]\n", 1, 20, "write year and month, as in 2026-11"),
    "an alias": ("health: *anyu\n", 1, 9, "“*****”"),
    "a Chinese colon": ("birth: 1990\nhealth： 暗语\n", 2, 7, "a Chinese colon"),
    "an unclosed list": ("family: [{name: 暗语}\nhealth: 暗语\n", 2, 1, ""),
}
SECRETS = ("暗语", "02-30", "13800138000", "107", "2026-13", "anyu")


@pytest.mark.parametrize(("text", "line", "column", "said"), WRONG.values(), ids=WRONG)
def test_a_problem_is_told_with_its_place_and_without_what_is_private(
    world: World, tmp_path: Path, text: str, line: int, column: int, said: str
) -> None:
    overlay = read(world, put(tmp_path / "private", text))
    words = told(world, overlay)
    assert f"private.yml:{line}:{column}: error: " in words
    assert said in words
    assert [secret for secret in SECRETS if secret in words.replace("2026-11", "")] == []
    assert overlay.left_out == 1
    assert overlay.people == {}


def test_an_id_without_a_record_is_a_warning_and_stands_in_no_book(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", SOUND, kind="organizations")
    overlay = read(world, put(folder, SOUND, "nobody"))
    assert sorted(problem.message for problem in overlay.problems) == [
        "there is no record organizations/zhang-san",
        "there is no record people/nobody",
    ]
    assert {problem.severity for problem in overlay.problems} == {"warning"}
    assert overlay.people == {}


@pytest.mark.parametrize("inside", ["exemplars", "exemplars/people", "build/site/x", "site", "templates/x"])
def test_a_published_folder_is_refused_also_behind_a_link(world: World, tmp_path: Path, inside: str) -> None:
    folder = world.root / inside
    folder.mkdir(parents=True, exist_ok=True)
    link = tmp_path / "link"
    link.symlink_to(folder)
    for given in (folder, link):
        with pytest.raises(Exposed, match="move it out of the project"):
            read(world, given)


def git(world: World, *arguments: str) -> None:
    who = ("-c", "user.name=虚构", "-c", "user.email=made-up@example.org")
    subprocess.run(["git", *who, *arguments], cwd=world.root, check=True, capture_output=True)


def test_a_folder_that_git_would_commit_is_refused_and_an_ignored_one_taken(world: World) -> None:
    folder = put(world.root / "private", SOUND)
    assert read(world, folder).people, "without git nothing is committed"
    git(world, "init", "-q")
    with pytest.raises(Exposed, match="not ignored"):
        read(world, folder)
    git(world, "add", "private")
    git(world, "commit", "-q", "-m", "made up")
    (world.root / ".gitignore").write_text("/private/\n", "utf-8")
    with pytest.raises(Exposed, match="committed already"):
        read(world, folder)
    git(world, "rm", "-q", "-r", "--cached", "private")
    assert read(world, folder).people


def test_a_link_out_of_the_overlay_is_not_followed(world: World, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yml"
    elsewhere.write_text(SOUND, "utf-8")
    folder = put(tmp_path / "private", "")
    (folder / "people" / "zhang-san" / "private.yml").unlink()
    (folder / "people" / "zhang-san" / "private.yml").symlink_to(elsewhere)
    assert [problem.rule for problem in read(world, folder).problems] == ["file-inside"]


def test_what_is_no_folder_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(world, tmp_path / "nowhere")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Exposed, match="is a file"):
        read(world, tmp_path / "file")
