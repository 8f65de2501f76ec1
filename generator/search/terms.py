"""Cuts documents into terms: pairs of characters, beginnings of Latin words and numbers, and pinyin.

A term is a number below 2**53, so that JavaScript holds it exactly: two bits for its kind, then 48 bits.

- PAIR: two neighbouring characters of which one at least is no Latin letter or digit, 21 bits each; 0 stands for
  the space where a run of characters begins or ends. So a single character is found by the pairs that it begins.
- WORD: the (up to) eight Latin letters and digits from any place of a word on, 6 bits each. So a word is found whole,
  by its beginning, and by any part of it.
- PINYIN: the first eight letters of a name's or unit's reading from any syllable on, or of its initials.

site/assets/search-fold.js makes the same numbers from a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.document import Document
from generator.search.row import SPACE, folded_row

WORD, PAIR, PINYIN = 0, 1, 2
"""The kinds of terms, in their order."""
LONGEST = 8
"""Letters of a word or reading that a term holds."""

START, END, NAME, ALIAS, UNIT, HONOUR, SUMMARY, BODY = range(8)
"""The bits of a mask: where a term stands. START and END say that a name begins or ends with it."""

MOST_DOCUMENTS = 256
"""Documents of one batch: their numbers take a byte."""

Numbers = NDArray[np.uint64]
Readings = tuple[tuple[str, ...], ...]


class Batch(NamedTuple):
    """The terms of some documents: each once, in order; how many of the documents have it; these documents, by their
    number in the batch; and a mask for each of them."""

    terms: Numbers
    counts: NDArray[np.uint16]
    documents: NDArray[np.uint8]
    masks: NDArray[np.uint8]


def batch_of(documents: Sequence[Document]) -> Batch:
    """The terms of up to `MOST_DOCUMENTS` documents."""
    assert len(documents) <= MOST_DOCUMENTS, "their numbers take a byte"
    parts = [*_text_terms(documents), _reading_terms(documents)]
    found = np.concatenate(parts)  # each is term, document (8 bits), bit (3 bits)
    found.sort()  # np.unique takes three times as long
    found = found[_firsts(found)]
    places = found >> np.uint64(3)
    bits = np.left_shift(np.uint8(1), (found & np.uint64(7)).astype(np.uint8))
    first = _firsts(places)
    masks = np.bitwise_or.reduceat(bits, first) if len(first) else bits
    places = places[first]
    terms = places >> np.uint64(8)
    starts = _firsts(terms)
    counts = np.diff(np.append(starts, len(terms))).astype(np.uint16)
    return Batch(terms[starts], counts, places.astype(np.uint8), masks)


def _firsts(values: Numbers) -> NDArray[np.intp]:
    """Where in sorted `values` each one stands first."""
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))) if len(values) else np.empty(0, np.intp)


def _texts(document: Document) -> Iterator[tuple[int, str]]:
    """Each field's text with its bit. The words of two lines are no neighbours."""
    yield NAME, document.name
    if document.aliases:
        yield ALIAS, "\n".join(document.aliases)
    yield UNIT, f"{document.unit}\n{document.post}\n{document.region}"
    if document.honours:
        yield HONOUR, "\n".join(f"{award.title}\n{award.by}" for award in document.honours)
    yield SUMMARY, document.summary
    yield BODY, document.body


def _text_terms(documents: Sequence[Document]) -> Iterator[Numbers]:
    """The pairs and words of all texts of a batch, worked on as one row of characters."""
    pieces: list[str] = []
    marks: list[int] = []  # document and bit of each piece
    for number, document in enumerate(documents):
        for bit, text in _texts(document):
            pieces.append(text)
            marks.append(number << 3 | bit)
    row, lengths = folded_row(pieces)
    mark = np.repeat(np.array(marks, np.uint64), lengths)
    word = ((row >= ord("0")) & (row <= ord("9"))) | ((row >= ord("a")) & (row <= ord("z")))
    text = row != SPACE
    letter = text & ~word
    edges = _edges(text, lengths)

    # Pairs, by the place of their second character; before the first of the row a space may be thought.
    at = np.flatnonzero(letter | np.append(False, letter[:-1]))
    points = np.where(text, row, 0).astype(np.uint64)
    before, after = np.append(np.uint64(0), points)[at], points[at]
    pairs = np.uint64(PAIR << 48) | before << np.uint64(21) | after
    reach = at - (after == 0)
    yield from _placed(pairs, mark[reach], np.where(before, at - 1, -1), reach, edges)

    # Words, by the place of their first character.
    at = np.flatnonzero(word)
    codes = _codes(row).astype(np.uint64)
    grams = np.zeros(len(at), np.uint64)
    within = np.ones(len(at), bool)
    reach = at - 1
    for step in range(LONGEST):
        place = np.minimum(at + step, len(row) - 1)  # what is beyond the row is beyond its last space, too
        within &= word[place]
        grams |= np.where(within, codes[place] << np.uint64(6 * (LONGEST - 1 - step)), np.uint64(0))
        reach += within
    yield from _placed(grams, mark[at], at, reach, edges)


class _Edges(NamedTuple):
    """Of each piece of a row: the place after it, its first character that is no space, and its last."""

    ends: NDArray[np.intp]
    firsts: NDArray[np.intp]
    lasts: NDArray[np.intp]


def _edges(text: NDArray[np.bool_], lengths: NDArray[np.intp]) -> _Edges:
    ends = np.cumsum(lengths)
    places = np.append(np.flatnonzero(text), len(text))
    firsts = places[np.searchsorted(places, ends - lengths)]
    return _Edges(ends, firsts, places[np.searchsorted(places, ends) - 1])


def _placed(
    terms: Numbers, marks: Numbers, begins: NDArray[np.intp], reach: NDArray[np.intp], edges: _Edges
) -> list[Numbers]:
    """Terms with document and bit; those with which a name begins or ends say so in entries of their own.

    `begins` and `reach` are the places of a term's first character, -1 for a space, and of its last.
    """
    placed = terms << np.uint64(11) | marks
    named = np.flatnonzero((marks & np.uint64(7)) == NAME)
    piece = np.searchsorted(edges.ends, reach[named], "right")
    bare = placed[named] & ~np.uint64(7)
    starting, ending = begins[named] == edges.firsts[piece], reach[named] == edges.lasts[piece]
    return [placed, bare[starting] | np.uint64(START), bare[ending] | np.uint64(END)]


def _reading_terms(documents: Sequence[Document]) -> Numbers:
    """The pinyin of names and units, from each syllable on."""
    words: list[str] = []
    bits: list[bytes] = []
    counts: list[int] = []
    for document in documents:
        for typed, standing in (_name_typed(document.name_readings), _unit_typed(document.unit_readings)):
            words.append(typed)
            bits.append(standing)
            counts.append(len(standing))
    marks = np.frombuffer(b"".join(bits), np.uint8).astype(np.uint64)
    marks |= np.repeat(np.arange(len(counts), dtype=np.uint64) >> np.uint64(1) << np.uint64(3), counts)
    return (np.uint64(PINYIN << 48) | _terms("".join(words).encode("ascii"))) << np.uint64(11) | marks


def _name_typed(readings: Readings) -> tuple[str, bytes]:
    """What may be typed for a name, each in eight characters, and the bit of each."""
    words: list[str] = []
    bits: list[int] = []
    for suffix, starting in _suffixes(readings).items():
        standing = [NAME, *([START] if starting else []), *([END] if len(suffix) <= LONGEST else [])]
        words += [_padded(suffix)] * len(standing)
        bits += standing
    return "".join(words), bytes(bits)


@lru_cache(50_000)
def _unit_typed(readings: Readings) -> tuple[str, bytes]:
    """The same for a unit, of which many exemplars may be."""
    found = _suffixes(readings)
    return "".join(map(_padded, found)), bytes([UNIT]) * len(found)


def _suffixes(readings: Readings) -> dict[str, bool]:
    """What may be typed for these readings: syllables or initials, from each on; and whether from the first."""
    found: dict[str, bool] = {}
    for syllables in readings:
        initials = "".join([syllable[0] for syllable in syllables])
        joined = "".join(syllables)
        at = 0
        for place, syllable in enumerate(syllables):
            for suffix in (joined[at:], initials[place:]):
                found[suffix] = found.get(suffix, False) or not place
            at += len(syllable)
    return found


def _padded(word: str) -> str:
    return word[:LONGEST].ljust(LONGEST, "\0")


def word_terms(words: Iterable[str]) -> Numbers:
    """The terms of the kind WORD for words of up to eight of the characters a-z and 0-9."""
    return _terms("".join(map(_padded, words)).encode("ascii"))


def _terms(padded: bytes) -> Numbers:
    """The terms of words that take eight bytes each."""
    letters = np.frombuffer(padded, np.uint8).reshape(-1, LONGEST)
    codes = np.where(letters == 0, 0, _codes(letters)).astype(np.uint64)
    shifts = np.arange(6 * (LONGEST - 1), -1, -6, dtype=np.uint64)
    terms: Numbers = np.bitwise_or.reduce(codes << shifts, axis=1)
    return terms


def _codes(characters: NDArray[Any]) -> NDArray[Any]:
    """0 to 9 as 1 to 10, a to z as 11 to 36."""
    return np.where(characters <= ord("9"), characters - ord("0") + 1, characters - ord("a") + 11)
