"""A segment of the index: some documents, numbered in the order of their names, and the files that find and show them.

People of the same or of homophone names stand together, so that the answers to a name lie in one file. Next to the
shards of terms there are blocks of rows (what a result shows) and, in a large segment, the order of the newest honours
and the bearers of each facet's values; of a small one the reader's browser makes these from the rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from pydantic_core import to_json

from generator.search.document import Document
from generator.search.fold import fold
from generator.search.plan import Segment
from generator.search.postings import coded, name_of, shards
from generator.search.terms import Batch, batch_of

BLOCK = 64
"""Rows of a block."""
ORDER = 4096
"""Documents of a file of the order."""
SMALL = 1000
"""Up to so many documents a segment has neither order nor facets of its own."""

Files = dict[str, bytes]
"""The content of files by name."""


class Part(NamedTuple):
    """Some documents made ready, in any process: ids, what they are ordered by, rows as JSON, terms."""

    ids: list[str]
    order: list[tuple[str, str, str]]
    rows: list[bytes]
    batch: Batch


def part_of(documents: Sequence[Document]) -> Part:
    """Make up to 256 documents ready."""
    order = [(reading_of(document), document.name, document.id) for document in documents]
    return Part([document.id for document in documents], order, [_row(d) for d in documents], batch_of(documents))


def reading_of(document: Document) -> str:
    """By what a name is ordered: its pinyin, or as it is folded."""
    return "".join(document.name_readings[0]) if document.name_readings else fold(document.name)


def segment_of(
    parts: Sequence[Part], newest: Mapping[str, str], facets: Mapping[str, Mapping[str, Iterable[str]]]
) -> tuple[list[str], Segment, Files]:
    """The ids of a segment in their order, the segment, and its files.

    `newest` gives the date of each exemplar's newest honour, `facets` the ids that bear each value of each facet; up to
    `SMALL` documents neither is wanted.
    """
    ranked = sorted((key, number, place) for number, part in enumerate(parts) for place, key in enumerate(part.order))
    numbers = [np.empty(len(part.ids), np.uint32) for part in parts]
    for rank, (_key, number, place) in enumerate(ranked):
        numbers[number][place] = rank
    ids = [key[2] for key, _number, _place in ranked]
    rows = [parts[number].rows[place] for _key, number, place in ranked]
    files: Files = {}
    cut = list(shards([part.batch for part in parts], numbers)) if parts else []
    large = len(ids) > SMALL
    segment = Segment(
        documents=len(ids),
        starts=[shard.first for shard in cut],
        shards=[_kept(files, shard.data) for shard in cut],
        blocks=[_kept(files, packed(_array(rows[at : at + BLOCK]))) for at in range(0, len(ids), BLOCK)],
        order=[_kept(files, packed(data)) for data in _orders(ids, newest)] if large else [],
        facets={facet: _kept(files, _bearers(values, ids)) for facet, values in facets.items()} if large else {},
    )
    return ids, segment, files


def packed(data: bytes) -> bytes:
    """`data` as a zlib stream, which browsers undo themselves."""
    return zlib.compress(data, 9)


def _kept(files: Files, data: bytes) -> str:
    name = name_of(data)
    files[name] = data
    return name


def _array(rows: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(rows) + b"]"


def _row(document: Document) -> bytes:
    """What a result shows and is verified by; site/assets/search-index.js names the places."""
    return to_json(
        [
            document.id,
            document.kind,
            document.name,
            _spelt(document.name_readings),
            document.aliases,
            document.unit,
            document.post,
            document.region,
            document.honours,
            document.summary,
            int(document.photo),
            document.monogram,
            document.level,
            document.fields,
            document.honour_ids,
            document.regions,
            _spelt(document.unit_readings),
        ]
    )


def _spelt(readings: Iterable[Iterable[str]]) -> str:
    """Readings as one text: syllables parted by spaces, readings by bars."""
    return "|".join(" ".join(syllables) for syllables in readings)


def _orders(ids: Sequence[str], newest: Mapping[str, str]) -> list[bytes]:
    """The month of each one's newest honour, two bytes each, the low one first: months since 1900, 0 if unknown."""
    months = np.array([month_of(newest.get(id_, "")) for id_ in ids], "<u2")
    return [months[at : at + ORDER].tobytes() for at in range(0, len(ids), ORDER)]


def month_of(day: str) -> int:
    """The number of a date's month (of its year, where that is all that is known), 0 for none."""
    if not day:
        return 0
    year, _dash, rest = day.partition("-")
    return max(0, min(0xFFFF, (int(year) - 1900) * 13 + int(rest[:2] or 0)))


def _bearers(values: Mapping[str, Iterable[str]], ids: Sequence[str]) -> bytes:
    """Who bears each value of a facet: a heading of [value, how many] in JSON with its length before it, then steps."""
    rank = {id_: number for number, id_ in enumerate(ids)}
    groups = {value: sorted(rank[id_] for id_ in bearers if id_ in rank) for value, bearers in values.items()}
    heading = to_json([[value, len(group)] for value, group in groups.items()])
    steps = [np.diff(np.array(group, np.int64), prepend=0) for group in groups.values()]
    return packed(coded([len(heading)]) + heading + coded(np.concatenate(steps) if steps else []))
