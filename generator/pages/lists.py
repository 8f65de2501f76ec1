"""Pages that list exemplars: all, by facet value, by column; a page of 100 at a time, usable without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from generator.artifact import Artifact, key_of
from generator.card import Card
from generator.edition import FACET_LABELS, FACETS, Edition, FacetValue
from generator.pages.frame import Frames
from generator.pages.head import FeedLink, head
from generator.records.settings import Office

PER_PAGE = 100
SHOWN = 12
"""Values of a facet in the side column; the rest stand on the facet's own page."""

_UP = "\ue002"
"""Stands in a row for the way up to the root; as a private-use character it cannot come from a record."""


class Lists:
    """The list pages of an edition. `basis` is the key of everything that is the same for all pages."""

    def __init__(self, frames: Frames, edition: Edition, basis: str) -> None:
        self._frames = frames
        self._edition = edition
        self._basis = basis
        self._office: Office = edition.office
        self._rows: dict[str, str] = {}

    def artifacts(self) -> Iterator[Artifact]:
        """Every list page of the edition."""
        yield from self._paged("exemplars/", "exemplars/index.html", "全部典型", self._edition.cards, "feeds/all")
        for facet in FACETS:
            yield self._facet_page(facet)
            for value in self._edition.facets[facet]:
                yield from self._paged(
                    f"exemplars/by/{facet}/{value.id}/",
                    "exemplars/by/frame/frame/index.html",
                    value.label,
                    value.cards,
                    f"feeds/{facet}/{value.id}",
                    value,
                )
        yield self._columns_page()
        for column, cards in self._edition.columns:
            yield self._column_page(column.id, column.title, column.summary or "", cards)

    def rows(self, cards: Sequence[Card], up: str) -> Markup:
        """The rows of `cards` for a page from which `up` leads to the root; each is made once for all pages."""
        return Markup("".join([self._row(card) for card in cards]).replace(_UP, up))  # noqa: S704 (pieces)

    def _row(self, card: Card) -> str:
        row = self._rows.get(card.id)
        if row is None:
            row = self._rows[card.id] = self._frames.piece("row.html", card=card, up=_UP)
        return row

    @cached_property
    def side(self) -> list[FacetSummary]:
        """The facets with their first values and counts, as the side column and the home page show them."""
        return [facet_summary(self._edition, facet) for facet in FACETS]

    @cached_property
    def _side_piece(self) -> str:
        return self._frames.piece("facets.html", facets=self.side, up=_UP)

    def side_column(self, up: str, here: FacetValue | None = None) -> Markup:
        """The side column for a page, made once for all; the link to the page itself is marked as such."""
        side = self._side_piece
        if here:
            link = f'by/{here.facet}/{here.id}/"'
            side = side.replace(link, link + ' aria-current="page"', 1)
        return Markup(side.replace(_UP, up))  # noqa: S704 (a piece)

    @cached_property
    def _side_key(self) -> str:
        return key_of(f"{facet}\t{v.id}\t{len(v.cards)}" for facet in FACETS for v in self._edition.facets[facet])

    def _paged(
        self,
        folder: str,
        frame: str,
        heading: str,
        cards: Sequence[Card],
        feed: str,
        value: FacetValue | None = None,
    ) -> Iterator[Artifact]:
        pages = max(1, -(-len(cards) // PER_PAGE))
        for number in range(1, pages + 1):
            shown = cards[(number - 1) * PER_PAGE : number * PER_PAGE]
            path = folder + ("index.html" if number == 1 else f"{number}.html")
            digests = "".join([card.face for card in shown])
            key = key_of((self._basis, self._side_key, str(number), str(len(cards)), heading, digests))

            def make(path: str = path, number: int = number, shown: Sequence[Card] = shown) -> bytes:
                # A facet's value is told apart from a column of the same name, and a year from a number.
                title = f"{FACET_LABELS[value.facet]}：{heading}" if value else heading
                title += f"（第{number}页）" if number > 1 else ""
                feeds = (FeedLink(f"{feed}.atom", heading),) if value else ()
                page = head(self._office, path, title, f"{heading}：共{len(cards)}份先进典型记录。", feeds=feeds)
                crumb = []
                if value:
                    above = PageLink(FACET_LABELS[value.facet], f"exemplars/by/{value.facet}/")
                    crumb = [above, PageLink(value.label, "")]
                return self._frames.stamp(
                    frame,
                    page=page,
                    heading=heading,
                    crumb=crumb,
                    total=len(cards),
                    pages=pages,
                    number=number,
                    feed=f"{feed}.atom",
                    side=self.side_column(page.up, value),
                    rows=self.rows(shown, page.up),
                    previous=_name(number - 1) if number > 1 else "",
                    next=_name(number + 1) if number < pages else "",
                    pager=list(_pager(number, pages)),
                )

            yield Artifact(path, key, make)

    def _facet_page(self, facet: str) -> Artifact:
        path = f"exemplars/by/{facet}/index.html"

        def make() -> bytes:
            heading = f"按{FACET_LABELS[facet]}浏览"
            values = facet_summary(self._edition, facet, all_values=True).shown
            return self._frames.stamp(
                "exemplars/by/frame/index.html",
                page=head(self._office, path, heading, f"{heading}先进典型。"),
                heading=heading,
                values=values,
            )

        return Artifact(path, key_of((self._basis, self._side_key, facet)), make)

    def _columns_page(self) -> Artifact:
        path = "columns/index.html"
        columns = columns_summary(self._edition)

        def make() -> bytes:
            page = head(self._office, path, "专栏")
            return self._frames.stamp(path, page=page, columns=columns)

        return Artifact(path, key_of((self._basis, *(str(column.bearers) for column in columns))), make)

    def _column_page(self, id_: str, title: str, summary: str, cards: Sequence[Card]) -> Artifact:
        path = f"columns/{id_}/index.html"

        def make() -> bytes:
            feeds = (FeedLink(f"feeds/columns/{id_}.atom", title),)
            page = head(self._office, path, f"专栏：{title}", summary, feeds=feeds)
            return self._frames.stamp(
                "columns/frame/index.html",
                page=page,
                heading=title,
                summary=summary,
                total=len(cards),
                feed=f"feeds/columns/{id_}.atom",
                rows=self.rows(cards, page.up),
            )

        return Artifact(path, key_of((self._basis, title, *(card.face for card in cards))), make)


class Bar(NamedTuple):
    """A facet's value with its count, and the count's share of the greatest in percent."""

    id: str
    label: str
    bearers: int
    share: int


class FacetSummary(NamedTuple):
    """A facet with its first values; `more` says that there are others."""

    id: str
    label: str
    total: int
    more: bool
    shown: list[Bar]


def facet_summary(edition: Edition, facet: str, *, all_values: bool = False) -> FacetSummary:
    """A facet as the side column and home show it, or with all its values."""
    values = edition.facets[facet]
    shown = values if all_values else values[:SHOWN]
    most = max((len(value.cards) for value in values), default=1)
    bars = [
        Bar(value.id, value.label, len(value.cards), max(2, round(100 * len(value.cards) / most))) for value in shown
    ]
    return FacetSummary(facet, FACET_LABELS[facet], len(values), len(values) > len(shown), bars)


class ColumnRow(NamedTuple):
    """A column as home and the columns page list it."""

    id: str
    title: str
    summary: str
    bearers: int


def columns_summary(edition: Edition) -> list[ColumnRow]:
    """The office's columns."""
    return [ColumnRow(column.id, column.title, column.summary or "", len(cards)) for column, cards in edition.columns]


def _name(number: int) -> str:
    return "index.html" if number == 1 else f"{number}.html"


class PageLink(NamedTuple):
    """A link of a pager or a path of crumbs; without `path` it is only words."""

    label: str
    path: str
    here: bool = False


def _pager(here: int, pages: int) -> Iterator[PageLink]:
    """Page links: the first, the last, two on either side of here, with gaps between."""
    before = 0
    for number in sorted({1, pages, *range(max(1, here - 2), min(pages, here + 2) + 1)}):
        if number - before > 1:
            yield PageLink("…", "")
        yield PageLink(str(number), _name(number), number == here)
        before = number
