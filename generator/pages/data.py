"""Data files for programs: api/exemplars.json and .csv, sitemap, robots.txt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from pydantic_core import to_json

from generator.artifact import Artifact, key_of
from generator.edition import Edition
from generator.pages.public_fields import card_fields

URLS_PER_SITEMAP = 50_000
"""The most addresses a sitemap may hold (sitemaps.org protocol 0.9)."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def data_files(edition: Edition, basis: str, list_pages: Iterable[str]) -> Iterator[Artifact]:
    """All data files; `list_pages` are the paths of the pages that are not profiles."""
    cards = key_of((basis, *(card.face for card in edition.cards)))
    yield Artifact("api/exemplars.json", cards, lambda: _json(edition))
    yield Artifact("api/exemplars.csv", cards, lambda: _csv(edition))
    yield Artifact("robots.txt", basis, lambda: _robots(edition))
    yield from sitemaps(edition, list(list_pages), basis)


def _json(edition: Edition) -> bytes:
    said = {
        "generator": "exemplar-kb",
        "office": edition.office.name,
        "count": len(edition.cards),
        "exemplars": [card_fields(card, edition) for card in edition.cards],
    }
    return to_json(said) + b"\n"


def _csv(edition: Edition) -> bytes:
    """The same as a table. It starts with a byte order mark, without which Excel takes UTF-8 for GBK."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(
        ("编号", "类别", "姓名或名称", "单位", "职务", "地区", "层级", "领域", "荣誉", "摘要", "更新", "网址")
    )
    for card in edition.cards:
        row = (
            card.id,
            edition.label("kind", card.kind),
            card.name,
            card.unit,
            card.post,
            card.region,
            edition.label("level", card.level),
            "、".join(edition.label("field", field) for field in card.fields),
            "、".join(line.title for line in card.honours),
            card.summary,
            card.updated,
            f"{edition.office.site_url}exemplars/{card.id}/",
        )
        table.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _robots(edition: Edition) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {edition.office.site_url}sitemap.xml\n".encode()


def sitemaps(edition: Edition, list_pages: list[str], basis: str) -> Iterator[Artifact]:
    """sitemap.xml; beyond 50,000 addresses it becomes an index of numbered sitemaps."""
    root = edition.office.site_url
    urls = [(root + path.removesuffix("index.html"), "") for path in sorted(list_pages)]
    urls += [(f"{root}exemplars/{card.id}/", card.updated) for card in edition.cards]
    key = key_of((basis, *(address + updated for address, updated in urls)))
    if len(urls) <= URLS_PER_SITEMAP:
        yield Artifact("sitemap.xml", key, lambda: _sitemap(urls))
        return
    pieces = [urls[start : start + URLS_PER_SITEMAP] for start in range(0, len(urls), URLS_PER_SITEMAP)]
    for number, piece in enumerate(pieces, 1):
        yield Artifact(f"sitemap-{number}.xml", key, lambda piece=piece: _sitemap(piece))  # type: ignore[misc]
    lines = "".join(
        f"<sitemap><loc>{escape(f'{root}sitemap-{n}.xml')}</loc></sitemap>\n" for n in range(1, len(pieces) + 1)
    )
    index = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAP}">\n{lines}</sitemapindex>\n'
    yield Artifact("sitemap.xml", key, index.encode)


def _sitemap(urls: list[tuple[str, str]]) -> bytes:
    lines = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{updated}</lastmod>' if updated else ''}</url>\n"
        for address, updated in urls
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">\n{lines}</urlset>\n'.encode()
