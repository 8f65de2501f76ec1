"""The index of an edited site answers as one made anew, rewrites little, and is made anew when it must be."""

from __future__ import annotations

import json
import random
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench import corpus
from world import REPOSITORY, World

from generator.search.plan import MOST_EDITED, WORTH_PARTING
from search.engine import Engine

COUNT = WORTH_PARTING + 20
EDITED = "people/made-up-000000/record.md"


def files(world: World) -> dict[str, bytes]:
    """The index's files by name."""
    return {path.name: path.read_bytes() for path in (world.site / "search").glob("*.bin")}


def top(world: World) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress((world.site / "search" / "top.bin").read_bytes()))
    return told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    """A built site with more records than are worth parting."""
    world = World(tmp_path_factory.mktemp("index") / "world", None, built_shell)
    shutil.copy(REPOSITORY / "exemplars" / "vocabulary.yml", world.records)
    rng = random.Random(11)
    world.write(dict(corpus.record(rng, number) for number in range(COUNT)))
    assert world.build(press="none").edition is not None
    return world


@pytest.fixture
def built(whole: World, tmp_path: Path) -> World:
    """A copy of that site, to be edited."""
    shutil.copytree(whole.root, tmp_path / "world")
    return _at(tmp_path / "world", whole)


def _at(root: Path, like: World) -> World:
    world = World.__new__(World)
    world.root, world.records, world.site = root, root / "exemplars", root / "build" / "site"
    # The cache is named after the folders: the copy's own name stands for the original's.
    shutil.copytree(like.project().cache, world.project().cache, dirs_exist_ok=True)
    return world


@pytest.fixture
def asked(chromium: object, served: Callable[..., str]) -> Iterator[Callable[[World], Engine]]:
    engines: list[Engine] = []

    def ask(world: World) -> Engine:
        engines.append(Engine(chromium, served(world.site)))
        return engines[-1]

    yield ask
    for engine in engines:
        engine.close()


def test_two_builds_give_the_same_index(whole: World, tmp_path: Path) -> None:
    whole.build(press="none", out=tmp_path / "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again" / "search").glob("*.bin")} == files(whole)


def test_an_edit_rewrites_little(built: World) -> None:
    before = files(built)
    built.edit(EDITED, "## 事迹\n", "## 事迹\n\n独一无二的一句。\n")
    built.build(press="none")
    after = files(built)
    assert set(before) <= set(after)
    assert all(after[name] == data for name, data in before.items() if name != "top.bin")
    assert len(top(built)["segments"]) == 2
    assert len(set(after) - set(before)) <= 4


def test_an_edit_that_is_taken_back_leaves_the_index_as_it_was(built: World) -> None:
    before = files(built)
    built.edit(EDITED, "## 事迹\n", "## 事迹\n\n独一无二的一句。\n")
    built.build(press="none")
    built.edit(EDITED, "## 事迹\n\n独一无二的一句。\n", "## 事迹\n")
    built.build(press="none")
    assert files(built) == before


@pytest.mark.browser
def test_an_edited_site_answers_like_one_made_anew(
    built: World, asked: Callable[[World], Engine], tmp_path: Path
) -> None:
    built.edit(EDITED, "## 事迹\n", "## 事迹\n\n独一无二的一句。\n")
    text = (built.records / EDITED).read_text("utf-8")
    built.write({"people/a-new-one/record.md": text.replace("name: ", "name: 新")})
    built.build(press="none")
    assert len(top(built)["segments"]) == 2
    engine = asked(built)
    assert set(engine.ids("独一无二的一句")) == {"made-up-000000", "a-new-one"}
    assert "made-up-000001" in engine.ids("-没有这几个字")
    anew = World.__new__(World)
    anew.root, anew.records, anew.site = built.root, built.records, tmp_path / "anew"
    built.build(press="none", out=anew.site)
    assert len(top(anew)["segments"]) == 1
    fresh = asked(anew)
    for query in ("独一无二", "新", "党支部", "2011年", "修通了", "wei", "-医院"):
        assert set(engine.ids(query)) == set(fresh.ids(query)), query
        first, second = (one.find(query, facets=True) for one in (engine, fresh))
        assert first["facets"] == second["facets"], query
        scores = [[result["score"] for result in one["results"]] for one in (first, second)]
        assert scores[0] == scores[1], query


def test_who_is_taken_down_stands_in_no_file_of_the_index_and_comes_back_as_before(built: World) -> None:
    """What is struck out of a segment could still be read in its files."""
    before = files(built)
    record = built.records / "people" / "made-up-000001" / "record.md"
    text = record.read_text("utf-8")
    built.edit("people/made-up-000001/record.md", "stage: named", "stage: withdrawn")
    built.build(press="none")
    assert len(top(built)["segments"]) == 1
    packed = b"".join(zlib.decompress(data) for data in files(built).values())
    assert b"made-up-000000" in packed
    assert b"made-up-000001" not in packed
    record.write_text(text, "utf-8")
    built.build(press="none")
    assert files(built) == before


def test_many_edits_are_folded_in(built: World) -> None:
    for path in sorted(built.records.glob("*/*/record.md"))[: MOST_EDITED + 1]:
        path.write_text(path.read_text("utf-8").replace("## 做法", "## 作法"), "utf-8")
    built.build(press="none")
    assert len(top(built)["segments"]) == 1


def test_a_file_of_the_index_that_somebody_altered_is_put_right(built: World) -> None:
    before = files(built)
    name = next(name for name in before if name != "top.bin")
    (built.site / "search" / name).write_bytes(b"altered")
    built.build(press="none")
    assert files(built) == before


def test_a_cache_that_was_lost_or_damaged_costs_only_time(built: World) -> None:
    before = files(built)
    (built.project().cache / "search.json").write_bytes(b"{damaged")
    built.edit(EDITED, "## 事迹\n", "## 事迹\n\n")
    built.build(press="none")
    assert len(top(built)["segments"]) == 1
    assert files(built).keys() == before.keys()


def test_the_index_of_an_empty_edition_is_there(make_world: Callable[..., World]) -> None:
    world = make_world()
    world.build()
    assert top(world)["segments"][0]["documents"] == 0
