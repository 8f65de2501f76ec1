"""The site's folder between two builds: nothing is touched without need, nothing is left half done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeWorld
from world import World, contents, marks, people, record

from generator.guard import Guard
from generator.output import (
    NotOurs,
    Output,
    PathTakenTwice,
    stage,
    staging_of,
    write_new,
    write_whole,
)

MARK = b'{"generator":"exemplar-kb"}'
OLD = {
    "api/exemplars.json": MARK,
    "index.html": b"old home",
    "same/index.html": b"the same",
    "gone/deep/er/index.html": b"goes",
    "gone/too.html": b"goes too",
}
NEW = {
    "api/exemplars.json": MARK + b"\n",
    "index.html": b"new home, longer",
    "same/index.html": b"the same",
    "come/deep/er/index.html": b"comes",
    "come/too.html": b"comes too",
}
LATER = {"api/exemplars.json": MARK, "index.html": b"a later home", "same/index.html": b"the same"}


class Folder:
    """A site's folder and its cache."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.cache = root / "cache"

    def open(self) -> Output:
        return Output(self.site, self.cache)

    def make(self, files: Mapping[str, bytes]) -> tuple[int, int]:
        """A build that makes these files and no others; each file's key is its content."""
        output = self.open()
        for path, data in files.items():
            if not output.fresh(path, data.hex()):
                output.put(path, data.hex(), data)
        return output.commit()

    def clutter(self) -> list[str]:
        """What lies beside the site and the cache, or half written in the cache."""
        beside = [path.name for path in self.root.iterdir() if path not in (self.site, self.cache)]
        return beside + [path.name for path in self.cache.glob("*.new")]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "build")


def test_a_first_build_writes_what_it_was_given_and_nothing_else(folder: Folder) -> None:
    assert folder.make(OLD) == (5, 0)
    assert contents(folder.site) == OLD
    assert folder.clutter() == []


def test_a_second_build_of_the_same_touches_nothing(folder: Folder) -> None:
    folder.make(OLD)
    before = marks(folder.site)
    assert folder.make(OLD) == (0, 0)
    assert marks(folder.site) == before


def test_unchanged_files_keep_inode_and_time_when_others_change(folder: Folder) -> None:
    folder.make(OLD)
    before = marks(folder.site)
    assert folder.make(NEW) == (4, 2)
    assert contents(folder.site) == NEW
    assert marks(folder.site)["same/index.html"] == before["same/index.html"]
    assert marks(folder.site)["index.html"] != before["index.html"]


def test_the_same_bytes_from_another_key_are_not_written_again(folder: Folder) -> None:
    folder.make(OLD)
    before = marks(folder.site)
    output = folder.open()
    for path, data in OLD.items():
        assert not output.fresh(path, "another key")
        output.put(path, "another key", data)
    assert output.commit() == (0, 0)
    assert marks(folder.site) == before
    assert folder.open().fresh("index.html", "another key")


def test_folders_that_become_empty_go_too(folder: Folder) -> None:
    folder.make(OLD)
    folder.make(NEW)
    assert not (folder.site / "gone").exists()


def test_a_file_may_stand_where_a_folder_was_and_the_other_way_round(folder: Folder) -> None:
    folder.make({"api/exemplars.json": MARK, "a": b"file", "b/c": b"in a folder"})
    folder.make({"api/exemplars.json": MARK, "a/d": b"in a folder", "b": b"file"})
    assert contents(folder.site) == {"api/exemplars.json": MARK, "a/d": b"in a folder", "b": b"file"}


ALTERATIONS: dict[str, Callable[[Path], Any]] = {
    "another text": lambda path: path.write_bytes(b"somebody wrote something else here"),
    "another text of the same length": lambda path: path.write_bytes(b"0ld home"),
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS)
def test_a_file_that_somebody_altered_is_put_right(folder: Folder, alter: Callable[[Path], Any]) -> None:
    folder.make(OLD)
    alter(folder.site / "index.html")
    folder.make(OLD)
    assert contents(folder.site) == OLD


def test_the_mark_of_our_own_site_may_be_the_altered_file(folder: Folder) -> None:
    folder.make(OLD)
    (folder.site / "api" / "exemplars.json").unlink()
    folder.make(OLD)
    assert contents(folder.site) == OLD


def test_a_site_without_its_manifest_is_still_cleared_of_what_is_stale(folder: Folder) -> None:
    folder.make(OLD)
    before = marks(folder.site)
    shutil.rmtree(folder.cache)
    assert folder.make(NEW) == (4, 2)
    assert contents(folder.site) == NEW
    assert marks(folder.site)["same/index.html"] == before["same/index.html"]


def test_a_manifest_that_is_no_manifest_counts_as_none(folder: Folder) -> None:
    folder.make(OLD)
    for text in ("", "{", "[]", '{"index.html": 3}', '{"index.html": ["only a key"]}', "null"):
        (folder.cache / "manifest.json").write_text(text, "utf-8")
        folder.make(OLD)
        assert contents(folder.site) == OLD


def test_a_site_whose_folder_is_gone_is_made_again(folder: Folder) -> None:
    folder.make(OLD)
    shutil.rmtree(folder.site)
    folder.make(OLD)
    assert contents(folder.site) == OLD


def test_one_path_is_not_taken_twice(folder: Folder) -> None:
    output = folder.open()
    output.put("index.html", "1", b"one")
    with pytest.raises(PathTakenTwice, match=r"index\.html"):
        output.put("index.html", "2", b"two")


def test_one_path_is_not_taken_twice_even_by_the_bytes_that_stand_there(folder: Folder) -> None:
    folder.make(OLD)
    output = folder.open()
    assert output.fresh("index.html", OLD["index.html"].hex())
    with pytest.raises(PathTakenTwice):
        output.put("index.html", "another key", OLD["index.html"])


def test_a_folder_of_strange_files_is_refused_and_left_whole(folder: Folder) -> None:
    strange = {"thesis.doc": b"ten years of work", "index.html": b"somebody's own page"}
    for path, data in strange.items():
        folder.site.mkdir(parents=True, exist_ok=True)
        (folder.site / path).write_bytes(data)
    before = marks(folder.site)
    with pytest.raises(NotOurs):
        folder.open()
    assert contents(folder.site) == strange
    assert marks(folder.site) == before


def test_a_folder_that_others_filled_after_our_site_was_taken_away_is_refused(folder: Folder) -> None:
    folder.make(OLD)
    shutil.rmtree(folder.site)
    folder.site.mkdir()
    (folder.site / "index.html").write_bytes(b"somebody's own page")
    with pytest.raises(NotOurs):
        folder.open()
    assert contents(folder.site) == {"index.html": b"somebody's own page"}


def test_an_empty_folder_is_taken(folder: Folder) -> None:
    folder.site.mkdir(parents=True)
    folder.make(OLD)
    assert contents(folder.site) == OLD


def test_an_abandoned_build_leaves_the_site_and_no_clutter(folder: Folder) -> None:
    folder.make(OLD)
    before = marks(folder.site)
    output = folder.open()
    output.put("index.html", "new", b"new home")
    output.abandon()
    assert marks(folder.site) == before
    assert folder.clutter() == []


def test_what_is_staged_is_not_yet_in_the_site(folder: Folder) -> None:
    folder.make(OLD)
    stage(folder.site, "index.html", "new", b"new home", Guard())
    assert contents(folder.site) == OLD
    assert (Path(staging_of(folder.site)) / "index.html").read_bytes() == b"new home"


class Killed(BaseException):
    """Stands for kill -9: no `except` of the program takes it, and whatever was not done stays undone."""


class Executioner:
    """Lets so many changes of the file system happen, and kills instead of the next."""

    CHANGES = ("replace", "rename", "unlink", "remove", "rmdir", "mkdir", "open", "fsync")

    def __init__(self, monkeypatch: pytest.MonkeyPatch, allowed: int) -> None:
        self._left = allowed
        for name in self.CHANGES:
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))

    def _watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            if name == "open" and not (arguments[1] if len(arguments) > 1 else 0) & os.O_WRONLY:
                return function(*arguments, **named)
            if not self._left:
                raise Killed
            self._left -= 1
            return function(*arguments, **named)

        return watched


def killed_after(monkeypatch: pytest.MonkeyPatch, allowed: int, work: Callable[[], Any]) -> bool:
    """Whether `work` was killed instead of its change number `allowed` + 1."""
    with monkeypatch.context() as patch:
        Executioner(patch, allowed)
        try:
            work()
        except Killed:
            return True
    return False


@pytest.mark.parametrize("then", [OLD, NEW, LATER], ids=["then the old again", "then the new again", "then a later"])
def test_killed_at_any_moment_the_site_is_the_old_one_or_at_the_next_opening_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: dict[str, bytes]
) -> None:
    first = Folder(tmp_path / "first")
    first.make(OLD)
    old = new = moment = 0
    while True:
        folder = Folder(tmp_path / f"killed-{moment}")
        shutil.copytree(first.root, folder.root, copy_function=shutil.copy2)
        # The manifest keeps times; a copy that lost them would not be the site that was built.
        assert folder.open().fresh("index.html", OLD["index.html"].hex())
        killed = killed_after(monkeypatch, moment, lambda folder=folder: folder.make(NEW))  # type: ignore[misc]
        at_death = contents(folder.site)
        # Killed once more while the next command clears up after the first kill.
        killed_after(monkeypatch, moment % 7, folder.open)
        folder.open()
        found = contents(folder.site)
        assert found in (OLD, NEW), f"killed before change {moment + 1}"
        if at_death == OLD:
            old += 1
        else:
            # Once the first file has changed there is no way back.
            assert found == NEW, f"killed before change {moment + 1}"
            new += 1
        folder.make(then)
        assert contents(folder.site) == then, f"killed before change {moment + 1}"
        assert folder.clutter() == []
        if not killed:
            break
        moment += 1
    assert old > 5
    assert new > 10


def test_a_killed_first_build_leaves_no_site_or_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 0
    while True:
        folder = Folder(tmp_path / f"killed-{moment}")
        killed = killed_after(monkeypatch, moment, lambda folder=folder: folder.make(OLD))  # type: ignore[misc]
        assert (contents(folder.site) if folder.site.exists() else {}) in ({}, OLD)
        folder.make(NEW)
        assert contents(folder.site) == NEW
        assert folder.clutter() == []
        if not killed:
            break
        moment += 1
    assert moment > 5


def test_a_switch_cut_short_is_finished_even_if_the_records_have_errors_by_now(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(people(zhang_san=record()))
    world.build()
    world.edit("people/zhang-san/record.md", "远迁安家", "搬到山下安家")
    reference = make_world(people(zhang_san=(world.records / "people/zhang-san/record.md").read_text("utf-8")))
    reference.build()
    calls = 0

    def replace(source: str, target: str, really: Callable[..., None] = os.replace) -> None:
        nonlocal calls
        calls += ".staging" in str(source)
        if calls > 3:
            raise Killed
        really(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(Killed):
            world.build()
    world.edit("people/zhang-san/record.md", "stage: named", "stage: nonsense")
    assert world.build().edition is None
    assert contents(world.site) == contents(reference.site)


@pytest.mark.parametrize("moment", ["while files move", "before they are remembered", "before the receipt"])
def test_what_a_killed_build_left_is_not_taken_for_what_was_there_before(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """A template is changed, the build is killed, the change is taken back: the site is the old one again."""
    world = make_world(people(zhang_san=record()))
    build = ("build", "--cards", "none", "--today", "2026-11-22")
    assert world.run(*build).code == 0
    old = contents(world.site)
    row = world.root / "templates" / "site" / "pieces" / "row.html"
    text = row.read_text("utf-8")
    row.write_text(text.replace("<article", '<article data-made-up="yes"'), "utf-8")

    def replace(source: str, target: str, really: Callable[..., None] = os.replace) -> None:
        name = Path(target).name
        deaths = {"before they are remembered": "manifest.json", "before the receipt": "receipt.json"}
        if name == deaths.get(moment) and contents(world.site) != old:
            raise Killed
        really(source, target)
        if moment == "while files move" and contents(world.site) != old:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(Killed):
            world.run(*build)
    row.write_text(text, "utf-8")
    assert world.run(*build).code == 0
    assert contents(world.site) == old


def test_a_build_with_an_error_leaves_the_last_site_untouched(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四")))
    world.build()
    before, state = contents(world.site), marks(world.site)
    world.edit("people/li-si/record.md", "stage: named", "stage: nonsense")
    world.edit("people/zhang-san/record.md", "远迁安家", "搬到山下安家")
    outcome = world.build()
    assert outcome.edition is None
    assert [problem.rule for problem in outcome.problems] == ["value-form"]
    assert contents(world.site) == before
    assert marks(world.site) == state
    assert not Path(staging_of(world.site)).exists()


def test_a_real_build_killed_at_many_moments_never_leaves_a_mixture(make_world: MakeWorld) -> None:
    """kill -9 of the program itself, from its start to its end."""
    names = {f"made-up-{number}": record(f"虚构人{number}") for number in range(12)}
    world = make_world(people(**names))
    world.build()
    old = contents(world.site)
    changed = {path: text.replace("远迁安家", "搬到山下安家") for path, text in people(**names).items()}
    changed.pop("people/made-up-7/record.md")
    changed |= people(made_up_new=record("虚构新人"))
    backup = world.root.parent / "backup"
    shutil.copytree(world.root / "build", backup, copy_function=shutil.copy2)
    reference = make_world(changed)
    reference.build()
    new = contents(reference.site)
    shutil.rmtree(world.records / "people")
    world.write(changed)
    took = _killed(world, None)
    assert contents(world.site) == new
    seen = []
    for step in range(6):
        shutil.rmtree(world.root / "build")
        shutil.copytree(backup, world.root / "build", copy_function=shutil.copy2)
        _killed(world, took * (0.4 + step * 0.1))
        at_death = contents(world.site)
        journal = Path(str(world.site) + ".journal").exists()
        Output(world.site, world.project().cache)
        after = contents(world.site)
        assert after in (old, new)
        assert at_death == after or journal
        seen.append(after == new)
    assert False in seen


def _killed(world: World, after: float | None) -> float:
    """Build, killed -9 after so many seconds; gives how long it ran."""
    began = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--cards",
        "none",
        "--today",
        "2026-11-22",
        "--lang",
        "en",
    ]
    with subprocess.Popen(command, cwd=world.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            said, _nothing = process.communicate(timeout=after)
            assert process.returncode == 0, said.decode()
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
    return time.monotonic() - began


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    write_new(tmp_path / "a" / "record.md", "一\n")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a" / "record.md", "二\n")
    assert (tmp_path / "a" / "record.md").read_bytes() == "一\n".encode()


def test_a_file_asked_for_by_name_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "copy.txt", b"one\r\n")
    write_whole(tmp_path / "copy.txt", b"two\r\n")
    write_whole(tmp_path / "deep" / "er" / "text.json", "字\n")
    assert contents(tmp_path) == {"copy.txt": b"two\r\n", "deep/er/text.json": "字\n".encode()}
