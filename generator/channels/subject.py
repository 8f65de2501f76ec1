"""One record as the channels see it: what it offers to templates, its pieces, and the figures that it states.

Everything is computed at most once, whichever channels ask.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
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
from generator.channels.telling import Phrase, Told, as_written, tell
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


def as_heard(piece: Piece) -> Phrase:
    """A piece in words for the ear, and in units of speech."""
    forms = tuple([aloud(form) for form in piece.forms])
    return Phrase(piece, forms, tuple([units(form) for form in forms]))


@dataclass
class Subject:
    """A sound record and the office that tells of it."""

    file: RecordFile
    office: Office
    _aloud: dict[object, Told] = field(default_factory=dict)
    _heard: dict[str, bool] = field(default_factory=dict)
    _heads: dict[tuple[int, bool], list[Phrase]] = field(default_factory=dict)
    _pieces: list[Piece] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)
    _written: list[Phrase] = field(default_factory=list)
    _spoken: list[Phrase] = field(default_factory=list)

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
        self._cut_until(math.inf)
        return self._head + self._pieces

    def told(self, form: Form, most: float) -> Told:
        """What fits into `most` characters of text, as `form` wants it."""
        return tell(self._offered(form, most, False), self.file.blocks, (form.must, form.tell), Budget(most))

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

    def _cut_until(self, length: float) -> int:
        """Cut the story up to the piece that passes `length`, no further; gives how many pieces that are."""
        lengths = self._lengths
        reached = lengths[-1] if lengths else 0
        while reached < length:
            piece = next(self._story, None)
            if piece is None:
                break
            reached += len(piece.forms[0])
            self._pieces.append(piece)
            lengths.append(reached)
        return bisect(lengths, length) + 1

    def _offered(self, form: Form, length: float, ear: bool) -> list[Phrase]:
        """What can matter in so many characters, for the eye or the ear, with as many honours as the form wants."""
        most = form.honours or 0
        key = (most if len(self.record.honours) > most else 0, ear)
        if (head := self._heads.get(key)) is None:
            pieces = self._head_with(key[0]) if key[0] else self._head
            head = self._heads[key] = [as_heard(piece) if ear else as_written(piece) for piece in pieces]
        if "story" not in form.tell and "quotation" not in form.tell:
            return head
        count = self._cut_until(length)
        worded = self._spoken if ear else self._written
        for piece in self._pieces[len(worded) : count]:
            worded.append(as_heard(piece) if ear else as_written(piece))
        return head + worded[:count]

    def _head_with(self, honours: int) -> list[Piece]:
        """The head with no more honours named than that."""
        standing = [honour for honour in self.record.honours if honour.revoked is None]
        forms = honours_said(self.record.name, standing, honours)
        return [piece._replace(forms=forms) if piece.kind == "honours" else piece for piece in self._head]

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
            near = self._offered(form, time * (_ALTERNATIVES if gaps else _WITHIN), True)
            told = tell(near, self.file.blocks, kinds, budget, gaps=gaps)
            if not told.over and told.cost >= least:
                break
        return told

    # --- The figures it states

    @cached_property
    def _tokens(self) -> tuple[frozenset[str], frozenset[float]]:
        said = f"{self.file.head or chr(10).join(texts(self._dumped))}\n{self.file.body}"
        tokens = frozenset(_TOKEN.findall(said))
        return tokens, frozenset(map(_value, tokens))

    @cached_property
    def _figures(self) -> frozenset[str]:
        said = "\n".join([*texts(self._dumped), *(block.text for block in self.file.blocks)])
        days = {str(int(month + day)) for month, day in _DAY.findall(said)}
        return frozenset(figures(said)) | days

    @property
    def _dumped(self) -> dict[str, Any]:
        return self.record.model_dump(by_alias=True, mode="json", exclude_none=True)

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
        name = self.record.name
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
        text: str = self.offered["story_text"]
        return text.replace("\n", "")

    def _known(self, text: str, granted: str) -> bool:
        """Whether every row of numerals in `text` stands in the record or in `granted`, or is worth as much as one."""
        known, values = self._tokens
        unknown = set(_TOKEN.findall(_PARTS.sub("", text) if "分之" in text else text)) - known
        return not unknown or all(token in granted or _value(token) in values for token in unknown)


@lru_cache(maxsize=4096)
def _value(token: str) -> float:
    """What a row of numerals is worth, whether it is a figure or part of a word: 61, 六十一, 10万."""
    return next(iter(map(float, figures(token + "个"))), -1.0)
