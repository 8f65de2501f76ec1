"""Finds many texts in many bytes at once: a hundred thousand of them cost hardly more than one.

The first five bytes of every text are looked up at every place of the bytes together, as arrays; only where they agree
is the text compared whole. (Two Chinese characters are six bytes of UTF-8, so five are more than one of them.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHORTEST = 5
"""Bytes that a text must have to be looked for."""
_WINDOW = 8
_MASK = np.uint64((1 << 8 * SHORTEST) - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2**64 over the golden ratio: multiplied by it, alike numbers come to lie far apart (Knuth, TAOCP 3, 6.4)."""
_LEAST, _MOST = 12, 24
"""Bits of the table of what may begin a text: 4 KB to 16 MB."""


class Matcher:
    """The texts that are looked for, made ready once. All have `SHORTEST` bytes at least."""

    def __init__(self, texts: Sequence[bytes]) -> None:
        self._numbers: dict[bytes, list[int]] = {}
        lengths: dict[int, set[int]] = {}
        for number, text in enumerate(texts):
            self._numbers.setdefault(text, []).append(number)
            lengths.setdefault(int.from_bytes(text[:SHORTEST], "little"), set()).add(len(text))
        # Thousands of addresses begin with the same county: they are told apart by a look-up for each length.
        self._lengths = {key: tuple(found) for key, found in lengths.items()}
        self._keys = np.array(sorted(self._lengths), np.uint64)
        bits = min(max(len(self._keys).bit_length() + 5, _LEAST), _MOST)
        self._shift = np.uint64(64 - bits)
        self._table = np.zeros(1 << bits, bool)
        self._table[self._places(self._keys)] = True

    def found(self, data: bytes) -> set[int]:
        """The numbers of the texts that stand in `data`."""
        if not len(self._keys) or len(data) < SHORTEST:
            return set()
        numbers: set[int] = set()
        for place, key in self._candidates(data):
            for length in self._lengths[key]:
                numbers.update(self._numbers.get(data[place : place + length], ()))
        return numbers

    def _candidates(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Where the first bytes of a text stand, and which."""
        padded = data + bytes(_WINDOW + _WINDOW)
        for offset in range(_WINDOW):
            count = (len(data) - offset + _WINDOW) // _WINDOW
            windows = np.frombuffer(padded, "<u8", count, offset) & _MASK
            near = np.flatnonzero(self._table[self._places(windows)])
            if len(near):
                keys = windows[near]
                ranks = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
                same = self._keys[ranks] == keys
                yield from zip((near[same] * _WINDOW + offset).tolist(), keys[same].tolist(), strict=True)

    def _places(self, keys: NDArray[Any]) -> NDArray[Any]:
        places: NDArray[Any] = (keys * _SPREAD) >> self._shift
        return places.astype(np.intp)
