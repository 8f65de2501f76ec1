"""`exemplar gate` reads like a colleague's note: what holds, what fails, who does what next, and when it will pass."""

from __future__ import annotations

import json

import pytest
from conftest import MakeWorld
from world import World, people, record

from .office import CALENDAR, GATE, approval, exemplar

DAY = ("--today", "2026-11-22")
POSTED = exemplar(approval(notice="{from: 2026-11-16, to: 2026-11-22, objections: none}"))


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Three who are not public, for different reasons, and one who is."""
    return make_world(
        {
            "gate.yml": GATE,
            "calendar.yml": CALENDAR,
            **people(
                zhang_san=POSTED,
                li_si=exemplar(approval(checks=None, decision=None), name="李四", stage="nominated"),
                wang_wu=exemplar(approval(), name="王五"),
                zhao_liu="---\nname: 赵六\n---\n",
            ),
        }
    )


def test_a_note_tells_what_holds_what_fails_and_who_goes_on(world: World) -> None:
    ran = world.run("gate", "zhang-san", *DAY)
    assert ran.code == 1
    assert ran.err == ""
    assert ran.out.splitlines()[0] == "张三 (zhang-san)  2026-11-22  not public, 1 thing is missing"
    lines = [line.strip() for line in ran.out.splitlines()]
    failing = [line for line in lines if line.startswith("✗")]
    assert failing == ["✗ public notice  public notice from 2026-11-16 to 2026-11-22"]
    assert lines[lines.index(failing[0]) + 1].startswith("→ the office waits for objections")
    assert "✓ legal basis    the person's consent of 2026-09-01" in lines
    assert lines[-2 if lines[-1] == "" else -1] == "If nothing else changes it is public from 2026-11-23."


def test_the_same_note_in_chinese_stands_in_columns(world: World) -> None:
    ran = world.run("gate", "zhang-san", *DAY, lang="zh")
    assert "  ✗ 公示      2026-11-16 到 2026-11-22 公示" in ran.out
    assert "  ✓ 公开依据  本人 2026-09-01 同意" in ran.out
    assert "别的都不变，2026-11-23 起公开。" in ran.out


def test_a_day_later_it_passes_and_stays_to_the_end_of_the_first_answer(world: World) -> None:
    ran = world.run("gate", "zhang-san", "--today", "2026-11-23")
    assert ran.code == 0
    assert "✗" not in ran.out
    # The first of the two answers is of 12 October, and an answer holds twelve months.
    assert "it stays public until 2027-10-12." in ran.out


def test_what_cannot_be_waited_for_is_said(world: World) -> None:
    ran = world.run("gate", "li-si", *DAY)
    assert ran.code == 1
    assert "3 things are missing" in ran.out
    assert (
        "→ the office takes the next step, “public notice”; when it is done, the editor writes stage: noticed"
        in ran.out
    )
    assert "It does not become public by waiting" in ran.out


def test_a_record_with_errors_sends_to_check(world: World) -> None:
    ran = world.run("gate", "zhao-liu", *DAY)
    assert ran.code == 1
    assert "not public: the record has errors" in ran.out
    assert "`exemplar check exemplars/people/zhao-liu/record.md`" in ran.out


def test_without_ids_everybody_who_is_held_back_is_listed_by_reason(world: World) -> None:
    ran = world.run("gate", *DAY)
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "3 records are not public on 2026-11-22"
    groups = [line for line in ran.out.splitlines() if line and not line.startswith(" ")][1:]
    assert groups == ["records with errors (1)", "stage (1)", "public notice (1)"]
    assert "✗ 李四 (li-si)  the stage is nominated (and 2 more things)" in ran.out
    assert "王五" not in ran.out


def test_when_all_are_public_it_says_so(make_world: MakeWorld) -> None:
    ran = make_world(people(zhang_san=record())).run("gate", *DAY)
    assert (ran.code, ran.out) == (0, "all records are public on 2026-11-22\n")


def test_several_are_told_in_the_order_asked_and_once(world: World) -> None:
    ran = world.run("gate", "wang-wu", "zhang-san", "wang-wu", *DAY, "--format", "json")
    assert ran.code == 1
    notes = json.loads(ran.out)
    assert [(note["id"], note["public"]) for note in notes] == [("wang-wu", True), ("zhang-san", False)]
    assert notes[1]["from"] == "2026-11-23"
    assert notes[1]["until"] == "2027-10-12"
    (failing,) = [condition for condition in notes[1]["conditions"] if not condition["holds"]]
    assert (failing["condition"], failing["from"], failing["until"]) == ("notice-over", "2026-11-23", None)


def test_an_id_that_there_is_not_is_a_misuse(world: World) -> None:
    ran = world.run("gate", "zhangsan", *DAY)
    assert ran.code == 2
    assert "there is no exemplar “zhangsan”; did you mean “zhang-san”?" in ran.err


def test_the_note_and_the_build_agree(world: World) -> None:
    world.write(people(zhao_liu=record("赵六")))
    for day in ("2026-11-22", "2026-11-23", "2027-10-12", "2027-10-13"):
        public = [note for note in ("zhang-san", "wang-wu", "li-si", "zhao-liu")
                  if world.run("gate", note, "--today", day).code == 0]  # fmt: skip
        world.run("build", "--today", day, "--cards", "none", "--press", "none")
        assert sorted(path.name for path in (world.site / "exemplars").iterdir() if path.name in {
            "zhang-san", "wang-wu", "li-si", "zhao-liu"}) == sorted(public)  # fmt: skip
