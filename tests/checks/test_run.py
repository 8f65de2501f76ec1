"""All rules together: one gloriously broken record raises exactly the problems that stand beside it."""

from __future__ import annotations

from pathlib import Path

from generator.checks.finding import Context
from generator.checks.run import check_record
from generator.records.reader import read_record

from .sample import VOCABULARY, World, matches, record_text

BROKEN = Path(__file__).parent / "broken"


def test_the_broken_record_raises_exactly_what_stands_beside_it() -> None:
    file = read_record(BROKEN / "people" / "Zhang_San", BROKEN, "record.md")
    found = check_record(file, Context(VOCABULARY))
    told = [f"{p.line}:{p.column}: {p.severity}: {p.message} [{p.rule}]" for p in found]
    assert told == (BROKEN / "problems.txt").read_text(encoding="utf-8").splitlines()


def test_a_sound_record_raises_nothing(world: World) -> None:
    assert world.problems(record_text()) == []


def test_made_up_fields_are_not_complained_of(world: World) -> None:
    keys = ("name", "fields", "summary", "stage", "updated")
    found = world.problems(record_text(leave_out=keys))
    assert {p.rule for p in found} == {"field-required"}


def test_problems_come_in_the_order_of_their_places(world: World) -> None:
    found = world.problems(record_text("level: conty\nregion: 虚构省", "他最早种了3亩地。\n"))
    assert [(p.line, p.column) for p in found] == sorted((p.line, p.column) for p in found)
    assert len(found) >= 4


def test_what_follows_a_lost_entry_keeps_its_own_line(world: World) -> None:
    fragment = "sources:\n  - {title: 虚构日报}\n  - {id: s1}\n  - {id: s1}"
    assert matches(world.head("source-twice", fragment), [(5, 10, "already stands in line 4")])
