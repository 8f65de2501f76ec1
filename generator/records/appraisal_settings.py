"""appraisal.yml: the indicator tables by which an office appraises (百分制量化), such as 五个好 and 五个先锋."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from generator.records.folders import Kind
from generator.records.model import Part, Slug, Text

Weight = Annotated[Decimal, Field(ge=Decimal("0.01"), le=100, max_digits=5, decimal_places=2)]
Hundred = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]


class Indicator(Part):
    """One indicator and the most points that it gives."""

    id: Slug
    zh: Text
    points: Weight


class Section(Part):
    """The indicators of one criterion, such as 领导班子好."""

    zh: Text
    indicators: tuple[Indicator, ...]


class Table(Part):
    """An indicator table. Its points add up to 100.

    `stars` are the points from which there are one, two, three stars and so on; from the last of them on an exemplar
    may be commended. `satisfaction` is the least share in per cent of people who must be content.
    """

    id: Slug
    zh: Text
    note: Text | None = None
    kind: Kind | None = Field(default=None, alias="for")
    stars: Annotated[tuple[Hundred, ...], Field(min_length=1, max_length=10)] = tuple(
        Decimal(points) for points in (50, 60, 70, 80, 90)
    )
    satisfaction: Hundred = Decimal(90)
    sections: tuple[Section, ...]

    def indicators(self) -> Iterator[Indicator]:
        """All indicators, section by section."""
        for section in self.sections:
            yield from section.indicators

    @property
    def commended_from(self) -> Decimal:
        """The points from which an exemplar has all stars and may be commended."""
        return self.stars[-1]


class AppraisalSettings(Part):
    """appraisal.yml."""

    tables: tuple[Table, ...] = ()

    def table(self, id_: str) -> Table | None:
        """The table of this id."""
        return next((table for table in self.tables if table.id == id_), None)
