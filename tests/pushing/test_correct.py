"""A correction goes to everybody who has the mistake, in the words of the record, with the copy as it reads now."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeWorld

from .office import Push, copies, office

CORRECTED = """\
corrections: [{on: 2026-11-21, field: unit, was: 虚构县东坡村, now: 虚构县西坡村, reason: 编者抄错}]
updated: 2026-11-21"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


@pytest.fixture
def push(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, desk: Path) -> Push:
    made = office(make_world, monkeypatch)
    made.set(DEMO_PAPER=desk)
    return made


def put_right(push: Push) -> None:
    push.world.edit("people/zhang-san/record.md", "unit: 虚构县东坡村", "unit: 虚构县西坡村")
    push.world.edit("people/zhang-san/record.md", "updated: 2026-11-20", CORRECTED)


def test_a_correction_says_what_was_wrong_and_brings_the_whole_copy(push: Push, desk: Path) -> None:
    push.sent("zhang-san")
    put_right(push)
    assert "nothing was done yet" in push("correct", "zhang-san").out
    assert "0 deliveries cancelled, 1 notice queued" in push("correct", "zhang-san", "--by", "虚构编辑", "--send").out
    assert push("push", "run", "--wait", "0").out.strip() == "1 taken"
    (text,) = copies(desk, "correct")
    said = text.read_text("utf-8")
    assert said.splitlines()[0].startswith("更正：报纸稿：张三（虚构县东坡村）（")
    assert "· 单位：原作“虚构县东坡村”，现作“虚构县西坡村”。更正原因：编者抄错。" in said
    assert said.endswith("————\n" + push("preview", "newspaper", "zhang-san").out.removesuffix("\n"))
    again = push("correct", "zhang-san", "--by", "虚构编辑", "--send").out
    assert "0 deliveries cancelled, 0 notices queued" in again


def test_what_waits_with_the_mistake_is_cancelled_and_goes_out_right(push: Push, desk: Path) -> None:
    push("push")
    push("approve", "--item", "zhang-san", "--by", "虚构审稿人")
    push("push", "--send")
    put_right(push)
    assert "1 delivery cancelled, 0 notices queued" in push("correct", "zhang-san", "--by", "虚构编辑", "--send").out
    assert push.sent("zhang-san").out.strip() == "1 taken"
    (text,) = copies(desk)
    assert "西坡村" in text.read_text("utf-8")
    assert "东坡村" not in text.read_text("utf-8")


def test_who_was_corrected_is_taken_back_too(push: Push, desk: Path) -> None:
    push.sent("zhang-san")
    put_right(push)
    push("correct", "zhang-san", "--by", "虚构编辑", "--send")
    push("push", "run", "--wait", "0")
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: withdrawn")
    assert "1 notice queued" in push("retract", "zhang-san", "--by", "虚构编辑", "--send").out


def test_without_a_correction_in_the_record_there_is_none(push: Push) -> None:
    push.sent("zhang-san")
    ran = push("correct", "zhang-san")
    assert (ran.code, ran.err.strip()) == (
        2,
        "error: the record of “zhang-san” names no correction; the editor writes it under corrections: first",
    )


def test_what_may_not_be_public_is_taken_back_and_not_corrected(push: Push) -> None:
    push.sent("zhang-san")
    push.world.edit("people/zhang-san/record.md", "stage: named", "stage: suspended")
    ran = push("correct", "zhang-san", "--by", "虚构编辑", "--send")
    assert ran.code == 1
    assert "exemplar retract zhang-san" in ran.err


def test_a_record_that_is_gone_can_still_be_taken_back(push: Push, desk: Path) -> None:
    push.sent("zhang-san")
    (push.world.records / "people/zhang-san/record.md").unlink()
    (push.world.records / "people/zhang-san").rmdir()
    assert "1 notice queued" in push("retract", "zhang-san", "--by", "虚构编辑", "--send").out
    push("push", "run", "--wait", "0")
    (notice,) = copies(desk, "retract")
    assert notice.read_text("utf-8").startswith("撤回：报纸稿：张三（虚构县东坡村）（")
