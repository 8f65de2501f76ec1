"""Folds many texts at once, as one row of code points: what `fold.py` says of one, at the speed of arrays."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.search.fold import fold_alone, fold_character, stands_alone

SPACE = np.uint32(ord(" "))
_GONE, _UNSEEN, _JOINS = np.array([0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD], np.uint32)
_folded = np.empty(0, np.uint32)
"""What each code point folds to, filled as they are met."""


def folded_row(pieces: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """All pieces folded, each ending in one space, and their lengths with it; spaces inside may stand in runs."""
    row = _looked_up(pieces)
    if (joining := row == _JOINS).any():
        # Rare: normalised as a whole, then taken character by character.
        pieces = [unicodedata.normalize("NFKC", piece) if _joins(piece) else piece for piece in pieces]
        row = _looked_up(pieces)
        joining = row == _JOINS
        points = _points(pieces)
        row[joining] = [ord(fold_character(chr(point)) or "\0") or _GONE for point in points[joining]]
    lengths = np.array([len(piece) + 1 for piece in pieces], np.intp)
    kept = row != _GONE
    if not kept.all():
        owners = np.repeat(np.arange(len(pieces)), lengths)[kept]
        return row[kept], np.bincount(owners, minlength=len(pieces))
    return row, lengths


def _looked_up(pieces: Sequence[str]) -> NDArray[np.uint32]:
    """What each character of all pieces folds to, `_JOINS` where that depends on its neighbours."""
    global _folded
    if not len(_folded):
        _folded = np.full(0x110000, _UNSEEN)
    points = _points(pieces)
    row = _folded[points]
    if (unseen := row == _UNSEEN).any():
        for point in np.unique(points[unseen]):
            _folded[point] = (ord(fold_alone(chr(point)) or "\0") or _GONE) if stands_alone(chr(point)) else _JOINS
        row = _folded[points]
    return row


def _joins(piece: str) -> bool:
    return bool((_folded[_points([piece])] == _JOINS).any())


def _points(pieces: Sequence[str]) -> NDArray[np.uint32]:
    """The code points of all pieces, a line end after each."""
    return np.frombuffer("".join(f"{piece}\n" for piece in pieces).encode("utf-32-le", "surrogatepass"), np.uint32)
