"""The index of an edition: one large segment, and a small one for what was edited since, so that an edit costs little.

The top table names both. Records that were edited are struck out of the large segment; when they become many, or
when one was taken down, the next build makes it anew. All files but the top table are named by their content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from generator.edition import FACET_LABELS, Edition
from generator.search.plan import TOP, Kept, Plan, Segment, path_of
from generator.search.postings import name_of
from generator.search.segment import BLOCK, ORDER, SMALL, Files, Part, packed, segment_of
from generator.search.traditional import simplified


def index(
    edition: Edition, parts: Sequence[Part], plan: Plan, basis: str, states: Mapping[str, str]
) -> tuple[Files, Kept]:
    """The files of the index by path, from the `parts` of all exemplars that `plan` wanted, and what to remember."""
    large = sum(len(part.ids) for part in parts) > SMALL
    newest, facets = (_newest(edition), _bearers(edition)) if large else ({}, {})
    ids, segment, files = segment_of(parts, newest, facets)
    kept = plan.kept or Kept(basis, ids, dict(states), segment, plan.left)
    segments = [_told(kept.segment, plan.gone)]
    if plan.kept and segment.documents:
        segments.append(_told(segment, []))
    labels = packed(to_json(_labels(edition)))
    files[name_of(labels)] = labels
    top = {
        "version": 1,
        "block": BLOCK,
        "order": ORDER,
        "simplified": _simplified(),
        "labels": name_of(labels),
        "segments": segments,
    }
    return {path_of(name): data for name, data in files.items()} | {TOP: packed(to_json(top))}, kept


def _newest(edition: Edition) -> dict[str, str]:
    """The date of each exemplar's newest honour, "" for none."""
    return {card.id: max((line.on for line in card.honours), default="") for card in edition.cards}


def _bearers(edition: Edition) -> dict[str, dict[str, list[str]]]:
    """The ids that bear each value of each facet."""
    return {
        facet: {value.id: [card.id for card in value.cards] for value in values}
        for facet, values in edition.facets.items()
    }


def _told(segment: Segment, gone: list[int]) -> dict[str, Any]:
    """A segment in the top table: the first terms as steps, the names of files strung together."""
    steps = [start - before for before, start in zip([0, *segment.starts], segment.starts, strict=False)]
    return {
        "documents": segment.documents,
        "starts": steps,
        "shards": "".join(segment.shards),
        "blocks": "".join(segment.blocks),
        "order": "".join(segment.order),
        "facets": segment.facets,
        "gone": gone,
    }


def _simplified() -> list[str]:
    """The traditional characters in a row, and what each becomes."""
    pairs = sorted(simplified().items())
    return ["".join(traditional for traditional, _simple in pairs), "".join(simple for _traditional, simple in pairs)]


def _labels(edition: Edition) -> list[Any]:
    """The facets and their values as people call them, in their order."""
    return [
        [facet, FACET_LABELS[facet], [[term.id, term.zh] for term in terms]] for facet, terms in edition.borne.items()
    ]
