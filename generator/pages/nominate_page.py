"""The nomination page: a form that makes a record in the reader's browser, and sends nothing anywhere.

The frame holds the form, scripts check it with the record's own JSON Schema, and what comes out is a record.md at the
stage `lead`. Which fields are asked for is decided here, once for each field of the model; a test holds model, scaffold
and form together.
"""

from __future__ import annotations

from markupsafe import Markup
from pydantic_core import to_json

from generator.artifact import Artifact, key_of
from generator.checks.summary_length import LONGEST, SHORTEST
from generator.edition import Edition
from generator.pages.frame import Frames
from generator.pages.head import head
from generator.pages.record_schema import record_schema

PATH = "nominate/index.html"
ASKED = ("name", "pinyin", "aliases", "unit", "post", "region", "level", "fields", "honours", "summary", "criteria",
         "sources")  # fmt: skip
"""What whoever nominates can say, in the order of the record."""
SET = ("stage", "updated")
"""What the form says by itself: a lead, today."""
LEFT = ("photo", "approval", "publish", "reviews", "publicity", "copy", "pledges", "comments", "events", "corrections")
"""What the office adds once it has looked into the matter."""


def nominate_page(frames: Frames, edition: Edition, basis: str) -> Artifact:
    """The page nominate/index.html."""
    words = edition.vocabulary
    said = {"schema": record_schema(), "asked": ASKED, "summary": (SHORTEST, LONGEST)}

    def make() -> bytes:
        page = head(edition.office, PATH, "推荐先进典型", "身边有值得学习的人和集体，请告诉我们。")
        return frames.stamp(
            PATH,
            page=page,
            levels=words.levels,
            fields=words.fields_,
            criteria=words.criteria,
            honours=words.honours,
            regions=words.regions,
            data=_inside_script(to_json(said)),
        )

    return Artifact(PATH, key_of((basis, PATH)), make)


def _inside_script(data: bytes) -> Markup:
    # Inside <script> only "<" can end the element or open a comment (HTML, 13.2.5.4).
    return Markup(data.decode().replace("<", "\\u003c"))  # noqa: S704
