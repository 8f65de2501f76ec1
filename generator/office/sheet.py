"""A sheet of one of the office's books, titled and in words, before it becomes text, CSV, a workbook or a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

Tone = Literal["", "planned", "sent", "published", "gap"]
"""How an entry is set off. It is never the only sign: the words say it too."""


class Line(NamedTuple):
    """One thing in a cell: what it is and, after it, what is less weighty; `url` is where it leads, or ""."""

    text: str
    more: str = ""
    tone: Tone = ""
    url: str = ""

    @property
    def whole(self) -> str:
        """Both parts, a space between."""
        return " ".join(part for part in (self.text, self.more) if part)


Cell = int | tuple[Line, ...]
"""A number, or lines of text; none is an empty cell."""


def cell(text: str) -> Cell:
    """A cell of plain text."""
    return (Line(text),) if text else ()


def plain(content: Cell) -> str:
    """What a cell says where there is neither colour nor link: its lines with their addresses, “；” between."""
    if isinstance(content, int):
        return str(content)
    return "；".join(" ".join(part for part in (line.whole, line.url) if part) for line in content)


class Head(NamedTuple):
    """A column: its label, the heading it shares with its neighbours or "", and its width in columns of a terminal."""

    label: str
    group: str = ""
    width: int = 12

    @property
    def whole(self) -> str:
        """The label where there is one line for the head: 市级·报纸."""
        return f"{self.group}·{self.label}" if self.group else self.label


class Sheet(NamedTuple):
    """`name` is short, as on a tab; the first `fixed` columns say whom a row is about. `note` explains, or is "".

    `paper` is what it is printed on, across.
    """

    name: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 1
    note: str = ""
    total: tuple[Cell, ...] = ()
    paper: Literal["A4", "A3"] = "A4"

    def groups(self) -> Iterator[tuple[str, int, int]]:
        """The headings that columns share, each with its first column, from 0, and how many it spans."""
        for group, members in groupby(enumerate(self.heads), key=lambda numbered: numbered[1].group):
            first, *rest = [number for number, _head in members]
            yield group, first, 1 + len(rest)

    @property
    def numeric(self) -> frozenset[int]:
        """The columns, from 0, that hold numbers."""
        columns = range(len(self.heads))
        return frozenset(number for number in columns if any(isinstance(row[number], int) for row in self.rows))

    def parts(self, most: int) -> list[Sheet]:
        """The sheet itself, or cut between shared headings where it is wider than `most` columns of a terminal.

        Rows that say nothing under the headings of a part do not stand there.
        """
        cuts: list[list[tuple[str, int, int]]] = []
        own = taken = self._wide(range(self.fixed))
        for group in self.groups():
            if not group[0]:
                continue
            wide = self._wide(range(group[1], group[1] + group[2]))
            if not cuts or taken + wide > most:
                cuts.append([])
                taken = own
            cuts[-1].append(group)
            taken += wide
        return [self._part(groups) for groups in cuts] if len(cuts) > 1 else [self]

    def _wide(self, columns: Iterable[int]) -> int:
        return sum(self.heads[number].width + 2 for number in columns)

    def _part(self, groups: list[tuple[str, int, int]]) -> Sheet:
        shown = [number for _group, first, span in groups for number in range(first, first + span)]
        wanted = [*range(self.fixed), *shown]
        rows = [tuple(row[number] for number in wanted) for row in self.rows]
        return self._replace(
            title=f"{self.title}　{' · '.join(group for group, _first, _span in groups)}",
            heads=tuple(self.heads[number] for number in wanted),
            rows=tuple(row for row in rows if any(content != () for content in row[self.fixed :])),
        )


class Book(NamedTuple):
    """Sheets that go together. `about` is a line under the title, `empty` what to say where there is nothing yet.

    `marked` says who may read it, such as 内部资料, and stands at the head of every sheet and of every printed page.
    """

    title: str
    about: str
    sheets: tuple[Sheet, ...]
    empty: str = ""
    marked: str = ""
