"""One record as the channels see it: what it offers to templates, and its pieces worded for the eye and the ear.

Everything is computed at most once, whichever channels ask.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from generator.channels.channel import Form
from generator.channels.clauses import Piece, head_pieces, honours_said, story_pieces
from generator.channels.fitting import Budget
from generator.channels.material import material
from generator.channels.pace import units
from generator.channels.spoken import spoken, spoken_each
from generator.channels.stated import Stated
from generator.channels.telling import HEAD, Phrase, Told, as_written, tell, tell_in_order
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office

TOLERANCE = 0.1
"""A text that is read aloud may take a tenth more or less than its time."""
_WITHIN, _ALTERNATIVES = 1.4, 2.5
"""So many times what can be said is looked at, to tell it in order or to choose from; words for figures are longer
than figures, but citations and marks are silent."""
_SPEAKER = re.compile(r"\A([^，。：“”《》]{2,20})：“")


def aloud(text: str) -> str:
    """A sentence as it is read aloud; a quotation is led in by a word: 李四说：“好。”"""
    return _led_in(spoken(text))


def as_heard(pieces: Sequence[Piece]) -> list[Phrase]:
    """Pieces in words for the ear, and in units of speech."""
    heard = map(_led_in, spoken_each([form for piece in pieces for form in piece.forms]))
    worded = [tuple(islice(heard, len(piece.forms))) for piece in pieces]
    return [
        Phrase(piece, forms, tuple([units(form) for form in forms]))
        for piece, forms in zip(pieces, worded, strict=True)
    ]


def _led_in(text: str) -> str:
    return _SPEAKER.sub(r"\1说：“", text) if "：“" in text else text


@dataclass
class Subject:
    """A sound record and the office that tells of it."""

    file: RecordFile
    office: Office
    _aloud: dict[object, Told] = field(default_factory=dict)
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
    def stated(self) -> Stated:
        """The figures that it states."""
        return Stated(self.file, self.offered["story_text"], self.offered["link"])

    @cached_property
    def pieces(self) -> list[Piece]:
        """Everything it has to say, in the order of telling."""
        self._cut_until(math.inf)
        return self._head + self._pieces

    def told(self, form: Form, most: float) -> Told:
        """What fits into `most` characters of text, as `form` wants it."""
        blocks, budget = self.file.blocks, Budget(most)
        before = [kind for kind in form.tell if kind in HEAD]
        if not HEAD.issuperset(form.must) or before != list(form.tell[: len(before)]):
            return tell(self._offered(form, most, False), blocks, (form.must, form.tell), budget)
        head = tell(self._head_of(form, False), blocks, (form.must, tuple(before)), budget)
        return tell_in_order(head, blocks, form.tell[len(before) :], most)

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
        head = self._head_of(form, ear)
        if "story" not in form.tell and "quotation" not in form.tell:
            return head
        count = self._cut_until(length)
        worded = self._spoken if ear else self._written
        if more := self._pieces[len(worded) : count]:
            worded += as_heard(more) if ear else map(as_written, more)
        return head + worded[:count]

    def _head_of(self, form: Form, ear: bool) -> list[Phrase]:
        """What is said before the story, with as many honours as the form wants."""
        most = form.honours or 0
        key = (most if len(self.record.honours) > most else 0, ear)
        if (head := self._heads.get(key)) is None:
            pieces = self._head_with(key[0]) if key[0] else self._head
            head = self._heads[key] = as_heard(pieces) if ear else list(map(as_written, pieces))
        return head

    def _head_with(self, honours: int) -> list[Piece]:
        """The head with no more honours named than that."""
        standing = [honour for honour in self.record.honours if honour.revoked is None]
        forms = honours_said(self.record.name, standing, honours)
        return [Piece("honours", forms) if piece.kind == "honours" else piece for piece in self._head]

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
