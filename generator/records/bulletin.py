"""One issue of the bulletin (简报): which exemplars it tells of, and to whom it goes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.records.model import Part, Slug, Text
from generator.records.partial_date import FullDate


class Bulletin(Part):
    """bulletins/<year>-<number>.yml. `report`, `send` and `distribute` are the 报, 送 and 发 of the foot."""

    number: Annotated[int, Field(strict=False, gt=0, lt=10_000)]
    date: FullDate
    title: Text | None = None
    exemplars: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=50)]
    report: Text | None = None
    send: Text | None = None
    distribute: Text | None = None
    copies: Annotated[int, Field(strict=False, gt=0)] | None = None
