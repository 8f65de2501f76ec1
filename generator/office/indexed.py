"""Looks into the search index of a site, which holds texts cut into pairs of characters, for values of the overlay.

All pairs of a value may stand in one document by chance. So a document that has them is held against its public text:
only what the index knows and the text does not say is told.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from generator.search.fold import fold
from generator.search.plan import TOP, path_of
from generator.search.terms import LONGEST, PAIR, word_terms

Documents = NDArray[np.uint64]


def in_index(site: Path, texts: Sequence[str]) -> set[int]:
    """The numbers of the texts that the index knows and the exemplar's own data file does not.

    Raises `OSError` or `ValueError` for an index that is not whole. A site without one knows nothing.
    """
    if not (site / TOP).exists():
        return set()
    pieces = [_pieces(fold(text)) for text in texts]
    top = from_json(_unpacked(site / TOP))
    found: set[int] = set()

    @cache
    def public(id_: str) -> str:
        return fold(_public_text(site, id_))

    for segment in top["segments"]:
        documents = _documents(site, segment, {term for cut in pieces for term in cut})
        ids: list[str] = []
        for number, cut in enumerate(pieces):
            if number in found or not cut or not all(term in documents for term in cut):
                continue
            both = _meeting([documents[term] for term in cut])
            if len(both):
                ids = ids or list(_ids(site, segment))
                texts_there = (public(ids[document]) for document in both.tolist())
                if any(not all(piece in text for piece in cut.values()) for text in texts_there):
                    found.add(number)
    return found


def _pieces(text: str) -> dict[int, str]:
    """The terms of a folded text, each with the characters that it stands for."""
    found: dict[int, str] = {}
    for one, two in pairwise(text):
        if " " not in (one, two) and not (_in_word(one) and _in_word(two)):
            found[PAIR << 48 | ord(one) << 21 | ord(two)] = one + two
    for word in "".join(sign if _in_word(sign) else " " for sign in text).split():
        if len(word) >= LONGEST:
            cuts = [word[at : at + LONGEST] for at in range(len(word) - LONGEST + 1)]
            found.update(zip(word_terms(cuts).tolist(), cuts, strict=True))
    return found


def _in_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _meeting(documents: Sequence[Documents]) -> Documents:
    """The documents that stand in all lists."""
    met, *others = sorted(documents, key=len)
    for other in others:
        places = np.minimum(np.searchsorted(other, met), len(other) - 1)
        met = met[other[places] == met]
    return met


def _documents(site: Path, segment: Mapping[str, Any], wanted: set[int]) -> dict[int, Documents]:
    """Which documents of a segment have each of the `wanted` terms, by their numbers."""
    asked = np.array(sorted(wanted), np.uint64)
    found: dict[int, list[Documents]] = {}
    names = segment["shards"]
    for at in range(0, len(names), 12):
        for term, documents in _shard(_unpacked(site / path_of(names[at : at + 12])), asked):
            found.setdefault(term, []).append(documents)
    return {term: np.unique(np.concatenate(parts)) for term, parts in found.items()}


def _shard(data: bytes, asked: NDArray[np.uint64]) -> Iterator[tuple[int, Documents]]:
    """The asked terms of a shard, each with its documents; its form is told in search/postings.py."""
    row = np.frombuffer(data, np.uint8)
    (count,), at = _numbers(row, 0, 1)
    steps, at = _numbers(row, at, int(count))
    heads, at = _numbers(row, at, int(count))
    bodies, at = _numbers(row, at, int(count))
    outside, at = _numbers(row, at, int(heads.sum()))
    at += int(heads.sum())  # the masks
    inside, at = _numbers(row, at, int(bodies.sum()))
    terms = np.cumsum(steps)
    head_ends, body_ends = np.cumsum(heads), np.cumsum(bodies)
    for place in np.flatnonzero(np.isin(terms, asked)):
        out = outside[int(head_ends[place] - heads[place]) : int(head_ends[place])]
        within = inside[int(body_ends[place] - bodies[place]) : int(body_ends[place])]
        yield int(terms[place]), np.concatenate([np.cumsum(out), np.cumsum(within)])


def _numbers(row: NDArray[np.uint8], at: int, count: int) -> tuple[NDArray[np.uint64], int]:
    """`count` numbers of LEB128 from the place `at` on, and the place behind them."""
    if not count:
        return np.empty(0, np.uint64), at
    ends = at + np.flatnonzero(row[at:] < 0x80)[:count]
    if len(ends) < count:
        raise ValueError("shard")
    starts = np.concatenate(([at], ends[:-1] + 1))
    values = np.zeros(count, np.uint64)
    for step in range(int((ends - starts).max()) + 1):
        here = starts + step
        there = here <= ends
        values[there] |= (row[here[there]] & np.uint8(0x7F)).astype(np.uint64) << np.uint64(7 * step)
    return values, int(ends[-1]) + 1


def _ids(site: Path, segment: Mapping[str, Any]) -> Iterator[str]:
    names = segment["blocks"]
    for at in range(0, len(names), 12):
        yield from (row[0] for row in from_json(_unpacked(site / path_of(names[at : at + 12]))))


def _public_text(site: Path, id_: str) -> str:
    """The exemplar's data file, which holds every public field and the body."""
    return (site / "exemplars" / id_ / "index.json").read_text("utf-8")


def _unpacked(path: Path) -> bytes:
    return zlib.decompress(path.read_bytes())
