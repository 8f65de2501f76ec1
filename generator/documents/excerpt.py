"""Chooses what of a text stands where room is scarce: whole sentences, never a part of one; and arranges lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）]*|[^。！？!?]+\Z")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its closing marks."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def within(paragraphs: Iterable[str], most: int) -> tuple[str, ...]:
    """The paragraphs from the first on, in whole sentences, as far as they come to at most `most` characters.

    A first sentence that is longer than that is left out with all that follows: it would lack its beginning.
    """
    kept: list[str] = []
    left = most
    for paragraph in paragraphs:
        taken = ""
        for sentence in sentences(paragraph):
            if len(sentence) > left:
                return (*kept, taken) if taken else tuple(kept)
            taken += sentence
            left -= len(sentence)
        kept.append(taken)
    return tuple(kept)


def lines(texts: Iterable[str]) -> str:
    """Texts one below the other; on a slide each becomes a paragraph."""
    return "\n".join(texts)


def numbered(texts: Iterable[str]) -> list[str]:
    """Texts with their numbers before them, from 1."""
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


FILTERS = {"within": within, "lines": lines, "numbered": numbered}
"""What the templates of Word documents and slides may use besides Jinja2's own filters."""
