"""Shards hold every entry once, stay small, and can be found by the first term of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search.postings import SHARD, Shard, coded, shards
from generator.search.terms import BODY, Batch

Entry = tuple[int, int, int]
"""A term, a document and a mask."""


def numbers(data: bytes) -> Iterator[int]:
    """LEB128, read by its definition: seven bits a byte, the low ones first."""
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def entries(shard: Shard) -> Iterator[Entry]:
    """What a shard holds, read as its module says that it is written."""
    data = zlib.decompress(shard.data)
    place = 0

    def next_number() -> int:
        nonlocal place
        end = place
        while data[end] >= 0x80:
            end += 1
        (value,) = numbers(data[place : end + 1])
        place = end + 1
        return value

    count = next_number()
    terms, term = [], 0
    for _term in range(count):
        term += next_number()
        terms.append(term)
    heads = [next_number() for _term in range(count)]
    bodies = [next_number() for _term in range(count)]

    def documents(counts: list[int]) -> list[int]:
        found = []
        for one in counts:
            document = 0
            for _entry in range(one):
                document += next_number()
                found.append(document)
        return found

    owners = [term for term, many in zip(terms, heads, strict=True) for _entry in range(many)]
    standing = documents(heads)
    masks = data[place : place + len(standing)]
    place += len(standing)
    yield from zip(owners, standing, masks, strict=True)
    owners = [term for term, many in zip(terms, bodies, strict=True) for _entry in range(many)]
    yield from ((term, document, 1 << BODY) for term, document in zip(owners, documents(bodies), strict=True))
    assert place == len(data)


def batch(found: list[tuple[int, int, int]]) -> Batch:
    """A batch of (term, document, mask), sorted by term and document, each pair once."""
    terms = sorted({term for term, _document, _mask in found})
    return Batch(
        np.array(terms, np.uint64),
        np.array([sum(one[0] == term for one in found) for term in terms], np.uint16),
        np.array([document for _term, document, _mask in found], np.uint8),
        np.array([mask for _term, _document, mask in found], np.uint8),
    )


ENTRIES = st.dictionaries(
    st.tuples(st.integers(0, 2**50), st.integers(0, 40)),
    st.sampled_from([128, 4, 5, 132, 255]),
    min_size=1,
    max_size=60,
)


@given(first=ENTRIES, second=ENTRIES)
def test_what_goes_in_comes_out(first: dict[tuple[int, int], int], second: dict[tuple[int, int], int]) -> None:
    batches = [batch([(*key, mask) for key, mask in sorted(one.items())]) for one in (first, second)]
    places = [np.arange(50, dtype=np.uint32) * 2, np.arange(50, dtype=np.uint32) * 2 + 1]
    found = sorted(entry for shard in shards(batches, places) for entry in entries(shard))
    expected = [(term, document * 2, mask) for (term, document), mask in first.items()]
    expected += [(term, document * 2 + 1, mask) for (term, document), mask in second.items()]
    assert found == sorted(expected)


def test_a_term_that_everybody_has_is_parted_and_stands_alone() -> None:
    """100,000 documents, all with one term outside the body: more than any shard should hold."""
    batches = []
    places = []
    rng = np.random.default_rng(3)
    for start in range(0, 100_000, 250):
        rare = [(7, 0, 4)] if start == 500 else []
        batches.append(batch([*rare, *((9, number, 4) for number in range(250)), (11, 3, 128)]))
        places.append(np.arange(start, start + 250, dtype=np.uint32))
    for one in batches:
        one.masks[one.masks == 4] = rng.integers(4, 127, int((one.masks == 4).sum()), np.uint8)
    made = list(shards(batches, places))
    assert all(len(shard.data) < 64_000 for shard in made)
    assert [shard.first for shard in made] == sorted(shard.first for shard in made)
    holding = [shard for shard in made if any(term == 9 for term, _document, _mask in entries(shard))]
    assert len(holding) > 100_000 * 2 // (2 * SHARD)
    assert {shard.first for shard in holding} == {9}
    assert sorted(document for s in holding for term, document, _m in entries(s) if term == 9) == list(range(100_000))


@given(values=st.lists(st.integers(0, 2**53 - 1)))
def test_numbers_are_coded_in_as_many_bytes_as_they_need(values: list[int]) -> None:
    data = coded(values)
    assert list(numbers(data)) == values
    assert len(data) == sum(max(1, -(-value.bit_length() // 7)) for value in values)
