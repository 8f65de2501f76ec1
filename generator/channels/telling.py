"""What an output says of a record: its pieces chosen to fit, and put together again as text."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.channels.clauses import Kind, Piece, closed, sentences
from generator.channels.fitting import Budget, Clause, fit
from generator.phrases import quotation
from generator.records.body import Block

_INDENT = "　　"
_PARAGRAPH = len("\n" + _INDENT)
"""What a new paragraph costs in characters."""


class Passage(NamedTuple):
    """A block of the story as far as it is told; a quotation with its sentence."""

    block: Block
    quotation: str = ""


@dataclass(frozen=True)
class Told:
    """The pieces that are said, each with the words it is said in. Templates take from it what they need."""

    said: tuple[tuple[Piece, str], ...] = ()
    story: Sequence[Block] = ()
    cost: int = 0
    over: int = 0
    passages: Sequence[Passage] | None = None
    """What is told of the story, if it is not among the pieces."""

    @cached_property
    def who(self) -> str:
        """Who it is: name, unit and post; "" if the summary says it."""
        return self._of("who")

    @cached_property
    def summary(self) -> str:
        """The summary as a full sentence; the name stands in it or in `who`."""
        return self._of("summary")

    @cached_property
    def honours(self) -> str:
        """The honours in a sentence; "" if there are none or they did not fit."""
        return self._of("honours")

    @cached_property
    def quotations(self) -> list[str]:
        """Quotations with their speakers, each a sentence."""
        return [passage.quotation for passage in self._passages if passage.block.kind == "quotation"]

    @cached_property
    def paragraphs(self) -> list[str]:
        """Story and quotations, paragraph by paragraph."""
        return [quotation or block.text for block, quotation in self._passages]

    @cached_property
    def body(self) -> str:
        """The same as text: paragraphs indented by two."""
        return "\n".join([_INDENT + paragraph for paragraph in self.paragraphs])

    @cached_property
    def flow(self) -> str:
        """The same without paragraphs, for the ear."""
        return "".join(self.paragraphs)

    @cached_property
    def running(self) -> str:
        """Everything that is said, in the order of telling, the honours last."""
        return self.who + self.summary + self.flow + self.honours

    @cached_property
    def blocks(self) -> list[Block]:
        """Story and quotations as blocks, with the headings of the sections that are told."""
        texts = {passage.block.line: passage.block for passage in self._passages}
        told: list[Block] = []
        heading: Block | None = None
        for block in self.story:
            if block.kind == "heading":
                heading = block
            elif block.line in texts:
                if heading:
                    told.append(heading)
                    heading = None
                told.append(texts[block.line])
        return told

    @cached_property
    def _passages(self) -> Sequence[Passage]:
        if self.passages is not None:
            return self.passages
        parts: dict[int, list[str]] = {}
        for piece, text in self.said:
            if piece.block >= 0:
                parts.setdefault(piece.block, []).append(text)
        return [passage_of(self.story[number], texts) for number, texts in parts.items()]

    def written(self, wording: Callable[[str], str]) -> list[tuple[Kind, str]]:
        """What is said as the record writes it: for each piece the form that `wording` made into what is said."""
        return [
            (piece.kind, closed(next((form for form in piece.forms if wording(form) == text), piece.forms[0])))
            for piece, text in self.said
        ]

    def _of(self, kind: Kind) -> str:
        return next((text for piece, text in self.said if piece.kind == kind), "")


NOTHING = Told()


def passage_of(block: Block, texts: Sequence[str]) -> Passage:
    """What is told of a block: of a quotation its sentence, of a paragraph some sentences, ended as a whole."""
    if block.kind == "quotation":
        return Passage(block, texts[0])
    return Passage(
        Block(block.kind, "".join(texts[:-1]) + closed(texts[-1]), block.line, block.citations, block.speaker)
    )


class Phrase(NamedTuple):
    """A piece with each of its forms as it is said, and the price of each: characters, or units of speech."""

    piece: Piece
    forms: tuple[str, ...]
    prices: tuple[int, ...]


def as_written(piece: Piece) -> Phrase:
    """A piece in characters; one that begins a paragraph costs its line end and indent too."""
    more = 0 if piece.follows else _PARAGRAPH
    return Phrase(piece, piece.forms, tuple([len(form) + more for form in piece.forms]))


HEAD: frozenset[Kind] = frozenset(("who", "summary", "honours"))
"""What is said before the story."""


def tell_in_order(head: Told, story: Sequence[Block], kinds: Sequence[Kind], most: float) -> Told:
    """Tell what `head` says, and behind it of the story what fits into `most` characters together, rank by rank.

    What `tell` does where everything of the head goes before the story; but of paragraphs that fit whole no sentence
    is looked at.
    """
    room = most - head.cost
    passages: dict[int, Passage] = {}
    for kind in kinds if not head.over else ():
        passed = 0
        for number, block in enumerate(story):
            if passed > most and kind == "quotation":  # one from so far behind belongs to no short text
                break
            passed += len(block.text) if block.kind != "heading" else 0
            if block.kind != ("paragraph" if kind == "story" else kind):
                continue
            passage, cost, whole = _fitting(block, room)
            if passage:
                passages[number] = passage
                room -= cost
            if kind == "story" and not whole:
                break
    in_order = [passages[number] for number in sorted(passages)]
    return Told(head.said, story, int(most - room) if room < math.inf else 0, head.over, in_order)


def _fitting(block: Block, room: float) -> tuple[Passage | None, int, bool]:
    """What of a block fits into `room` characters, what that costs, and whether it is everything."""
    if block.kind == "quotation":
        text = quotation(block.text, block.speaker)
        cost = _PARAGRAPH + len(text)
        return (Passage(block, text), cost, True) if cost <= room else (None, 0, False)
    cost = _PARAGRAPH + len(block.text)
    if cost <= room and block.text.endswith("。"):
        return Passage(block), cost, True
    cost = _PARAGRAPH
    texts: list[str] = []
    for sentence in sentences(block.text):
        if cost + len(sentence) > room:
            return (passage_of(block, texts), cost, False) if texts else (None, 0, False)
        texts.append(sentence)
        cost += len(sentence)
    return (passage_of(block, texts), cost, True) if texts else (None, 0, True)


def tell(
    phrases: Sequence[Phrase],
    story: Sequence[Block],
    kinds: tuple[tuple[Kind, ...], tuple[Kind, ...]],
    budget: Budget,
    *,
    gaps: bool = False,
) -> Told:
    """Tell what must be told and what else fits. `kinds` are those that must be and those that may, by rank.

    The story is told from its beginning without a gap; with `gaps` each paragraph may be told as far as it fits,
    which fills a given time better.
    """
    ranks = dict.fromkeys(kinds[0], 0) | {kind: rank for rank, kind in enumerate(kinds[1], 1)}
    chosen = [phrase for phrase in phrases if phrase.piece.kind in ranks]
    full = sum([phrase.prices[0] for phrase in chosen])
    if full <= budget.most:
        return Told(tuple([(phrase.piece, phrase.forms[0]) for phrase in chosen]), story, full)
    clauses: list[Clause] = []
    last = -1
    for place, (piece, forms, prices) in enumerate(chosen):
        is_story = piece.kind == "story"
        after = last if is_story and (piece.follows or not gaps) else -1
        clauses.append(Clause(forms, ranks[piece.kind], after, prices))
        last = place if is_story else last
    fitted = fit(clauses, budget)
    said = zip(chosen, fitted.said, strict=True)
    return Told(tuple([(phrase.piece, text) for phrase, text in said if text]), story, fitted.cost, fitted.over)
