"""Search misses nothing and shows nothing that lacks what was asked: held against a scan of all texts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.fold import fold
from search.engine import Engine, scanned

pytestmark = pytest.mark.browser


def pieces(texts: dict[str, list[str]], count: int, seed: int) -> list[str]:
    """Random pieces of one to eight characters of any public text, as one would type them: within a line."""
    rng = random.Random(seed)
    everything = [text for own in texts.values() for text in own]
    found = []
    while len(found) < count:
        text = rng.choice(everything)
        at = rng.randrange(len(text))
        piece = text[at : at + rng.randint(1, 8)]
        if fold(piece) and '"' not in piece and "“" not in piece and "”" not in piece:
            found.append(piece)
    return found


def test_no_piece_of_a_text_is_missed_and_no_other_shown(engine: Engine, texts: dict[str, list[str]]) -> None:
    asked = pieces(texts, 200, seed=1)
    quoted = [f'"{piece}"' for piece in asked]
    for piece, found in zip(asked, engine.all_ids(quoted), strict=True):
        assert len(found) == len(set(found))
        lacking = set(found) ^ scanned(texts, [piece])
        # A word of letters may also be the pinyin of a name or unit: that is promised, and stands in no text.
        assert not lacking or (fold(piece).isascii() and lacking <= set(found)), piece


def test_a_piece_without_quotation_marks_means_the_same_run(engine: Engine, texts: dict[str, list[str]]) -> None:
    asked = [p for p in pieces(texts, 100, seed=2) if not set(p) & set(" 　-") and not fold(p).isascii()]
    for piece, found in zip(asked, engine.all_ids(asked), strict=True):
        assert set(found) == scanned(texts, [piece]), piece


def test_every_term_must_occur(engine: Engine, texts: dict[str, list[str]]) -> None:
    rng = random.Random(3)
    singles = [p for p in pieces(texts, 120, seed=3) if not set(p) & set(" 　-") and not fold(p).isascii()]
    pairs = [(rng.choice(singles), rng.choice(singles)) for _pair in range(60)]
    for pair, found in zip(pairs, engine.all_ids([" ".join(pair) for pair in pairs]), strict=True):
        assert set(found) == scanned(texts, pair), pair


def test_what_is_excluded_is_absent_and_nothing_else(engine: Engine, texts: dict[str, list[str]]) -> None:
    for wanted, unwanted in [
        ("党支部", "医院"),
        ("他", "2011年"),
        ("学会了", "小学"),
        ("公里", "修通了"),
        ("乡", "带着村民修"),
    ]:
        found = engine.ids(f"{wanted} -{unwanted}")
        assert set(found) == scanned(texts, [wanted]) - scanned(texts, [unwanted]), (wanted, unwanted)
    assert set(engine.ids("-医院")) == set(texts) - scanned(texts, ["医院"])


@settings(max_examples=25)
@given(queries=st.lists(st.text(max_size=20), min_size=10, max_size=10))
def test_no_query_breaks_it(engine: Engine, queries: list[str]) -> None:
    for query in queries:
        found = engine.find(query)
        assert len(found["results"]) <= found["total"]


def test_the_total_is_exact_or_says_that_it_is_not(engine: Engine, texts: dict[str, list[str]]) -> None:
    for query in ("党支部", "虚构", "一件一件办到底", "2011年", "他把", "单雄信"):
        found = engine.find(query, limit=3)
        true = len(scanned(texts, [query]))
        assert found["total"] == true if found["exact"] else found["total"] >= true


def test_pages_of_results_follow_one_another_without_gap_or_repetition(engine: Engine) -> None:
    for query in ("修通了", "公里", "带着村民修通了"):
        whole = engine.ids(query)
        parts = [id_ for offset in range(0, len(whole), 7) for id_ in engine.ids(query, 7, offset=offset)]
        assert parts == whole
