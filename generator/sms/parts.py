"""Cuts a text into the parts of a long message, so that nothing that belongs together is torn apart.

A part ends between two grapheme clusters (UAX #29): no escape pair, surrogate pair, flag, family or combining
sequence is split, and CR LF is one line end. A cluster too long for a whole part is cut between its characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Measure = Callable[[str], int]
_PLAIN = re.compile("[ -~㐀-鿿\U00020000-\U0003ffff，。、；：！？“”《》（）【】—…·％\n]*\\Z")
"""Texts in which every character is a cluster by itself: Chinese characters and marks, and printable ASCII."""


def code_units(text: str) -> int:
    """The length of a text in UCS-2, as phones and operators count: a character beyond U+FFFF is two."""
    return len(text) if text.isascii() or max(text) <= "\uffff" else len(text.encode("utf-16-le")) // 2


def cut(text: str, size: int, measure: Measure) -> tuple[str, ...]:
    """The parts of `text`, each at most `size` by `measure`, as full as they can be. Joined they are the text."""
    if measure is code_units and _PLAIN.match(text) and max(text) <= "\uffff":  # one unit each, and cut anywhere
        return tuple(text[start : start + size] for start in range(0, len(text), size))
    parts: list[str] = []
    part, filled = "", 0
    for piece in _pieces(text, size, measure):
        length = measure(piece)
        if filled + length > size:
            parts.append(part)
            part, filled = "", 0
        part += piece
        filled += length
    return (*parts, part)


def _pieces(text: str, size: int, measure: Measure) -> Iterable[str]:
    """What may not be split: a text of one-unit characters falls into characters, any other into clusters."""
    if _PLAIN.match(text):
        yield from text
        return
    from uniseg.graphemecluster import grapheme_clusters  # type: ignore[import-untyped]

    for cluster in grapheme_clusters(text):
        if measure(cluster) <= size:
            yield cluster
        else:
            yield from cluster
