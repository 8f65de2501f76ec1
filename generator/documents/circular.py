"""The quarterly notice (通报): what each unit brought forward and reported, in the bulletin's channel."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict

from generator.documents.commission import Commission
from generator.documents.issue import Issue


class UnitLine(BaseModel):
    """A unit's row: exemplars asked and done, items asked a month and done month by month.

    `state` says in a word where it stands; `informed` that no month that is over lacks an item.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    asked: int
    done: int
    monthly: int
    months: tuple[int, ...]
    total: int
    informed: bool
    state: str


class Part(BaseModel):
    """A heading with its paragraphs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    paragraphs: tuple[str, ...]


class Circular(BaseModel):
    """The whole notice. `before` stands above the table, `after` below it, `notes` small at the end.

    `issue` is the bulletin in which it appears, without exemplars; its title is cut into `title_lines` where a reader
    would pause, and `months` head the columns. All texts are in Chinese.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issue: Issue
    title_lines: tuple[str, ...]
    addressee: str
    opening: str
    before: Part
    table_title: str
    months: tuple[str, ...]
    units: tuple[UnitLine, ...]
    total: UnitLine
    chart_title: str
    after: tuple[Part, ...]
    notes: tuple[str, ...]


CHART_PPI = 220
"""Pixels per inch of the chart in a Word document."""


def typeset_circular(commission: Commission, circular: Circular, ppi: float | None = None) -> bytes:
    """The notice as a PDF; with the page "chart" the chart alone, as a PNG. Raises as `typeset` does."""
    from generator.documents.typesetting import set_pages

    given = {
        "issue": circular.issue.model_dump_json(),
        "circular": circular.model_dump_json(),
        "page": commission.page,
        "portrait": "",
        "qr": "",
        "motif": commission.template.stem,
    }
    return set_pages(commission, given, json.loads(given["circular"]), circular.issue.year, ppi)


def fill_circular(commission: Commission, circular: Circular, chart: bytes) -> bytes:
    """The notice as a .docx, with the chart as a picture that says what it shows. Raises as `fill` does."""
    from generator.documents.word import filled

    return filled(
        commission,
        {"circular": circular, "issue": circular.issue, "office": circular.issue.office},
        title=circular.issue.title,
        author=circular.issue.office.name,
        year=int(circular.issue.year),
        pictures={"chart": (chart, circular.chart_title)},
    )
