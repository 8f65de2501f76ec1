"""A site is brought to its server whole, in one step, and the last ones stay at hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import World, contents, marks, people, record

from generator.deploying import remote_of
from generator.releases import KEPT, digest_of, lay


def site(folder: Path, **files: str) -> Path:
    for name, text in {"index": "一", **files}.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(params=[True, False], ids=["links", "renames"])
def links(request: pytest.FixtureRequest) -> bool:
    """As on POSIX, and as on Windows, where links are for administrators."""
    return bool(request.param)


def test_a_release_is_served_and_the_next_takes_its_place(tmp_path: Path, links: bool) -> None:
    source, target = site(tmp_path / "site"), tmp_path / "srv"
    assert lay(source, target, links=links).new
    assert contents(target / "current") == contents(source)
    site(source, about="二")
    assert lay(source, target, links=links) == (digest_of(source), True, 0)
    assert contents(target / "current") == contents(source)
    assert not lay(source, target, links=links).new


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    source, target = site(tmp_path / "site"), tmp_path / "srv"
    lay(source, target)
    before = (target / "current" / "index.html").stat().st_mtime_ns
    lay(site(source / "sub", index="三").parent, target)
    assert (target / "current" / "index.html").stat().st_mtime_ns == before


def test_only_the_last_releases_stay(tmp_path: Path, links: bool) -> None:
    source, target = tmp_path / "site", tmp_path / "srv"
    for number in range(6):
        lay(site(source, index=str(number)), target, links=links)
    left = len(list((target / "releases").iterdir())) + (0 if links else 1)
    assert left == KEPT
    assert (target / "current" / "index.html").read_text("utf-8") == "5"


def test_going_back_is_a_deployment_like_any_other(tmp_path: Path, links: bool) -> None:
    source, target = tmp_path / "site", tmp_path / "srv"
    for text in ("old", "new", "old"):
        assert lay(site(source, index=text), target, links=links).new
        assert (target / "current" / "index.html").read_text("utf-8") == text


def test_what_a_killed_copy_left_behind_does_no_harm(tmp_path: Path) -> None:
    source, target = site(tmp_path / "site"), tmp_path / "srv"
    half = target / "releases" / f"{digest_of(source)}.new"
    half.mkdir(parents=True)
    (half / "half.html").write_text("half", "utf-8")
    (target / "current.new").symlink_to("nowhere")
    lay(source, target)
    assert contents(target / "current") == contents(source)


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("web@srv.example:/srv/exemplars/", "web@srv.example", "/srv/exemplars"),
        ("srv:site", "srv", "site"),
        ("/srv/exemplars", "", ""),
        ("C:\\site", "", ""),
        ("-oProxyCommand=x:y", "", ""),
    ],
)
def test_where_it_goes_is_read_from_the_argument(text: str, host: str, path: str) -> None:
    found = remote_of(text)
    assert (found.host, found.path) == (host, path) if found else host == ""


@pytest.fixture
def built(make_world: MakeWorld) -> World:
    world = make_world(people(zhang_san=record()))
    assert world.build(press="none").edition is not None
    return world


def test_rsync_lays_a_release_on_the_other_machine(
    built: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ssh is a stand-in that runs what it is given here; rsync and sh are real."""
    assert shutil.which("rsync"), "no rsync on this machine; `make test` installs one"
    programs, home = tmp_path / "programs", tmp_path / "far side"
    programs.mkdir()
    (programs / "ssh").write_text(
        '#!/bin/sh\nwhile [ "${1%srv.example}" = "$1" ]; do shift; done\nshift\nexec sh -c "$*"\n', "utf-8"
    )
    (programs / "ssh").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    for _time in range(2):
        ran = built.run("deploy", "--to", f"web@srv.example:{home}")
        assert ran.code == 0, ran
        assert contents(home / "current") == contents(built.site)
    assert marks(home / "current").keys() == marks(built.site).keys()
    built.edit("people/zhang-san/record.md", "61户", "62户")
    built.build(press="none")
    built.run("deploy", "--to", f"web@srv.example:{home}")
    assert "62户" in (home / "current" / "exemplars" / "zhang-san" / "index.html").read_text("utf-8")
    assert len(list((home / "releases").iterdir())) == 2
    assert (home / "current").is_symlink()


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


def test_git_pushes_a_commit_and_touches_nothing_here(
    built: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "虚构")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "made-up@example.org")
    (tmp_path / "far.git").mkdir()
    git(tmp_path / "far.git", "init", "-q", "--bare")
    git(built.root, "init", "-q")
    git(built.root, "add", "mkdocs.yml")
    before = git(built.root, "status", "--porcelain"), contents(built.records)
    ran = built.run("deploy", "--git", tmp_path / "far.git", "pages")
    assert ran.code == 0, ran
    assert (git(built.root, "status", "--porcelain"), contents(built.records)) == before
    git(tmp_path, "clone", "-q", "-b", "pages", "far.git", "near")
    assert {
        name: data for name, data in contents(tmp_path / "near").items() if not name.startswith(".git/")
    } == contents(built.site)
    assert "has this very site" in built.run("deploy", "--git", tmp_path / "far.git", "pages").out
    built.edit("people/zhang-san/record.md", "61户", "62户")
    built.build(press="none")
    built.run("deploy", "--git", tmp_path / "far.git", "pages")
    assert len(git(tmp_path / "far.git", "log", "--format=%h", "pages").split()) == 2


def test_what_is_not_built_and_what_cannot_be_reached_is_said_in_words(make_world: MakeWorld, tmp_path: Path) -> None:
    world = make_world(people(zhang_san=record()))
    ran = world.run("deploy", "--to", tmp_path / "srv")
    assert ran.code == 2
    assert "run  exemplar build  first" in ran.err
    world.build(press="none")
    ran = world.run("deploy", "--git", tmp_path / "nowhere.git", "pages")
    assert ran.code == 2
    assert ran.err.startswith("error: the site is as it was: git: ")
