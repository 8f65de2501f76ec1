"""The edition for OpenSearch or Elasticsearch, for whoever searches a whole province on a server.

docs/search-at-scale.md says how to load it. Withdrawn exemplars are in no edition: loading into a fresh index leaves
them behind, so the lines name the index that the file is called after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from pydantic_core import to_json

from generator.search.document import Document
from generator.search.traditional import simplified

INDEX = "exemplars"
"""The name of an index where a file's name gives none."""

_KEYWORD = {"type": "keyword"}
_SHOWN = {"type": "keyword", "index": False, "doc_values": False}
# A year, a month or a day, as records have them.
_DATE = {"type": "date", "format": "yyyy-MM-dd||yyyy-MM||yyyy"}
_WORDS = {"type": "text", "analyzer": "words", "search_analyzer": "words_asked"}
_PAIRS = {"type": "text", "analyzer": "pairs"}
# No dictionary of words knows all names: pairs of characters find every one.
_NAME = {**_PAIRS, "fields": {"words": _WORDS, "whole": _KEYWORD}}
_TEXT = {**_WORDS, "fields": {"pairs": _PAIRS}}
_LETTERS = {"type": "text", "analyzer": "letters", "search_analyzer": "letters_typed"}
_FIELDS = {
    **dict.fromkeys(("id", "kind", "level", "fields", "honour_ids", "years", "regions"), _KEYWORD),
    **dict.fromkeys(("name", "aliases", "unit", "post", "region"), _NAME),
    **dict.fromkeys(("name_pinyin", "unit_pinyin"), _LETTERS),
    "honours": {"properties": {"title": _NAME, "by": _NAME, "on": _DATE}},
    "summary": _TEXT,
    "body": _TEXT,
    "updated": _DATE,
    "url": _SHOWN,
}


def index_of(file: str) -> str:
    """The name of an index for a file's: "exports/Exemplars 2026.ndjson" → "exemplars-2026".

    Small letters, digits and - _ . alone, and a letter or digit in front, as the servers ask.
    """
    return re.sub(r"[^a-z0-9._-]+", "-", PurePath(file).stem.lower()).strip("-_.") or INDEX


def mapping() -> str:
    """The body that creates the index: analysers, and the type of each field, as JSON.

    The tokenizers `ik_max_word` and `ik_smart` are those of the plugin analysis-ik; all else is built in. Traditional
    characters and simplified ones meet, as they do on the site. Pinyin is found from any syllable on, with or without
    blanks: "Yu lu", "yulu" and "yl" all begin a reading of 裕禄.
    """
    chinese = {"type": "custom", "char_filter": ["simplified"], "filter": ["cjk_width", "lowercase"]}
    typed = {"type": "custom", "tokenizer": "keyword", "char_filter": ["together"], "filter": ["lowercase"]}
    analysis = {
        "char_filter": {
            "simplified": {"type": "mapping", "mappings": [f"{key}=>{value}" for key, value in simplified().items()]},
            "together": {"type": "pattern_replace", "pattern": "[^A-Za-z0-9]+", "replacement": ""},
        },
        "filter": {"beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": 32}},
        "analyzer": {
            "words": {**chinese, "tokenizer": "ik_max_word"},
            "words_asked": {**chinese, "tokenizer": "ik_smart"},
            "pairs": {**chinese, "tokenizer": "standard", "filter": ["cjk_width", "lowercase", "cjk_bigram"]},
            "letters": {**typed, "filter": ["lowercase", "beginnings"]},
            "letters_typed": typed,
        },
    }
    return _json({"settings": {"analysis": analysis}, "mappings": {"dynamic": "strict", "properties": _FIELDS}})


def bulk(documents: Iterable[Document], site_url: str, index: str = INDEX) -> Iterator[str]:
    """The body of a `_bulk` request: for each document a line that says where it goes, and a line that is it.

    Each ends in a line feed. `site_url` ends in a slash. A field that says nothing is left out.
    """
    for document in documents:
        yield _json({"index": {"_index": index, "_id": document.id}}) + "\n"
        yield _json(_source(document, site_url)) + "\n"


def _source(document: Document, site_url: str) -> dict[str, Any]:
    source = {
        "id": document.id,
        "kind": document.kind,
        "name": document.name,
        "aliases": document.aliases,
        "name_pinyin": _letters(document.name_readings),
        "unit": document.unit,
        "unit_pinyin": _letters(document.unit_readings),
        "post": document.post,
        "region": document.region,
        "honours": [_said(award._asdict()) for award in document.honours],
        "summary": document.summary,
        "body": document.body,
        "level": document.level,
        "fields": document.fields,
        "honour_ids": document.honour_ids,
        "years": document.years,
        "regions": document.regions,
        "updated": document.updated,
        "url": f"{site_url}exemplars/{document.id}/",
    }
    return _said(source)


def _letters(readings: Iterable[tuple[str, ...]]) -> list[str]:
    """What may be typed for these readings: from each syllable on, all letters or the first ones."""
    ends = [way[place:] for way in readings for place in range(len(way))]
    spellings = (spelling for end in ends for spelling in ("".join(end), "".join(syllable[0] for syllable in end)))
    return list(dict.fromkeys(spellings))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", (), [])}


def _json(value: Any) -> str:
    return to_json(value).decode("utf-8")
