"""What was delivered comes back as a patch for the matrix, which git applies and a person commits."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import MakeWorld

from generator.pushing.publicity_lines import Told, with_line
from generator.records.reader import record_of
from tests.pushing.office import Push, office

TOLD = Told("newspaper", "county", "demo-paper", "虚构日报", "sent", "2026-11-22")
LINE = "{channel: newspaper, level: county, outlet: 虚构日报, status: sent, on: 2026-11-22}"
HEAD = "name: 张三\n"
TAIL = "updated: 2026-11-22\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"publicity:\n  - {LINE}\n"),
        ("publicity: []\n", f"publicity:\n  - {LINE}\n"),
        ("publicity:\n", f"publicity:\n  - {LINE}\n"),
        (
            "publicity: [{channel: tv, outlet: 虚构台}]   # 注\n",
            f"publicity: [{{channel: tv, outlet: 虚构台}}, {LINE}]   # 注\n",
        ),
        (
            "publicity:\n- {channel: tv}   # 注\n",
            f"publicity:\n- {{channel: tv}}   # 注\n- {LINE}\n",
        ),
        (
            "publicity:\n  - {channel: newspaper, level: county, planned: 2026-11}\n",
            "publicity:\n  - {channel: newspaper, level: county, planned: 2026-11, outlet: 虚构日报, status: sent,"
            " on: 2026-11-22}\n",
        ),
        (
            "publicity:\n  - channel: newspaper\n    outlet: 虚构日报   # 注\n    status: planned\n"
            "    planned: 2026-11\n",
            "publicity:\n  - channel: newspaper\n    outlet: 虚构日报   # 注\n    status: sent\n    planned: 2026-11\n"
            "    on: 2026-11-22\n",
        ),
        (
            "publicity:\n  - {channel: newspaper, outlet: 别的虚构报, planned: 2026-11}\n",
            f"publicity:\n  - {{channel: newspaper, outlet: 别的虚构报, planned: 2026-11}}\n  - {LINE}\n",
        ),
    ],
)  # fmt: skip
def test_a_line_is_written_where_a_person_would_write_it(before: str, after: str) -> None:
    """In the middle of other keys; a new key comes last."""
    needed = "name: 张三\nfields: [rural]\nsummary: 虚构的一句话事迹，二十个字以上，这里是凑够字数的话。\nstage: lead\n"
    text = f"---\n{needed}{before}{TAIL}---\n"
    file = record_of(text, "zhang-san", "person", "x")
    assert file.value is not None, file.faults
    made = with_line(file.head, file.value, TOLD)
    assert made == (f"{needed}{after}{TAIL}" if before else f"{needed}{TAIL}{after}")


def test_a_name_with_signs_of_yaml_is_quoted() -> None:
    file = record_of(
        f"---\nname: 张三\nfields: [rural]\nsummary: 虚\nstage: lead\n{TAIL}---\n", "zhang-san", "person", "x"
    )
    assert file.value is not None
    made = with_line(file.head, file.value, TOLD._replace(name="虚构报: 甲, 乙's"))
    read = record_of(f"---\n{made}---\n", "zhang-san", "person", "x")
    assert read.value is not None
    assert [entry.outlet for entry in read.value.publicity] == ["虚构报: 甲, 乙's"]


def git(root: Path, *arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", *arguments], cwd=root, input=stdin, check=True, capture_output=True)


def test_the_patch_applies_and_then_there_is_nothing_to_suggest(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    push: Push = office(make_world, monkeypatch)
    (tmp_path / "desk").mkdir()
    push.set(DEMO_PAPER=tmp_path / "desk")
    before = (push.world.records / "people/zhang-san/record.md").read_bytes()
    assert push("push", "suggest").bytes == b""
    push.sent("zhang-san")
    patch = push("push", "suggest")
    assert patch.code == 0
    assert push("push", "suggest", "--out", tmp_path / "宣传安排.patch").out == ""
    assert (tmp_path / "宣传安排.patch").read_bytes() == patch.bytes
    assert (push.world.records / "people/zhang-san/record.md").read_bytes() == before
    git(push.world.root, "init", "-q")
    git(push.world.root, "apply", "-", stdin=patch.bytes)
    assert push("check").code == 0
    assert push("push", "suggest").bytes == b""
    assert "虚构日报" in push("matrix", "--format", "csv").out


def test_what_was_taken_back_is_not_suggested(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    push = office(make_world, monkeypatch)
    (tmp_path / "desk").mkdir()
    push.set(DEMO_PAPER=tmp_path / "desk")
    push.sent("zhang-san")
    push("retract", "zhang-san", "--by", "虚构负责人", "--send")
    assert push("push", "suggest").bytes == b""
