"""A head that cannot be read is explained in plain words, at the place where it goes wrong."""

from __future__ import annotations

import pytest

from generator.checks.front_matter_readable import word
from generator.records.fault import Fault

from .sample import World, matches

SOUND_HEAD = (
    "name: 张三\nfields: [rural]\nsummary: 他带着61户乡亲远迁安家，修路引水。\nstage: lead\nupdated: 2026-11-22\n"
)
TEXTS = {
    "sound": (f"---\n{SOUND_HEAD}---\n正文\n", []),
    "spaces behind the hyphens": (f"---  \n{SOUND_HEAD}---\t\n正文\n", []),
    "empty lines before the hyphens": (f"\n\n---\n{SOUND_HEAD}---\n正文\n", []),
    "no hyphens at all": (SOUND_HEAD, [(1, 1, "does not begin with a line “---”")]),
    "an empty file": ("", [(1, 1, "does not begin with a line “---”")]),
    "no closing hyphens": ("---\nname: 张三\n\n## 事迹\n", [(4, 1, "does not end with a line “---”")]),
    "a Chinese colon": ("---\nname：张三\nstage: lead\n---\n", [(2, 5, "Chinese colon")]),
    "a tab": ("---\napproval:\n\tbasis: public\n---\n", [(3, 1, "a tab")]),
    "Chinese quotes mixed with English ones": (
        '---\nname: “张三"\nunit: "东坡”\nx\n---\n',
        [(3, 7, "quotation mark")],
    ),
    "a list only": ("---\n- 张三\n- 李四\n---\n", [(2, 1, "no “key: value” lines")]),
    "text only": ("---\n张三\n---\n", [(2, 1, "no “key: value” lines")]),
    "a colon and a space in a value": (
        "---\nunit: 虚构县: 东坡村\nstage: lead\n---\n",
        [(2, 10, "a colon and a space stand inside a value [mapping values are not allowed")],
    ),
    "a list that is not closed": ("---\nfields: [rural\nstage: lead\n---\n", [(3, 6, "“[” is not closed")]),
    "a value that begins with an at sign": ("---\nunit: @东坡\n---\n", [(2, 7, "may not begin with this")]),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_what_keeps_a_head_from_being_read(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.problems(text, "front-matter-readable"), expected)


def test_a_folder_without_a_record_is_named(world: World) -> None:
    from generator.checks.run import check_record
    from generator.records.reader import read_record

    folder = world.root / "people" / "li-si"
    folder.mkdir(parents=True)
    file = read_record(folder, world.root, "people/li-si/record.md")
    assert [p.rule for p in check_record(file, world.context)] == ["front-matter-readable"]


# Wordings of libyaml's scanner.c and parser.c (0.2.5).
PROBLEMS = [
    "mapping values are not allowed in this context",
    "did not find expected key",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected '-' indicator",
    "did not find expected node content",
    "did not find expected <document start>",
    "could not find expected ':'",
    "found character that cannot start any token",
    "found unexpected end of stream",
    "found unknown escape character",
    "found unexpected ':'",
    "block sequence entries are not allowed in this context",
    "mapping keys are not allowed in this context",
    "found a tab character that violates indentation",
    "found unexpected document indicator",
    "did not find expected alphabetic or numeric character",
]


@pytest.mark.parametrize("problem", PROBLEMS)
def test_what_libyaml_says_is_explained_and_kept_in_brackets(problem: str) -> None:
    found = word(Fault("front-matter-readable", what="yaml", details={"problem": problem}))
    assert found.message.endswith(f" [{problem}]")
    assert not found.message.startswith("this is not valid YAML")
    assert found.hint


def test_an_unknown_wording_is_kept_too() -> None:
    found = word(Fault("front-matter-readable", what="yaml", details={"problem": "something new"}))
    assert found.message == "this is not valid YAML [something new]"


KINDS = [
    *("missing-file", "tab", "colon", "quote", "two-documents"),
    *("no-opening-fence", "no-closing-fence", "no-mapping"),
]


@pytest.mark.parametrize("what", KINDS)
def test_every_kind_of_fault_has_words_and_a_hint_of_its_own(what: str) -> None:
    found = word(Fault("front-matter-readable", what=what))
    assert "YAML]" not in found.message
    assert not found.message.startswith("this is not valid")
    assert found.hint
