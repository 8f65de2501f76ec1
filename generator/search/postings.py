"""Turns batches of terms round: for each term, which documents have it. Cuts and codes that into shards.

A shard is a zlib stream of numbers, each in as many bytes as it needs, seven bits a byte, the low ones first (LEB128):
how many terms; the terms, each as the step from the one before; for each term how many documents have it outside the
body, then how many in the body alone; all documents outside the body, as steps; a mask byte for each; and all documents
that have it in the body alone, as steps. Steps begin anew with each term.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.terms import BODY, Batch, Numbers

SHARD = 24_000
"""Bytes of a shard before compression, about. Packed it is about half. A term of more has several of its own."""
AT_ONCE = 1_500_000
"""Entries sorted at a time, which bounds the memory."""
_BODY_ALONE = np.uint8(1 << BODY)


class Shard(NamedTuple):
    """A file of the index: the first term in it, and its bytes, packed."""

    first: int
    data: bytes


def shards(batches: Sequence[Batch], numbers: Sequence[NDArray[np.uint32]]) -> Iterator[Shard]:
    """The shards of all batches, by term; `numbers` gives the number in the index of each document of each batch."""
    for low, high in _ranges(batches):
        terms, documents, masks = _merged(batches, numbers, low, high)
        yield from _cut(terms, documents, masks)


def _ranges(batches: Sequence[Batch]) -> Iterator[tuple[int, int]]:
    """Ranges of terms, from and below, with about `AT_ONCE` entries each."""
    entries = sum(len(batch.documents) for batch in batches)
    parts = entries // AT_ONCE + 1
    # Every batch is a fair sample of all: the terms at even steps of its entries part the whole evenly, too.
    sample = np.sort(np.concatenate([np.repeat(b.terms, b.counts)[:: 64 * parts] for b in batches]))
    bounds = sorted({int(sample[len(sample) * part // parts]) for part in range(1, parts)}) if len(sample) else []
    yield from zip([0, *bounds], [*bounds, 1 << 53], strict=True)


def _merged(
    batches: Sequence[Batch], numbers: Sequence[NDArray[np.uint32]], low: int, high: int
) -> tuple[Numbers, NDArray[np.uint32], NDArray[np.uint8]]:
    """The entries of all batches with terms in a range: term, document and mask, sorted by term and document."""
    slices = [slice(*np.searchsorted(batch.terms, np.array([low, high], np.uint64))) for batch in batches]
    known = np.unique(np.concatenate([batch.terms[part] for batch, part in zip(batches, slices, strict=True)]))
    entries: list[Numbers] = []
    for batch, part, number in zip(batches, slices, numbers, strict=True):
        ends = np.cumsum(batch.counts, dtype=np.intp)
        begin = ends[part.start - 1] if part.start else 0
        inside = slice(begin, ends[part.stop - 1] if part.stop else 0)
        ranks = np.searchsorted(known, batch.terms[part]).astype(np.uint64)
        found = np.repeat(ranks << np.uint64(32), batch.counts[part])
        found |= number[batch.documents[inside]].astype(np.uint64) << np.uint64(8)
        found |= batch.masks[inside]
        entries.append(found)
    row = np.concatenate(entries)
    row.sort()
    documents = (row >> np.uint64(8)).astype(np.uint32) & np.uint32(0xFFFFFF)
    return known[row >> np.uint64(32)], documents, row.astype(np.uint8)


def _cut(terms: Numbers, documents: NDArray[np.uint32], masks: NDArray[np.uint8]) -> Iterator[Shard]:
    """Shards of about `SHARD` bytes; `terms` are sorted."""
    if not len(terms):
        return
    starts = np.flatnonzero(np.concatenate(([True], terms[1:] != terms[:-1])))
    # A term takes about four bytes of its own, an entry one, and one more outside the body.
    entries = 1 + (masks != _BODY_ALONE).astype(np.intp)
    sizes = np.add.reduceat(entries, starts) + 4
    groups = np.cumsum(sizes) // SHARD
    large = sizes > SHARD
    alone = large | np.append(False, large[:-1])  # a large term has shards of its own, and so does what follows it
    cuts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])) | alone)
    bounds = [*starts[cuts], len(terms)]
    for begin, end in pairwise(bounds):
        pieces = [begin]
        if terms[begin] == terms[end - 1]:
            used = np.cumsum(entries[begin:end]) // SHARD
            pieces += (begin + 1 + np.flatnonzero(used[1:] != used[:-1])).tolist()
        for first, last in pairwise([*pieces, end]):
            part = slice(first, last)
            yield Shard(int(terms[first]), zlib.compress(_coded(terms[part], documents[part], masks[part]), 6))


def _coded(terms: Numbers, documents: NDArray[np.uint32], masks: NDArray[np.uint8]) -> bytes:
    starts = np.concatenate(([True], terms[1:] != terms[:-1]))
    first = np.flatnonzero(starts)
    order = np.cumsum(starts) - 1
    alone = masks == _BODY_ALONE
    heads = np.bincount(order[~alone], minlength=len(first))
    bodies = np.bincount(order[alone], minlength=len(first))
    return b"".join(
        (
            coded([len(first)]),
            coded(np.diff(terms[first], prepend=np.uint64(0))),
            coded(heads),
            coded(bodies),
            coded(_steps(documents[~alone], order[~alone])),
            masks[~alone].tobytes(),
            coded(_steps(documents[alone], order[alone])),
        )
    )


def _steps(documents: NDArray[np.uint32], order: NDArray[Any]) -> NDArray[np.uint32]:
    """Each document as the step from the one before of the same term; the first as it is."""
    if not len(documents):
        return documents
    steps = np.diff(documents, prepend=np.uint32(0))
    fresh = np.concatenate(([True], order[1:] != order[:-1]))
    return np.where(fresh, documents, steps)


def coded(values: Any) -> bytes:
    """Numbers as LEB128."""
    rest = np.asarray(values, dtype=np.uint64)
    if not len(rest):
        return b""
    lengths = np.ones(len(rest), np.intp)
    for bits in range(7, 56, 7):
        longer = rest >= np.uint64(1 << bits)
        if not longer.any():
            break
        lengths += longer
    ends = np.cumsum(lengths)
    out = np.empty(int(ends[-1]), np.uint8)
    places = ends - lengths
    left = np.arange(len(rest))
    while len(left):
        more = lengths[left] > 1
        out[places[left]] = (rest[left] & np.uint64(0x7F)).astype(np.uint8) | (more.astype(np.uint8) << 7)
        left = left[more]
        rest[left] >>= np.uint64(7)
        places[left] += 1
        lengths[left] -= 1
    return out.tobytes()


def name_of(data: bytes) -> str:
    """The name of a file by its content: whoever has it never asks again."""
    return hashlib.blake2b(data, digest_size=6).hexdigest()
