"""The body of a record as blocks: headings, paragraphs and quotations, with the citations each carries.

Checks and channels read these; the page renders the same Markdown whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_SPEAKER = re.compile(r"\s*(?:——|--|—)\s*(.+)\Z")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|`+)(.+?)\1")
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]{1,3}[.)])\s+")
_ITEM_STARTS = frozenset("-*+0123456789 \t")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Block(NamedTuple):
    """A piece of the body. `text` is plain: no markup, no citations. `line` counts from the body's first, 0."""

    kind: Literal["heading", "paragraph", "quotation"]
    text: str
    line: int
    citations: tuple[str, ...] = ()
    speaker: str = ""


def blocks(body: str) -> list[Block]:
    """The blocks of a Markdown body, in order."""
    return [_block(lines, number) for lines, number in _chunks(body)]


def _chunks(body: str) -> Iterator[tuple[list[str], int]]:
    chunk: list[str] = []
    first = 0
    for number, line in enumerate(body.split("\n")):
        if not line or line.isspace():
            if chunk:
                yield chunk, first
                chunk = []
            continue
        start = line[0]
        heading = start == "#" and _HEADING.match(line)
        if chunk and (heading or (start in _ITEM_STARTS and _ITEM.match(line))):
            yield chunk, first
            chunk = []
        if not chunk:
            first = number
        chunk.append(line)
        if heading:
            yield chunk, first
            chunk = []
    if chunk:
        yield chunk, first


def _block(lines: list[str], number: int) -> Block:
    line = lines[0]
    start = line[0]
    if start == "#" and (heading := _HEADING.match(line)):
        return Block("heading", plain_text(heading[2]), number)
    whole = line if len(lines) == 1 else "\n".join(lines)
    cited = _cited(whole) if "[^" in whole else ()
    if start == ">" or line.lstrip().startswith(">"):
        spoken = [line.lstrip().removeprefix(">").strip() for line in lines]
        speaker = _SPEAKER.match(spoken[-1]) if len(spoken) > 1 else None
        if speaker:
            spoken.pop()
        said = plain_text("".join(spoken))
        return Block("quotation", said, number, cited, plain_text(speaker[1]) if speaker else "")
    if start in _ITEM_STARTS and (item := _ITEM.match(line)):
        lines[0] = line[item.end() :]
    return Block("paragraph", plain_text(lines[0] if len(lines) == 1 else _joined(lines)), number, cited)


def _cited(text: str) -> tuple[str, ...]:
    """The ids cited in `text`, each once, in order."""
    if text.count("[^") == 1:  # as most paragraphs do, at their end
        found = CITATION.search(text, text.index("[^"))
        return (found[1],) if found else ()
    return tuple(dict.fromkeys(CITATION.findall(text)))


def _joined(lines: list[str]) -> str:
    # A line end inside a paragraph is a space between Latin words and nothing between Chinese characters.
    text = lines[0].strip()
    for line in lines[1:]:
        line = line.strip()
        text += (" " if text[-1:].isascii() and line[:1].isascii() else "") + line
    return text


def plain_text(inline: str) -> str:
    """Inline Markdown without its marks: citations, emphasis, links and escapes."""
    if "[^" in inline:
        inline = without_citations(inline)
    if "*" in inline or "_" in inline or "[" in inline or "`" in inline or "~" in inline or "\\" in inline:
        inline = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", inline))
        inline = _ESCAPE.sub(r"\1", inline)
    return inline.strip()


def without_citations(text: str) -> str:
    """`text` without its [^id] marks; an unclosed one stays."""
    head, *rest = text.split("[^")
    for part in rest:
        _id, closed, after = part.partition("]")
        head += after if closed else "[^" + part
    return head
