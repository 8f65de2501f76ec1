"""The results page of the search, and the description by which browsers offer it among their search engines."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from generator.artifact import Artifact, key_of
from generator.edition import Edition
from generator.pages.frame import Frames
from generator.pages.head import head
from generator.pages.lists import Lists
from generator.records.settings import Office

SHORT_NAME = 16
"""The most characters of an engine's name (OpenSearch 1.1 draft 6, ShortName)."""

DESCRIPTION = 1024
"""The most characters of its description (the same, Description)."""

_EXAMPLES = 2
"""How many names, units and honours each are offered as examples of what to look for."""


class Example(NamedTuple):
    """Something to look for that will be found; `address` is the query as it stands in an address."""

    query: str
    address: str


def search_page(frames: Frames, edition: Edition, lists: Lists, basis: str) -> Artifact:
    """The page search/index.html: what can be looked for, and room for what is found, which a script fills."""
    path = "search/index.html"
    examples = _examples(edition)
    counts = (f"{facet.id}\t{bar.id}\t{bar.bearers}" for facet in lists.side for bar in facet.shown)
    totals = (f"{facet.id}\t{facet.total}" for facet in lists.side)
    key = key_of((basis, str(len(edition.cards)), *counts, *totals, *(example.query for example in examples)))

    def make() -> bytes:
        page = head(edition.office, path, "搜索", "按姓名、单位、荣誉、事迹或拼音查找先进典型。", noindex=True)
        return frames.stamp(
            path,
            page=page,
            side=lists.side_column(page.up),
            examples=examples,
            total=len(edition.cards),
        )

    return Artifact(path, key, make)


def _examples(edition: Edition) -> list[Example]:
    """Names and units of the latest, and the honours that most bear; so that every example finds something."""
    units = dict.fromkeys(card.unit for card in edition.cards if card.unit)
    honours = sorted(edition.facets["honour"], key=lambda value: -len(value.cards))
    offered = (
        *[card.name for card in edition.cards if card.kind == "person"][:_EXAMPLES],
        *list(units)[:_EXAMPLES],
        *[value.label for value in honours[:_EXAMPLES]],
    )
    return [Example(query, quote(query, safe="")) for query in dict.fromkeys(offered)]


def open_search(office: Office, basis: str) -> Artifact:
    """opensearch.xml (OpenSearch 1.1 draft 6): with it a browser searches the site from its address bar."""
    name = (office.short_name or office.name)[:SHORT_NAME]
    said = f"在{office.name}的网站上按姓名、单位、荣誉、事迹或拼音查找先进典型。"[:DESCRIPTION]
    site = escape(office.site_url, {'"': "&quot;"})
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(name)}</ShortName>",
        f"<Description>{escape(said)}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<Language>zh-CN</Language>",
        f'<Image width="180" height="180" type="image/png">{escape(office.site_url)}assets/touch-icon.png</Image>',
        f'<Url type="text/html" method="get" template="{site}search/?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{site}opensearch.xml"/>',
        "</OpenSearchDescription>",
    )
    return Artifact("opensearch.xml", basis, ("\n".join(lines) + "\n").encode)
