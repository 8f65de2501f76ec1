"""YAML is read as the text that stands there, and everything has its place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.records.yaml_text import Plain, inspect, plain

VALUES: dict[str, tuple[str, Plain]] = {
    "a dialling code": ("a: 0571", {"a": "0571"}),
    "a time": ("a: 12:30", {"a": "12:30"}),
    "no": ("a: no", {"a": "no"}),
    "true": ("a: true", {"a": "true"}),
    "null in letters": ("a: null", {"a": "null"}),
    "a tilde": ("a: ~", {"a": "~"}),
    "a date": ("a: 2026-02-30", {"a": "2026-02-30"}),
    "an octal": ("a: 0o17", {"a": "0o17"}),
    "a number with underscores": ("a: 1_000", {"a": "1_000"}),
    "infinity": ("a: .inf", {"a": ".inf"}),
    "a Chinese colon in a value": ("a: 他说：好", {"a": "他说：好"}),
    "a middle dot and a rare character": ("a: 𠮷·三", {"a": "𠮷·三"}),
    "quotes": ("a: 'it''s'\nb: \"\\u4e00\"", {"a": "it's", "b": "一"}),
    "a key with nothing behind it": ("a:\nb: c", {"b": "c"}),
    "an empty text in quotes": ("a: ''", {"a": ""}),
    "lists and mappings": ("a: [b, {c: d}]\ne:\n  - f", {"a": ["b", {"c": "d"}], "e": ["f"]}),
    "a block of lines": ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    "nothing": ("", None),
    "only a comment": ("# a", None),
}


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_values_are_the_text_that_stands_there(text: str, value: Plain) -> None:
    assert plain(text) == value


FAULTS = {
    "an alias": ("a: *b", ("yaml-plain", "alias", 1, 4)),
    "an anchor": ("a: &b c", ("yaml-plain", "anchor", 1, 4)),
    "a tag": ("a: !!int 3", ("yaml-plain", "tag", 1, 4)),
    "a merge key": ("a:\n  <<: {b: c}", ("yaml-plain", "merge", 2, 3)),
    "equal keys": ("a: 1\nb: 2\na: 3", ("key-twice", "a", 3, 1)),
    "equal keys within": ("x: {a: 1, a: 2}", ("key-twice", "a", 1, 11)),
    "a second document": ("a: 1\n---\nb: 2", ("front-matter-readable", "two-documents", 2, 1)),
    "a list as a key": ("[a]: b", ("front-matter-readable", "yaml", 1, 1)),
    "a control character": ("a: 1\n名: 三\x07", ("control-character", "character", 2, 5)),
    "a quotation mark that is not closed": ('a: 1\nb: "c\nd: e\n', ("front-matter-readable", "yaml", 2, 4)),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_plain_yaml_is_refused_and_found(text: str, fault: tuple[str, str, int, int]) -> None:
    with pytest.raises(ValueError):
        plain(text)
    (found,) = inspect(text).faults
    assert (found.rule, found.what, *found.at) == fault


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " + "[" * 50 + "]" * 50, "\n".join(" " * n + "a:" for n in range(60))]
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        plain(text)
    assert [fault.rule for fault in inspect(text).faults] == ["front-matter-readable"]


def test_an_alias_that_grows_a_billion_times_is_never_expanded() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(ValueError):
        plain("\n".join(lines))
    assert {fault.rule for fault in inspect("\n".join(lines)).faults} == {"yaml-plain"}


def test_every_value_and_key_has_its_place() -> None:
    found = inspect("名: 三\nlist:\n  - {a: b, c: d}\n", first_line=2)
    assert found.faults == []
    assert found.values["名",] == (2, 4)
    assert found.values["list", 0] == (4, 5)
    assert found.values["list", 0, "c"] == (4, 15)
    assert found.keys["list", 0, "c"] == (4, 12)


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
trees = st.recursive(
    words.filter(bool),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(words.filter(lambda word: word != "<<"), trees, max_size=4))
def test_what_a_yaml_writer_wrote_is_read_back_equal(tree: dict[str, object]) -> None:
    def odd(value: object) -> bool:
        if isinstance(value, dict):
            return "<<" in value or any(map(odd, value.values()))
        return isinstance(value, list) and any(map(odd, value))

    if not odd(tree):
        written = yaml.safe_dump(tree, allow_unicode=True, default_style='"', sort_keys=False)
        assert plain(written) == tree


@given(st.text(st.sampled_from("a:-?[]{}&*!|>'\"%@` \n#,01"), max_size=60))
def test_the_fast_and_the_careful_pass_agree_on_what_is_sound(text: str) -> None:
    try:
        plain(text)
        sound = True
    except ValueError:
        sound = False
    assert sound == (inspect(text).faults == [])
