"""The two halves of normalisation, in Python and in the browser, fold and cut alike; and fold as the rules say."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import World

from generator.search.document import Document
from generator.search.fold import fold
from generator.search.terms import PAIR, PINYIN, WORD, batch_of, word_terms
from search.engine import Engine

CASES = {
    "焦裕禄": "焦裕禄",
    "焦裕祿": "焦裕禄",  # traditional
    "ＡＢＣ１２３": "abc123",  # full width
    "ABC": "abc",
    "巴格努尔·哈那里汗": "巴格努尔哈那里汗",  # the dot of names vanishes, whichever it is
    "巴格努尔•哈那里汗": "巴格努尔哈那里汗",
    "巴格努尔・哈那里汗": "巴格努尔哈那里汗",
    "学习，创新。": "学习 创新",  # punctuation parts
    "  两　个\t词\n": "两 个 词",
    "《人民日报》（海外版）": "人民日报 海外版",
    "〔2011〕60号": "2011 60号",
    "Jiāo Yùlù": "jiao yulu",
    "Lǚ": "lu",
    "ΣΑΣ": "σασ",
    "𠮷田": "𠮷田",  # beyond U+FFFF
    "①㎡½": "1m21 2",
    "ﬁne": "fine",
    "e\u0301": "e",
    "\ufeff无\u200b痕": "无痕",  # what is not seen
    "葛\U000e0100飾": "葛饰",
    "ｶﾞ": "ガ",
    "가나": "가나",
    "a+b=c": "a b c",
    "…": "",
    "": "",
}


@pytest.fixture(scope="module")
def engine(chromium: object, served: Callable[[Path], str], sample: World) -> Iterator[Engine]:
    made = Engine(chromium, served(sample.site))
    yield made
    made.close()


@pytest.mark.parametrize("text", CASES)
def test_text_is_folded(text: str) -> None:
    assert fold(text) == CASES[text]


@pytest.mark.browser
def test_the_browser_folds_the_same_cases(engine: Engine) -> None:
    # Until search has been asked once, the map of traditional characters has not come.
    engine.find("焦")
    assert engine.page.evaluate("(texts) => texts.map(folds.fold)", list(CASES)) == list(CASES.values())


KNOWN = st.characters(exclude_categories=["Cn", "Co", "Cs"])
"""Characters that Python's Unicode and the browser's both know."""
MIXED = st.text(
    st.one_of(st.sampled_from("焦裕祿臺灣學習张單Ａ１ab09 ·，。、-—“”…é\u0301Σςßıİ가ｶﾞ𠮷"), KNOWN), max_size=30
)


@pytest.mark.browser
@settings(max_examples=20)
@given(texts=st.lists(MIXED, min_size=100, max_size=200))
def test_both_halves_fold_alike(engine: Engine, texts: list[str]) -> None:
    engine.find("焦")
    assert engine.page.evaluate("(texts) => texts.map(folds.fold)", texts) == [fold(text) for text in texts]


@settings(max_examples=300)
@given(text=MIXED)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert unicodedata.normalize("NFKC", once) == once


def document(body: str, **fields: str) -> Document:
    blank = Document(*("",) * 3, (), *("",) * 3, (), "", "", (), (), "", (), (), (), (), "", False, "")
    return blank._replace(body=body, **fields)  # type: ignore[arg-type]


def terms_of(text: str) -> set[int]:
    """The terms of one text by the rules, a character at a time."""
    found: set[int] = set()
    for piece in fold(text).split(" "):
        for place in range(len(piece)):
            word = "".join(itertools.takewhile(str.isascii, piece[place : place + 8]))
            if word:
                found.update(int(term) for term in word_terms([word]))
        edged = f"\0{piece}\0"
        for one, other in itertools.pairwise(edged if piece else ""):
            if not (one.isascii() and other.isascii()):
                found.add((PAIR << 48) | ord(one) << 21 | ord(other))
    return found


@settings(max_examples=200)
@given(texts=st.lists(MIXED, min_size=1, max_size=6))
def test_a_row_of_texts_is_cut_as_each_would_be(texts: list[str]) -> None:
    batch = batch_of([document(text) for text in texts])
    found: dict[int, set[int]] = {number: set() for number in range(len(texts))}
    at = 0
    for term, count in zip(batch.terms.tolist(), batch.counts.tolist(), strict=True):
        for number in batch.documents[at : at + count].tolist():
            found[number].add(term)
        at += count
    assert found == {number: terms_of(text) for number, text in enumerate(texts)}


@pytest.mark.browser
@settings(max_examples=20)
@given(texts=st.lists(MIXED, min_size=50, max_size=100))
def test_whatever_a_query_looks_up_was_cut_from_the_text(engine: Engine, texts: list[str]) -> None:
    """For each text taken as a query, every range that the browser asks for holds a term of that text."""
    engine.find("焦")
    folded = [text for text in texts if fold(text)]
    asked = engine.page.evaluate("(texts) => texts.map((text) => folds.lookups(folds.fold(text)).used)", folded)
    for text, lookups in zip(folded, asked, strict=True):
        terms = terms_of(text)
        assert lookups, text
        for lookup in lookups:
            assert any(lookup["low"] <= term < lookup["high"] for term in terms), (text, lookup)


def test_kinds_of_terms_stand_in_order_below_what_javascript_holds_exactly() -> None:
    assert WORD < PAIR < PINYIN
    assert (PINYIN + 1) << 48 <= 2**53
    highest = 0x10FFFF << 21 | 0x10FFFF
    assert highest < 2**48
    assert int(word_terms(["zzzzzzzz"])[0]) < 2**48
