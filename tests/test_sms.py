"""SMS are counted as operators bill and networks carry them, and never cut inside a character."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries

from generator.sms.counting import Count, count_sms
from generator.sms.gsm import BASIC, EXTENDED, septets
from generator.verbs import count_sms as verb
from generator.verbs.verb import Console

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "sms_vectors.json").read_text("utf-8"))[
    "cases"
]


def units(text: str) -> int:
    """Length in UCS-2, by the definition of UTF-16."""
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_shared_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    abroad, home = count_sms(text, international=True), count_sms(text)
    size = septets if abroad.encoding == "GSM-7" else units
    wanted = case["international"]
    assert (abroad.encoding, abroad.characters, abroad.true_parts) == (
        wanted["encoding"],
        wanted["units"],
        wanted["segments"],
    )
    assert [size(part) for part in abroad.parts] == wanted["fill"]
    assert abroad.billed_parts == abroad.true_parts
    assert [units(part) for part in home.parts] == case["mainland_true"]["fill"]
    assert home.true_parts == case["mainland_true"]["segments"]
    assert home.billed_parts == case["mainland_billing"]


# Operators' published examples: 160 characters are parts of 67, 67 and 26; 134 are two messages and 135 three.
@pytest.mark.parametrize(("length", "fill"), [(70, [70]), (71, [67, 4]), (134, [67, 67]), (160, [67, 67, 26])])
def test_mainland_examples(length: int, fill: list[int]) -> None:
    count = count_sms("字" * length)
    assert [len(part) for part in count.parts] == fill
    assert count.billed_parts == len(fill)
    assert count_sms("a" * length).parts == tuple("a" * n for n in fill), "ASCII counts like Chinese"


def test_a_signature_counts_with_its_brackets() -> None:
    assert count_sms("【华为云】").characters == 5


@pytest.mark.parametrize(("bits", "fill"), [(8, [153, 153, 1]), (16, [152, 152, 3])])
def test_a_wider_reference_leaves_less_room(bits: Literal[8, 16], fill: list[int]) -> None:
    count = count_sms("a" * 307, international=True, reference_bits=bits)
    assert [len(part) for part in count.parts] == fill
    chinese = count_sms("字" * 133, reference_bits=16, international=True)
    assert [len(part) for part in chinese.parts] == [66, 66, 1]


def test_the_gsm_alphabet_has_127_characters_and_10_more() -> None:
    """128 codes of which one is ESC; the extension table has nine signs and form feed."""
    assert (len(BASIC), len(EXTENDED)) == (127, 10)
    assert not BASIC & EXTENDED


@pytest.mark.parametrize(
    ("cluster", "what"),
    [
        ("𠮷", "a surrogate pair"),
        ("e\u0301", "a letter with its accent"),
        ("👨‍👩‍👧", "a family"),
        ("🇨🇳", "a flag"),
        ("葛󠄀", "an ideograph with its variation selector"),
    ],
)
def test_what_belongs_together_is_not_cut(cluster: str, what: str) -> None:
    for before in range(60, 68):
        parts = count_sms("字" * before + cluster + "字" * 70).parts
        assert any(cluster in part for part in parts), (what, before)


LINK = "https://exemplars.example.org/exemplars/zhang-shan/"


@pytest.mark.parametrize(
    ("before", "after", "fill"),
    [
        (60, 0, [60, 51]),
        (20, 0, [20, 51]),
        (67, 0, [67, 51]),
        (66, 16, [66, 67]),
        (66, 17, [67, 67]),  # a third part would be needed: 66, 67 and 1
        (90, 20, [67, 67, 27]),  # 67, 23, 67 and 4
    ],
)
def test_an_address_is_kept_whole_where_that_costs_no_part(before: int, after: int, fill: list[int]) -> None:
    """A phone that shows parts as they come can open it at once."""
    count = count_sms("字" * before + LINK + "字" * after)
    assert "".join(count.parts) == "字" * before + LINK + "字" * after
    assert [len(part) for part in count.parts] == fill
    assert count.true_parts == count.billed_parts


def test_an_address_longer_than_a_part_is_cut_like_any_text() -> None:
    assert [len(part) for part in count_sms("字" * 10 + LINK + "a" * 40).parts] == [67, 34]


def test_the_larger_number_is_what_to_reckon_with() -> None:
    count = count_sms("字" * 66 + "𠮷" + "字" * 66)
    assert (count.true_parts, count.billed_parts, count.messages) == (3, 2, 3)
    assert count_sms("").true_parts == count_sms("").billed_parts == 1


def said(text: str, *options: str) -> tuple[str, str]:
    """What `count-sms` says and warns of a text that stands on standard input."""
    out: list[str] = []
    warned: list[str] = []
    console = Console(out.append, warned.append, lambda _data: None, lambda: text.encode(), None, None)
    parser = argparse.ArgumentParser()
    verb.arguments(parser)
    assert verb.run(parser.parse_args(options), console) == 0
    return "\n".join(out), "\n".join(warned)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_command_says_it_as_json(case: dict[str, Any]) -> None:
    told = json.loads(said(case["text"], "--json")[0])
    assert list(told) == ["encoding", "characters", "parts", "true_parts", "billed_parts"]
    assert "".join(told["parts"]) == case["text"]
    assert (told["true_parts"], told["billed_parts"]) == (case["mainland_true"]["segments"], case["mainland_billing"])
    told = json.loads(said(case["text"], "--json", "--international")[0])
    assert (told["encoding"], told["true_parts"]) == (
        case["international"]["encoding"],
        case["international"]["segments"],
    )


def test_the_command_says_it_in_words() -> None:
    out, warned = said("【虚构典型办】" + "字" * 80)
    assert out.splitlines() == [
        "UCS-2, 87 characters, 2 messages (billed 2, in truth 2)",
        "1/2 【虚构典型办】" + "字" * 60,
        "2/2 " + "字" * 20,
    ]
    assert warned == ""
    assert "line end" in said("好\n")[1]


SIGNS = st.sampled_from([*"aZ0 €^[ç`字。\n\r", "https://example.org/a", "𠮷", "\u0301", "\u200d", "👨", "🇨", "\ufe0f"])


@given(st.lists(SIGNS, max_size=400).map("".join), st.booleans(), st.sampled_from([8, 16]))
def test_parts_are_whole_in_bounds_and_cut_only_between_clusters(
    text: str, international: bool, bits: Literal[8, 16]
) -> None:
    count: Count = count_sms(text, international, bits)
    assert "".join(count.parts) == text
    assert len(count.parts) == count.true_parts
    size = septets if count.encoding == "GSM-7" else units
    most = {("GSM-7", 8): 153, ("GSM-7", 16): 152, ("UCS-2", 8): 67, ("UCS-2", 16): 66}[count.encoding, bits]
    single = 160 if count.encoding == "GSM-7" else 70
    assert all(size(part) <= (single if len(count.parts) == 1 else most) for part in count.parts)
    if len(count.parts) > 1:
        bounds, at = set(grapheme_cluster_boundaries(text)), 0
        for part in count.parts[:-1]:
            at += len(part)
            longest = max(size(text[a:b]) for a, b in zip(sorted(bounds), sorted(bounds)[1:], strict=False))
            assert at in bounds or longest > most
