"""Decides what has to be indexed: everything, or only what was edited since the large segment was made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic_core import from_json, to_json

from generator.artifact import key_of

FOLDER, ENDING = "search/", ".bin"
TOP = "search/top.bin"
MOST_EDITED = 100
"""So many records may differ from the large segment before it is made anew."""
WORTH_PARTING = 200
"""Below so many records everything is made at once: that takes no longer."""


class Segment(NamedTuple):
    """What the top table says of a segment: its size, the first term of each shard, and the names of its files."""

    documents: int
    starts: list[int]
    shards: list[str]
    blocks: list[str]
    order: list[str]
    facets: dict[str, str]

    @property
    def files(self) -> list[str]:
        """The names of all its files."""
        return list(dict.fromkeys([*self.shards, *self.blocks, *self.order, *self.facets.values()]))


class Kept(NamedTuple):
    """What is remembered of the large segment: what it rests on, its documents' ids and digests, its table.

    `left` are the ids of exemplars that were in an index before and have been taken down since.
    """

    basis: str
    ids: list[str]
    digests: dict[str, str]
    segment: Segment
    left: list[str]

    @classmethod
    def load(cls, path: Path) -> Kept | None:
        """As the last build left it, or None."""
        try:
            basis, ids, digests, segment, left = from_json(path.read_bytes())
            return cls(basis, ids, digests, Segment(*segment), left)
        except (OSError, ValueError, TypeError):
            return None

    def dump(self) -> bytes:
        """As `load` reads it."""
        return to_json(self)


class Plan(NamedTuple):
    """What has to be indexed: which exemplars, and what is kept of the last build (None: everything is made).

    `gone` are the numbers of the documents struck out of what is kept, `left` the ids of all who were taken down.
    """

    wanted: list[str]
    kept: Kept | None
    gone: list[int]
    left: list[str]


def plan(kept: Kept | None, basis: str, digests: Mapping[str, str], whole: bool) -> Plan:
    """Compare the edition, by the `digests` of its exemplars, with what is `kept`; `whole` asks for everything.

    Everything is made too when somebody was taken down, for what is struck out still stands in the files; and when
    somebody who was taken down is back, so that the index is again what it was.
    """
    left = sorted({*kept.left, *kept.digests} - digests.keys()) if kept else []
    everything = Plan(list(digests), None, [], left)
    if whole or kept is None or kept.basis != basis or len(digests) < WORTH_PARTING:
        return everything
    if left != kept.left:
        return everything
    edited = [id_ for id_, digest in digests.items() if kept.digests.get(id_) != digest]
    gone = [number for number, id_ in enumerate(kept.ids) if kept.digests[id_] != digests.get(id_)]
    if max(len(edited), len(gone)) > MOST_EDITED:
        return everything
    return Plan(edited, kept, gone, left)


def path_of(name: str) -> str:
    """Where a file of the index stands in the site."""
    return f"{FOLDER}{name}{ENDING}"


def is_search_file(path: str) -> bool:
    """Whether `path` of the site is a file of the index."""
    return path.startswith(FOLDER) and path.endswith(ENDING)


def state_of(digest: str, photo: str) -> str:
    """What a row rests on."""
    return key_of((digest, photo)) if photo else digest
