"""The figures that a record states, and those of a finished text that it does not.

Every output is looked at, whoever wrote it: a template, a person, or the wording for the ear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from typing import Any

from generator.channels.telling import Told
from generator.records.figures import figures
from generator.records.reader import RecordFile
from generator.records.texts import texts

_TOKEN = re.compile(r"[0-9０-９〇零幺一二三四五六七八九十百千万亿两]+")
_PARTS = re.compile("[百千万]分之")
_TAGS = re.compile(r"<(style|aside)\b.*?</\1>|<[^>]*>", re.DOTALL)
"""Of a page its text counts, without its style and what stands beside it for the editor."""
_OWN = re.compile(r"^\d+$|^.* --> .*$|（\d/\d）", re.MULTILINE)
"""What an output numbers itself: captions and their times, messages of a series."""
_DAY = re.compile(r"(?<!\d)(\d{1,2})·(\d{1,2})(?!\d)")


@dataclass
class Stated:
    """What a record states; computed when it is first asked for. `link` is the address of its page."""

    file: RecordFile
    story_text: str
    link: str
    _heard: dict[str, bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Whose record it is."""
        return self.file.value.name if self.file.value else ""

    @cached_property
    def _tokens(self) -> frozenset[str]:
        said = f"{self.file.head or chr(10).join(texts(self._dumped))}\n{self.file.body}"
        return frozenset(_TOKEN.findall(said))

    @cached_property
    def _worth(self) -> frozenset[str]:
        return frozenset(map(_digits, self._tokens))

    @cached_property
    def _figures(self) -> frozenset[str]:
        said = "\n".join([*texts(self._dumped), *(block.text for block in self.file.blocks)])
        days = {str(int(month + day)) for month, day in _DAY.findall(said)}
        return frozenset(figures(said)) | days

    @property
    def _dumped(self) -> dict[str, Any]:
        assert self.file.value is not None, "copy is made of sound records"
        return self.file.value.model_dump(by_alias=True, mode="json", exclude_none=True)

    def states(self, text: str, granted: str) -> bool:
        """Whether `text` surely has no figure that stands neither in the record nor in `granted` nor in its address.

        A quick look at the rows of numerals; if it is not sure, `strays` knows.
        """
        return not text.startswith("<") and "\n<" not in text and self._known(text, f"{granted}\n{self.link}")

    def untold(self, text: str, told: Told) -> str:
        """`text`, in one row, without the record's own story, be it whole or as far as it is told."""
        for said in (self._story_flat, told.body.replace("\n", "")):
            if said and len(text) >= len(said):
                text = text.replace(said, " ")
        return text

    def strays(self, text: str, told: Told, granted: str, *, ear: bool) -> list[str]:
        """The figures of a finished text that stand neither in the record nor in `granted`, as they are written.

        What is told of the record is taken out first, which leaves little to look at: nearly always no row of
        numerals that the record has not too, or one of the same value. Else the text is read as figures.
        """
        if text.startswith("<"):
            text = unescape(_TAGS.sub("", text))
        rest = text.replace("\n", "")
        for said in self._vouched(told, ear):
            if len(rest) >= len(said):
                rest = rest.replace(said, "\n")
        # A name may end in a numeral that is no part of the figure behind it: 张三1973年.
        name = self.name
        rest = rest.replace(name, "\n")
        if self._known(rest, granted):
            return []
        text = text.replace(name, "\n")
        text = _OWN.sub("", text)
        stated = self._figures | figures(granted).keys()
        return [written for value, written in figures(text).items() if value not in stated]

    def _vouched(self, told: Told, ear: bool) -> Sequence[str]:
        """What an output may say without a further look: story and paragraphs, or what was looked at before."""
        if not ear:
            return self._story_flat, *told.paragraphs
        running = told.running
        if running not in self._heard:
            self._heard[running] = self._known(running, "")
        return (running,) if self._heard[running] else ()

    @cached_property
    def _story_flat(self) -> str:
        return self.story_text.replace("\n", "")

    def _known(self, text: str, granted: str) -> bool:
        """Whether every row of numerals in `text` stands in the record or in `granted`, or is worth as much as one."""
        unknown = set(_TOKEN.findall(_PARTS.sub("", text) if "分之" in text else text)) - self._tokens
        return all(
            _digits(token) in self._tokens or token in granted or _digits(token) in self._worth for token in unknown
        )


@lru_cache(maxsize=4096)
def _digits(token: str) -> str:
    """What a row of numerals is worth, in digits, whether it is a figure or part of a word: 61, 六十一, 10万; or ""."""
    return next(iter(figures(token + "个")), "")
