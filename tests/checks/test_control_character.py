"""Characters that are not seen or not the same everywhere are found."""

from __future__ import annotations

import pytest

from .sample import World, matches, record_text

HEADS = {
    "no width": ("name: 张\u200b三", [(2, 8, "U+200B")]),
    "a direction override": ("name: 张\u202e三", [(2, 8, "U+202E")]),
    "an isolate": ("name: 张\u2066三", [(2, 8, "U+2066")]),
    "private use": ("name: 张\ue000", [(2, 8, "U+E000")]),
    "private use beyond the BMP": ("name: 张\U000f0000", [(2, 8, "U+F0000")]),
    "a lost character": ("name: 张�", [(2, 8, "U+FFFD")]),
    "a stray byte order mark": ("name: 张\ufeff三", [(2, 8, "U+FEFF")]),
    "word joiner": ("name: 张\u2060三", [(2, 8, "U+2060")]),
    "next line": ("name: 张\x85三", [(2, 8, "U+0085")]),
    "line separator": ("name: 张\u2028三", [(2, 8, "U+2028")]),
    "the same twice on a line": ("name: 张\u200b三\u200b", [(2, 8, "U+200B")]),
    "two kinds on a line": ("name: 张\u200b三\u2060", [(2, 8, "U+200B"), (2, 10, "U+2060")]),
    "bell, which YAML refuses too": ("name: 张\x07三", [(2, 8, "U+0007")]),
    "rare characters and marks": ("name: 𠮷·张三　ǖ\nunit: 他说“好”……——《书》", []),
    "an emoji of several code points": ("unit: 虚构👩\u200d🌾合作社", []),
}
BODIES = {
    "form feed": ("路\x0c修好了\n", [(1, 2, "U+000C")]),
    "delete": ("路\x7f\n", [(1, 2, "U+007F")]),
    "a tab": ("路\t修好了\n", []),
    "a noncharacter": ("路\uffff\n", [(1, 2, "U+FFFF")]),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("control-character", text), expected)


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("control-character", text), expected)


def test_a_byte_order_mark_at_the_beginning_is_no_fault(world: World) -> None:
    assert world.problems("\ufeff" + record_text(), "control-character") == []


def test_what_yaml_refuses_is_told_once(world: World) -> None:
    found = world.problems(record_text("unit: 东坡\nname: 张\x07三"))
    assert matches(found, [(3, 8, "U+0007")])
