"""A record's own sentences, cut into what may stand or go: who it is, the summary, the honours, the story.

Computed once for a record and shared by all channels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.phrases import ended, quotation
from generator.positions import who_and_summary
from generator.records.body import Block
from generator.records.model import Honour, Record

Kind = Literal["who", "summary", "honours", "story", "quotation"]
KINDS: tuple[Kind, ...] = ("who", "summary", "honours", "story", "quotation")
# A sentence ends at its mark and what closes behind it; a long one may also end at a semicolon.
_SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）》]*|[^。！？!?…]+\Z")
_LONG = 60
_CALLED = re.compile(
    "(?:楷模|模范|先锋|标兵|英雄|能手|战士|青年|人物|个人|集体|单位|组织|支部|党委|社区|家庭|党员|干部|书记|公仆|工作者|教师|医生)"
    "(?:（追授）)?\\Z"
)
"""What one is called, and does not receive as one does a medal or a prize: 获得时代楷模称号."""
_FEWER = (3, 1)
"""How many honours the shorter forms name: the first three, the first."""


class Piece(NamedTuple):
    """Something to say, in its forms, the fullest first. `block` is the number of its block in the body, or -1."""

    kind: Kind
    forms: tuple[str, ...]
    block: int = -1
    follows: bool = False


def head_pieces(record: Record) -> list[Piece]:
    """What a record has to say before its story: who it is, the summary, the honours.

    The name is always said: by `who`, which is left out if the summary says it, or before the summary.
    """
    who, summary = who_and_summary(record)
    told = [Piece("who", (who,))] if who else []
    told.append(Piece("summary", (summary,)))
    honours = honours_said(record.name, [honour for honour in record.honours if honour.revoked is None])
    if honours:
        told.append(Piece("honours", honours))
    return told


def story_pieces(story: Sequence[Block]) -> Iterator[Piece]:
    """The sentences of the body and its quotations, in their order."""
    for number, (kind, text, _line, _citations, speaker) in enumerate(story):
        if kind == "paragraph":
            follows = False
            for part in sentences(text):
                yield Piece("story", (part,), number, follows)
                follows = True
        elif kind == "quotation":
            yield Piece("quotation", (quotation(text, speaker),), number)


def honours_said(name: str, honours: Sequence[Honour], most: int | None = None) -> tuple[str, ...]:
    """A sentence that names the honours, at most `most` of them, or the first few; titles are always whole."""
    titles = list(dict.fromkeys(honour.title for honour in honours))
    named = min(len(titles), most or len(titles))
    forms = []
    for count in (named, *(fewer for fewer in _FEWER if fewer < named)):
        if titles:
            more = "等荣誉" if len(titles) > 1 else "称号" if _CALLED.search(titles[0]) else ""
            forms.append(f"{name}获得{'、'.join(titles[:count])}{more}。")
    return tuple(forms)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; long ones in their parts between semicolons. Joined they are the paragraph."""
    for sentence in _whole(text):
        if len(sentence) > _LONG and "；" in sentence and "“" not in sentence and "（" not in sentence:
            *parts, last = sentence.split("；")
            yield from (part + "；" for part in parts)
            yield last
        else:
            yield sentence


def _whole(text: str) -> list[str]:
    """Sentences; a mark inside quotation marks ends none unless the quotation ends there too."""
    parts: list[str] = _SENTENCE.findall(text)
    if "“" in text or "（" in text:
        whole, open_ = [], ""
        for part in parts:
            open_ += part
            if open_.count("“") <= open_.count("”") and open_.count("（") <= open_.count("）"):
                whole.append(open_)
                open_ = ""
        parts = [*whole, open_] if open_ else whole
    if parts and not parts[-1].endswith("。"):
        parts[-1] = ended(parts[-1])
    return parts


def closed(text: str) -> str:
    """A part that ends with a semicolon as the last of its paragraph: with a full stop."""
    return text[:-1] + "。" if text.endswith("；") else text
