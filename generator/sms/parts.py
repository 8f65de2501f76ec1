"""Cuts a text into the parts of a long message, so that nothing that belongs together is torn apart.

A part ends between two grapheme clusters (UAX #29): no escape pair, surrogate pair, flag, family or combining
sequence is split, and CR LF is one line end. A cluster too long for a whole part is cut between its characters. An
address stays whole where that costs no further part: a phone that shows parts as they come can then open it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

Measure = Callable[[str], int]
_PLAIN = re.compile("[ -~㐀-鿿\U00020000-\U0003ffff，。、；：！？“”《》（）【】—…·％\n]*\\Z")
"""Texts in which every character is a cluster by itself: Chinese characters and marks, and printable ASCII."""
_ADDRESS = re.compile("https?://[!-~]+")


def code_units(text: str) -> int:
    """The length of a text in UCS-2, as phones and operators count: a character beyond U+FFFF is two."""
    return len(text) if text.isascii() or max(text) <= "\uffff" else len(text.encode("utf-16-le")) // 2


def cut(text: str, size: int, measure: Measure) -> tuple[str, ...]:
    """The parts of `text`, each at most `size` by `measure`, as few as there can be. Joined they are the text.

    They are as full as they can be, but that an address is not begun in a part that it does not end in.
    """
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if "://" in text else []
    parts = _filled(text, size, measure, ())
    bounds = [*accumulate(map(len, parts))] if addresses else []
    if not any(start < bound < end for start, end in addresses for bound in bounds):
        return parts
    whole = _filled(text, size, measure, addresses)
    return whole if len(whole) == len(parts) else parts


def _filled(text: str, size: int, measure: Measure, addresses: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Parts as full as they can be; none ends within one of `addresses` that a part could hold."""
    if measure is code_units and _PLAIN.match(text) and max(text) <= "\uffff":  # one unit each, and cut anywhere
        return _sliced(text, size, addresses)
    return _packed(_kept_whole(_pieces(text, size, measure), addresses, size, measure), size, measure)


def _sliced(text: str, size: int, addresses: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The same for a text of one unit a character."""
    parts, begin = [], 0
    while len(text) - begin > size:
        end = begin + size
        end = next((start for start, last in addresses if start < end < last <= start + size), end)
        parts.append(text[begin:end])
        begin = end
    return (*parts, text[begin:])


def _packed(pieces: Iterable[str], size: int, measure: Measure) -> tuple[str, ...]:
    """Pieces in parts, each as full as it can be."""
    parts: list[str] = []
    part, filled = "", 0
    for piece in pieces:
        length = measure(piece)
        if filled + length > size:
            parts.append(part)
            part, filled = "", 0
        part += piece
        filled += length
    return (*parts, part)


def _kept_whole(
    pieces: Iterable[str], addresses: Iterable[tuple[int, int]], size: int, measure: Measure
) -> Iterable[str]:
    """The same pieces, but those of an address that fits into a part as one."""
    spans = iter(addresses)
    start, end = next(spans, (-1, -1))
    at, held = 0, ""
    for piece in pieces:
        if start <= at < end:
            held += piece
        else:
            yield piece
        at += len(piece)
        if held and at >= end:
            yield from [held] if measure(held) <= size else held
            start, end = next(spans, (-1, -1))
            held = ""


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
