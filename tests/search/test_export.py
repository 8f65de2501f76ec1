"""`build --export-search` writes what is public, and nothing else, as a search server takes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from world import World, people, record, variety

DAY = ("--today", "2026-11-22", "--cards", "none")


def test_the_edition_is_written_with_its_mapping(make_world: Callable[..., World], tmp_path: Path) -> None:
    world = make_world({**variety(), **people(not_yet=record("钱八", stage="nominated"))})
    file = tmp_path / "exemplars.ndjson"
    ran = world.run("build", *DAY, "--export-search", file)
    assert ran.code == 0, ran.err
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    actions, sources = lines[0::2], lines[1::2]
    public = sorted(path.parent.name for path in world.site.glob("exemplars/*/index.json"))
    assert [action["index"]["_id"] for action in actions] == public
    assert [source["id"] for source in sources] == public
    assert "钱八" not in file.read_text("utf-8")
    assert "暗语" not in file.read_text("utf-8")
    mapping = json.loads(Path(f"{file}.mapping.json").read_text("utf-8"))
    known = set(mapping["mappings"]["properties"])
    assert all(set(source) <= known for source in sources)
    assert f"{len(public)} exemplars" in ran.out


def test_it_is_written_too_when_the_site_needs_no_change(make_world: Callable[..., World], tmp_path: Path) -> None:
    world = make_world(variety())
    first, second = tmp_path / "one.ndjson", tmp_path / "two.ndjson"
    world.run("build", *DAY, "--export-search", first)
    assert world.run("build", *DAY, "--export-search", second).code == 0
    assert second.read_text("utf-8").replace('"two"', '"one"') == first.read_text("utf-8")


def test_a_folder_that_is_not_there_is_told(make_world: Callable[..., World], tmp_path: Path) -> None:
    ran = make_world(variety()).run("build", *DAY, "--export-search", tmp_path / "no" / "such.ndjson")
    assert ran.code == 2
    assert "no" in ran.err
    assert not (tmp_path / "no").exists()


def test_nothing_is_written_of_a_faulty_base(make_world: Callable[..., World], tmp_path: Path) -> None:
    world = make_world(people(zhang_san=record(summary="短")))
    file = tmp_path / "exemplars.ndjson"
    assert world.run("build", *DAY, "--export-search", file).code == 1
    assert not file.exists()
