"""Finds the word that a person probably meant, for hints."""

from __future__ import annotations

from collections.abc import Iterable

from generator.language import _

_ALIKE = 0.6
_SHOWN = 12


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" when none is alike."""
    import difflib

    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=_ALIKE)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or else all of them while they are few."""
    words = sorted(known)
    if meant := nearest(word, words):
        return _("did you mean “{word}”?").format(word=meant)
    if len(words) <= _SHOWN:
        return _("known here: {words}").format(words=", ".join(words))
    return _("known here: {words} and {more} more").format(words=", ".join(words[:_SHOWN]), more=len(words) - _SHOWN)
