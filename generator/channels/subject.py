"""One record as the channels see it: what it offers to templates, its pieces, and the figures that it states.

Everything is computed at most once, whichever channels ask.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from typing import Any

from generator.channels.channel import Form
from generator.channels.clauses import Piece, head_pieces, honours_said, story_pieces
from generator.channels.fitting import Budget
from generator.channels.material import material
from generator.channels.pace import units
from generator.channels.spoken import spoken
from generator.channels.telling import Told, tell
from generator.records.figures import figures
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.records.texts import texts

TOLERANCE = 0.1
"""A text that is read aloud may take a tenth more or less than its time."""
_WITHIN, _ALTERNATIVES = 1.4, 2.5
"""So many times what can be said is looked at, to tell it in order or to choose from; words for figures are longer
than figures, but citations and marks are silent."""
_TOKEN = re.compile(r"[0-9０-９〇零幺一二三四五六七八九十百千万亿两]+")
_SPEAKER = re.compile(r"\A([^，。：“”《》]{2,20})：“")
_PARTS = re.compile("[百千万]分之")
_TAGS = re.compile(r"<(style|aside)\b.*?</\1>|<[^>]*>", re.DOTALL)
"""Of a page its text counts, without its style and what stands beside it for the editor."""
_OWN = re.compile(r"^\d+$|^.* --> .*$|（\d/\d）", re.MULTILINE)
"""What an output numbers itself: captions and their times, messages of a series."""
_DAY = re.compile(r"(?<!\d)(\d{1,2})·(\d{1,2})(?!\d)")


def aloud(text: str) -> str:
    """A sentence as it is read aloud; a quotation is led in by a word: 李四说：“好。”"""
    return _SPEAKER.sub(r"\1说：“", spoken(text))


@dataclass
class Subject:
    """A sound record and the office that tells of it."""

    file: RecordFile
    office: Office
    _aloud: dict[object, Told] = field(default_factory=dict)
    _cut: float = 0
    _cut_pieces: list[Piece] = field(default_factory=list)
    _lengths: list[float] = field(default_factory=list)

    @cached_property
    def record(self) -> Record:
        """The record itself."""
        assert self.file.value is not None, "copy is made of sound records"
        return self.file.value

    @cached_property
    def offered(self) -> dict[str, Any]:
        """The names that every template may use."""
        return material(self.file, self.office)

    @cached_property
    def pieces(self) -> list[Piece]:
        """Everything it has to say, in the order of telling."""
        return self._head + self._story_until(math.inf)

    def told(self, form: Form, most: float) -> Told:
        """What fits into `most` characters of text, as `form` wants it."""
        return tell(self._chosen(form, most), self.file.blocks, (form.must, form.tell), Budget(most))

    @cached_property
    def length(self) -> int:
        """About how long everything is together."""
        return sum(len(piece.forms[0]) for piece in self._head) + sum(len(block.text) for block in self.file.blocks)

    @cached_property
    def _head(self) -> list[Piece]:
        return head_pieces(self.record)

    @cached_property
    def _story(self) -> Iterator[Piece]:
        return story_pieces(self.file.blocks)

    def _story_until(self, length: float) -> list[Piece]:
        """The pieces of the story up to the one that passes `length`; no more is cut up than is asked for."""
        while self._cut < length:
            piece = next(self._story, None)
            if piece is None:
                self._cut = math.inf
            else:
                self._cut_pieces.append(piece)
                self._cut += len(piece.forms[0])
                self._lengths.append(self._cut)
        return self._cut_pieces[: bisect(self._lengths, length) + 1]

    def _chosen(self, form: Form, length: float) -> list[Piece]:
        """The pieces that can matter in so many characters, with no more honours named than the form wants."""
        head = self._head
        if form.honours and len(self.record.honours) > form.honours:
            standing = [honour for honour in self.record.honours if honour.revoked is None]
            forms = honours_said(self.record.name, standing, form.honours)
            head = [piece._replace(forms=forms) if piece.kind == "honours" else piece for piece in head]
        return head + self._story_until(length) if "story" in form.tell or "quotation" in form.tell else head

    def aloud(self, form: Form, speed: int) -> Told:
        """What is read aloud in the form's time, worded for the ear; `over` counts units of speech."""
        key = (form.must, form.tell, form.limit, form.honours, speed)
        if key not in self._aloud:
            self._aloud[key] = self._in_time(form, (form.limit or 0) * speed / 60)
        return self._aloud[key]

    def _in_time(self, form: Form, time: float) -> Told:
        kinds = (form.must, form.tell)
        least = math.ceil(time * (1 - TOLERANCE))
        for most, gaps in ((time * (1 + TOLERANCE / 2), False), (time, True), (time * (1 + TOLERANCE), True)):
            budget = Budget(int(most), least)
            # Later pieces would not be reached; to choose among alternatives, a few more are looked at.
            near = self._chosen(form, time * (_ALTERNATIVES if gaps else _WITHIN))
            told = tell(near, self.file.blocks, kinds, budget, units, aloud, gaps=gaps)
            if not told.over and told.cost >= least:
                break
        return told

    # --- The figures it states

    @cached_property
    def _tokens(self) -> tuple[frozenset[str], frozenset[float]]:
        tokens = frozenset(_TOKEN.findall(self.file.head or "\n".join(texts(self._dumped))))
        return tokens, frozenset(map(_value, tokens))

    @cached_property
    def _figures(self) -> frozenset[str]:
        said = "\n".join([*texts(self._dumped), *(block.text for block in self.file.blocks)])
        days = {str(int(month + day)) for month, day in _DAY.findall(said)}
        return frozenset(figures(said)) | days

    @property
    def _dumped(self) -> dict[str, Any]:
        return self.record.model_dump(by_alias=True, mode="json", exclude_none=True)

    def strays(self, text: str, told: Told, granted: str) -> list[str]:
        """The figures of a finished text that stand neither in the record nor in `granted`, as they are written.

        What the record says word for word is taken out first, which leaves little to look at.
        """
        if text.startswith("<"):
            text = unescape(_TAGS.sub("", text))
        rest = text.replace("\n", "")
        for piece, said in told.said:
            if said in piece.forms or any(_same_figures(form, said) for form in piece.forms):
                rest = rest.replace(said, "\n")
        for block in self.file.blocks:
            if len(rest) <= len(block.text):
                continue
            rest = rest.replace(block.text, "\n")
        # A name may end in a numeral that is no part of the figure behind it: 张三1973年.
        name = self.record.name
        rest, text = rest.replace(name, "\n"), text.replace(name, "\n")
        known, values = self._tokens
        if all(token in known or token in granted or _value(token) in values for token in _TOKEN.findall(rest)):
            return []
        text = _OWN.sub("", text)
        stated = self._figures | figures(granted).keys()
        return [written for value, written in figures(text).items() if value not in stated]


@lru_cache(maxsize=512)
def _same_figures(written: str, said: str) -> bool:
    """Whether a sentence for the ear states no figure that the written one does not; many channels ask."""
    values = {_value(token) for token in _TOKEN.findall(written)}
    return all(_value(token) in values for token in _TOKEN.findall(_PARTS.sub("", said)))


@lru_cache(maxsize=4096)
def _value(token: str) -> float:
    """What a row of numerals is worth, whether it is a figure or part of a word: 61, 六十一, 10万."""
    return next(iter(map(float, figures(token + "个"))), -1.0)
