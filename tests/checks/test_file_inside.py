"""A link that leaves the folder of records is refused, one that stays is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.run import check_record
from generator.records.reader import read_record

from .sample import World, record_text


def linked(world: World, link: Path, target: Path) -> list[str]:
    """The rules that complain when `link` leads to `target`."""
    link.parent.mkdir(parents=True, exist_ok=True)
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this system makes no links")
    folder = world.root / "people" / "zhang-san"
    return [p.rule for p in check_record(read_record(folder, world.root, "record.md"), world.context)]


def test_a_record_that_is_a_link_to_elsewhere(world: World, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(record_text(), encoding="utf-8")
    assert linked(world, world.root / "people" / "zhang-san" / "record.md", outside) == ["file-inside"]


def test_a_folder_that_is_a_link_to_elsewhere(world: World, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "record.md").write_text(record_text(), encoding="utf-8")
    assert linked(world, world.root / "people" / "zhang-san", outside) == ["file-inside"]


def test_a_link_that_stays_inside(world: World) -> None:
    inside = world.root / "people" / "li-si" / "record.md"
    inside.parent.mkdir(parents=True)
    inside.write_text(record_text(), encoding="utf-8")
    assert linked(world, world.root / "people" / "zhang-san" / "record.md", inside) == []
