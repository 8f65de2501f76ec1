"""What is remembered of readings: it comes back as it was, and what is damaged is not believed. 数据均为虚构。"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeWorld
from world import contents, people, record, variety

from generator import memory
from generator.card import Card, EventLine, HonourLine
from generator.checks.finding import Problem, Severity
from generator.gate.window import Bar
from generator.memory import Memory
from generator.notices import NoticeLine, Proposal
from generator.places import Found
from generator.reading import FEW
from generator.records.partial_date import FullDate, PartialDate
from generator.retraction import CorrectionLine, Revoked, Withdrawal
from generator.workshop import Reading

SHOWN = "exemplars/people/zhang-san/record.md"
STATE = [1_700_000_000_000_000_001, 812]
FULL = Card(
    id="zhang-san",
    kind="person",
    digest="d1",
    name="张三（虚构）",
    pinyin="",
    unit="虚构村",
    post="",
    region="湖北",
    level="county",
    fields=("rural", "health"),
    honours=(HonourLine("最美奋斗者", "striver", PartialDate("2011")), HonourLine("时代楷模", "", "")),
    summary="虚构的事迹。",
    photo="",
    updated="2026-11-01",
    regions=("hubei",),
    media=False,
    bars=(Bar("embargo-over", "2026-11-20", ""),),
    events=(EventLine("2026", "报告会", ""),),
    face="f1",
    notice=NoticeLine("2026-11-20", "2026-11-16", "person", "张三（虚构）", "虚构村", "", (Proposal("标兵", ""),)),
    revoked=(Revoked(*("x" for _field in Revoked._fields)),),
    corrections=(CorrectionLine(FullDate("2026-11-02"), "post", "a", "b", ""),),
    withdrawal=Withdrawal(True, "2026-01-01", "", "2026-11-03"),
)
WARNING = Problem(SHOWN, 3, 1, Severity.WARNING, "summary-length", "太短", "")


def kept(cache: Path, basis: str = "basis") -> Reading | None:
    return Memory(cache, basis).recall(Found("zhang-san", str(cache), SHOWN), STATE)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    Memory(tmp_path, "basis").keep([Reading(SHOWN, FULL, [WARNING])], {SHOWN: STATE})
    return tmp_path


def types_in(value: Any) -> Iterator[type]:
    yield type(value)
    if isinstance(value, tuple):
        for part in value:
            yield from types_in(part)


def test_a_reading_comes_back_with_every_part_of_its_kind(cache: Path) -> None:
    reading = kept(cache)
    assert reading == Reading(SHOWN, FULL, [WARNING])
    assert reading is not None
    assert [kind for kind in types_in(reading.card) if kind is not str] == [
        kind for kind in types_in(FULL) if not issubclass(kind, str)
    ]
    assert reading.problems[0].severity is Severity.WARNING


def test_another_basis_or_another_state_of_the_file_is_not_what_was_read(cache: Path) -> None:
    assert kept(cache, "another basis") is None
    assert Memory(cache, "basis").recall(Found("zhang-san", "", SHOWN), [STATE[0], 813]) is None
    assert Memory(cache, "basis").recall(Found("zhang-san", "", SHOWN), None) is None


def every_byte_turned(data: bytes) -> Iterator[bytes]:
    for place in range(len(data)):
        yield data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


DAMAGE: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "one byte is another": every_byte_turned,
    "cut short": lambda data: (data[:length] for length in range(len(data))),
    "longer": lambda data: iter([data + b"x"]),
    "json of an older version": lambda _data: iter([json.dumps({"basis": "basis", "readings": {}}).encode()]),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_read_anew(cache: Path, damage: Callable[[bytes], Iterator[bytes]]) -> None:
    file = cache / "readings"
    for data in damage(file.read_bytes()):
        file.write_bytes(data)
        assert len(Memory(cache, "basis")) == 0


def test_what_another_python_wrote_is_read_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.sys, "version", "3.99.0 (another)")
    assert kept(cache) is None


def test_a_build_over_a_damaged_memory_makes_the_same_site(make_world: MakeWorld) -> None:
    many = {f"made_up_{number}": record() for number in range(FEW + 1)}
    world = make_world(variety() | people(**many))
    world.build()
    before = contents(world.site)
    file = world.project().cache / "readings"
    file.write_bytes(file.read_bytes()[:-9])
    assert world.build().edition is not None
    assert contents(world.site) == before
