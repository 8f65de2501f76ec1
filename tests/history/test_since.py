"""`check --since`: what changed since a revision of git, and may not. Every test has a real repository."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from conftest import MakeWorld
from world import World, people, record

from generator.gate.stages import BEGINNINGS, MOVES, may_begin, may_move
from generator.history.rules import HISTORY
from generator.records.model import Stage

HOME = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "虚构",
    "GIT_AUTHOR_EMAIL": "made-up@example.org",
    "GIT_COMMITTER_NAME": "虚构",
    "GIT_COMMITTER_EMAIL": "made-up@example.org",
}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | HOME, check=True, stdout=subprocess.DEVNULL, timeout=60
    )


def committed(world: World, message: str = "虚构的提交") -> None:
    git(world.root, "add", "-A")
    git(world.root, "commit", "-q", "--allow-empty", "-m", message)


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """A repository with one named exemplar, whose records lie in a subfolder of it."""
    made = make_world(people(zhang_san=record()))
    git(made.root, "init", "-q", "-b", "main")
    (made.root / ".gitignore").write_text("build/\n", "utf-8")
    committed(made)
    return made


def found(world: World, *arguments: str, since: str = "HEAD") -> list[tuple[str, str]]:
    """The rules of history that were broken, with the path."""
    ran = world.run("check", *arguments, "--since", since, "--format", "json")
    names = {rule.name for rule in HISTORY}
    assert ran.out, ran
    return [(p["rule"], p["path"]) for p in json.loads(ran.out) if p["rule"] in names]


def stage(world: World, to: str, id_: str = "zhang-san") -> None:
    """Write another stage into a record."""
    path = world.records / "people" / id_ / "record.md"
    lines = [f"stage: {to}" if line.startswith("stage: ") else line for line in path.read_text("utf-8").split("\n")]
    path.write_text("\n".join(lines), "utf-8")


PATH = "exemplars/people/zhang-san/record.md"


def test_nothing_changed_and_nothing_is_said(world: World) -> None:
    assert found(world) == []
    assert world.run("check", "--since", "HEAD").code == 0


# --- Stages

LEGAL = {
    ("lead", "cultivating"), ("lead", "withdrawn"),
    ("cultivating", "nominated"), ("cultivating", "lead"), ("cultivating", "withdrawn"),
    ("nominated", "noticed"), ("nominated", "cultivating"), ("nominated", "lead"), ("nominated", "withdrawn"),
    ("noticed", "named"), ("noticed", "nominated"), ("noticed", "cultivating"), ("noticed", "withdrawn"),
    ("named", "suspended"), ("named", "revoked"), ("named", "withdrawn"),
    ("suspended", "named"), ("suspended", "revoked"), ("suspended", "withdrawn"),
    ("revoked", "named"), ("revoked", "withdrawn"),
    ("withdrawn", "lead"), ("withdrawn", "cultivating"), ("withdrawn", "nominated"), ("withdrawn", "noticed"),
    ("withdrawn", "named"),
}  # fmt: skip
"""The legal moves: step by step to naming, back, out at any time, and restored."""


@pytest.mark.parametrize(("before", "after"), list(itertools.product(get_args(Stage), repeat=2)))
def test_the_table_of_moves(before: Stage, after: Stage) -> None:
    assert may_move(before, after) == (before == after or (before, after) in LEGAL)


def test_who_is_named_went_through_the_public_notice() -> None:
    assert [stage for stage, steps in MOVES.items() if "named" in steps] == [
        "noticed", "suspended", "revoked", "withdrawn"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [("lead", "named"), ("lead", "noticed"), ("cultivating", "named"), ("nominated", "named"), ("named", "lead"),
     ("named", "noticed"), ("revoked", "suspended"), ("revoked", "lead"), ("suspended", "noticed")],
)  # fmt: skip
def test_an_illegal_jump_is_refused_where_it_stands(world: World, before: str, after: str) -> None:
    stage(world, before)
    committed(world)
    stage(world, after)
    assert found(world) == [("stage-move", PATH)]
    committed(world)
    assert found(world) == []
    assert found(world, since="HEAD~1") == [("stage-move", PATH)]
    ran = world.run("check", "--since", "HEAD~1")
    assert ran.code == 1
    line = next(line for line in ran.out.splitlines() if "[stage-move]" in line)
    assert line.startswith(f"{PATH}:10:8: error: the stage went from {before}")
    assert "step by step" in ran.out


@pytest.mark.parametrize(("before", "after"), sorted(LEGAL))
def test_a_legal_move_passes(world: World, before: str, after: str) -> None:
    stage(world, before)
    committed(world)
    stage(world, after)
    assert found(world) == []


def test_several_steps_may_come_together_if_each_was_committed(world: World) -> None:
    stage(world, "lead")
    committed(world)
    git(world.root, "tag", "beginning")
    for step in ("cultivating", "nominated", "noticed", "named"):
        stage(world, step)
        committed(world)
    assert found(world, since="beginning") == []
    stage(world, "noticed")
    assert found(world, since="beginning") == [("stage-move", PATH)]


def test_a_mistake_that_was_put_right_counts_no_more(world: World) -> None:
    stage(world, "cultivating")
    committed(world)
    stage(world, "named")
    committed(world)
    stage(world, "nominated")
    assert found(world, since="HEAD~1") == []


@pytest.mark.parametrize("begun", get_args(Stage))
@pytest.mark.parametrize("basis", ["consent", "public"])
def test_a_new_record_begins_before_naming_unless_it_was_public_elsewhere(
    world: World, begun: Stage, basis: str
) -> None:
    world.write(people(li_si=record("李四", unit="虚构县医院", stage=begun, basis=basis)))
    refused = basis == "consent" and begun not in BEGINNINGS
    expected = [("stage-move", "exemplars/people/li-si/record.md")] if refused else []
    assert found(world) == expected
    committed(world)
    assert found(world, since="HEAD~1") == expected


def test_an_exemplar_of_former_years_is_entered_with_its_decision(world: World) -> None:
    decided = record("李四", basis="consent, decision: {number: 虚构〔2011〕1号, on: 2011-07-01}")
    world.write(people(li_si=decided))
    assert found(world) == []
    assert may_begin("named", "statutory", decided=True)


# --- Ids and records


def test_a_folder_under_another_name_is_the_same_exemplar(world: World) -> None:
    shutil.move(world.records / "people" / "zhang-san", world.records / "people" / "zhang-san2")
    said = [("id-kept", "exemplars/people/zhang-san2/record.md")]
    assert found(world) == said
    world.edit("people/zhang-san2/record.md", "虚构县东坡村", "虚构县西坡村")
    assert found(world) == said
    committed(world)
    assert found(world, since="HEAD~1") == said
    ran = world.run("check", "--since", "HEAD~1", lang="zh")
    assert "“zhang-san”" in ran.out
    assert "请编辑把文件夹改回 zhang-san" in ran.out


def test_somebody_else_may_come_while_another_goes(world: World) -> None:
    stage(world, "withdrawn")
    committed(world)
    shutil.rmtree(world.records / "people" / "zhang-san")
    other = record(
        "李四", unit="虚构县医院", fields="health", summary="她在虚构县医院接诊，夜里也出诊，病人写信来谢她。",
        honour="时代楷模", year="2015", source="title: 李四的故事, publisher: 虚构晚报",
        body="## 事迹\n\n她夜里出诊。[^s1]\n",
    )  # fmt: skip
    world.write(people(li_si=other))
    assert found(world) == []


@pytest.mark.parametrize("last", ["named", "suspended", "revoked"])
def test_what_was_public_is_not_deleted(world: World, last: str) -> None:
    world.write(people(li_si=record("李四", stage="lead")))
    stage(world, last)
    committed(world)
    shutil.rmtree(world.records / "people" / "zhang-san")
    assert found(world) == [("record-kept", PATH)]
    committed(world)
    assert found(world, since="HEAD~1") == [("record-kept", PATH)]
    assert world.run("check", "--since", "HEAD~1").code == 1
    assert found(world, "exemplars/people", since="HEAD~1") == [("record-kept", PATH)]


@pytest.mark.parametrize("last", ["lead", "cultivating", "nominated", "noticed", "withdrawn"])
def test_what_was_not_public_or_is_withdrawn_may_go(world: World, last: str) -> None:
    stage(world, last)
    committed(world)
    shutil.rmtree(world.records / "people" / "zhang-san")
    assert found(world) == []


def test_withdrawn_first_and_then_deleted(world: World) -> None:
    stage(world, "withdrawn")
    committed(world)
    shutil.rmtree(world.records / "people" / "zhang-san")
    committed(world)
    assert found(world, since="HEAD~2") == []


# --- Honours

HONOUR = "{title: 优秀共产党员, by: 虚构县委, on: 2011}"
CHANGED = {
    "another title": "{title: 时代楷模, by: 虚构县委, on: 2011}",
    "another body": "{title: 优秀共产党员, by: 虚构市委, on: 2011}",
    "another year": "{title: 优秀共产党员, by: 虚构县委, on: 2012}",
    "no body": "{title: 优秀共产党员, on: 2011}",
    "no date": "{title: 优秀共产党员, by: 虚构县委}",
}
COMPLETED = {
    "a day": "{title: 优秀共产党员, by: 虚构县委, on: 2011-07-01}",
    "a number": "{title: 优秀共产党员, by: 虚构县委, on: 2011, document: 虚构〔2011〕1号}",
    "taken back": "{title: 优秀共产党员, by: 虚构县委, on: 2011, revoked: {on: 2026-11, by: 虚构县委}}",
    "another beside it": HONOUR + "\n  - {title: 时代楷模, by: 虚构部, on: 2026}",
}
CORRECTION = (
    "corrections: [{on: 2026-11-21, field: honours, was: 原文, now: 改文, reason: 虚构原因}]\nupdated: 2026-11-21"
)


@pytest.mark.parametrize("change", CHANGED)
def test_a_past_honour_is_not_changed_in_silence(world: World, change: str) -> None:
    world.edit("people/zhang-san/record.md", HONOUR, CHANGED[change])
    assert found(world) == [("honour-kept", PATH)]
    world.edit("people/zhang-san/record.md", "updated: 2026-11-20", CORRECTION)
    assert found(world) == []


def test_a_past_honour_does_not_go_in_silence(world: World) -> None:
    world.edit("people/zhang-san/record.md", f"honours:\n  - {HONOUR}\n", "")
    assert found(world) == [("honour-kept", PATH)]


@pytest.mark.parametrize("change", COMPLETED)
def test_what_is_completed_or_taken_back_needs_no_correction(world: World, change: str) -> None:
    world.edit("people/zhang-san/record.md", HONOUR, COMPLETED[change])
    assert found(world) == []


def test_a_correction_of_former_days_covers_nothing_new(world: World) -> None:
    world.edit("people/zhang-san/record.md", "updated: 2026-11-20", CORRECTION.replace("2026-11-21", "2026-11-19", 1))
    committed(world)
    world.edit("people/zhang-san/record.md", HONOUR, CHANGED["another body"])
    assert found(world) == [("honour-kept", PATH)]


def test_before_naming_honours_may_be_written_as_they_come(world: World) -> None:
    stage(world, "nominated")
    committed(world)
    world.edit("people/zhang-san/record.md", HONOUR, CHANGED["another body"])
    assert found(world) == []


# --- Git itself


def test_files_with_chinese_names_beside_the_record_do_no_harm(world: World) -> None:
    world.write({"people/zhang-san/虚构 照片.jpg": b"1", "people/li-si/record.md": record("李四", stage="lead")})
    committed(world)
    world.write({"people/zhang-san/虚构 照片.jpg": b"2", "people/虚构/record.md": "---\n"})
    stage(world, "revoked")
    stage(world, "named", "li-si")
    assert found(world) == [("stage-move", "exemplars/people/li-si/record.md")]


def test_only_what_is_named_is_told(world: World) -> None:
    world.write(people(li_si=record("李四", stage="lead")))
    committed(world)
    stage(world, "lead")
    stage(world, "named", "li-si")
    assert len(found(world)) == 2
    assert found(world, "exemplars/people/zhang-san") == [("stage-move", PATH)]


def test_records_that_lie_at_the_top_of_a_repository(make_world: MakeWorld) -> None:
    made = make_world(people(zhang_san=record(stage="lead")))
    git(made.records, "init", "-q", "-b", "main")
    git(made.records, "add", "-A")
    git(made.records, "commit", "-q", "-m", "虚构")
    stage(made, "named")
    assert found(made) == [("stage-move", PATH)]


def test_a_hook_of_git_may_run_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stage(world, "lead")
    committed(world)
    stage(world, "named")
    monkeypatch.setenv("GIT_DIR", ".git")  # as git sets it for its hooks
    assert found(world) == [("stage-move", PATH)]


def test_a_record_that_cannot_be_read_is_told_by_the_other_rules(world: World) -> None:
    world.write({"people/zhang-san/record.md": "没有头\n"})
    assert found(world) == []
    assert world.run("check", "--since", "HEAD").code == 1


@pytest.mark.parametrize("revision", ["nobody-knows", "--output=x", "HEAD~99"])
def test_a_revision_that_git_does_not_know_is_a_misuse(world: World, revision: str) -> None:
    ran = world.run("check", f"--since={revision}")
    assert ran.code == 2, ran
    assert f"git knows no “{revision}” here" in ran.err


def test_without_a_repository_there_is_no_history(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_world(people(zhang_san=record()))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(made.root.parent))
    ran = made.run("check", "--since", "HEAD")
    assert ran.code == 2, ran
    assert "lies in no git repository" in ran.err


def test_without_git_there_is_no_history(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.history.git.shutil.which", lambda _name: None)
    ran = world.run("check", "--since", "HEAD")
    assert ran.code == 2, ran
    assert "git, which is not installed" in ran.err


def test_every_rule_of_history_is_explained(world: World) -> None:
    for rule in HISTORY:
        ran = world.run("explain", rule.name)
        assert ran.code == 0
        assert "Fails:" in ran.out
        assert "Passes:" in ran.out
