"""Remembers between builds what sound records said, so that an edit reads one file.

Kept as Python's own `marshal` writes it, which is read in a third of the time that JSON takes. A seal over the version
of Python and every byte goes before it: what is damaged, or was written by another Python, is not read.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.card import Card, EventLine, HonourLine
from generator.checks.finding import Problem
from generator.gate.window import Bar
from generator.notices import NoticeLine, Proposal
from generator.output import write_whole
from generator.places import Found, photo_state
from generator.retraction import CorrectionLine, Revoked, Withdrawal
from generator.workshop import Reading

_SEAL = 16
"""Bytes of the seal."""

State = list[int] | None
"""The state of a record's file, None if it is not there."""


class Memory:
    """Remembers sound readings between builds. `basis` names all that a reading depends on but the file."""

    def __init__(self, cache: Path, basis: str) -> None:
        self._path = cache / "readings"
        self._basis = basis
        self._kept: dict[str, tuple[State, Any, Any]] = {}
        try:
            kept = memoryview(self._path.read_bytes())
        except OSError:
            return  # nothing remembered: everything is read
        if kept[:_SEAL] == _seal(kept[_SEAL:]):
            rests_on, readings = marshal.loads(kept[_SEAL:])  # noqa: S302 (our own, and sealed)
            self._kept = readings if rests_on == basis else {}

    def __len__(self) -> int:
        return len(self._kept)

    def recall(self, found: Found, state: State) -> Reading | None:
        """The reading of an unchanged file."""
        kept = self._kept.get(found.shown)
        if kept is None or kept[0] != state:
            return None
        card = _card(kept[1])
        if card.photo and photo_state(Path(found.folder), card.photo.partition("|")[0]) != card.photo:
            return None
        return Reading(found.shown, card, [Problem.from_list(row) for row in kept[2]])

    def keep(self, readings: Iterable[Reading], states: Mapping[str, State]) -> None:
        """Remember these readings, and no others; faulty ones are read again next time."""
        kept = {
            reading.shown: (states[reading.shown], _plain(reading.card), _plain(tuple(reading.problems)))
            for reading in readings
            if reading.card is not None and states[reading.shown] is not None
        }
        data = marshal.dumps((self._basis, kept))
        write_whole(self._path, (_seal(data), data))


def _seal(data: bytes | memoryview) -> bytes:
    digest = hashlib.blake2b(sys.version.encode(), digest_size=_SEAL)
    digest.update(data)
    return digest.digest()


def _plain(value: Any) -> Any:
    """Tuples and texts without the types of their own, which `marshal` does not know."""
    if isinstance(value, tuple):
        return tuple([_plain(part) for part in value])
    return str(value) if isinstance(value, str) else value


def _card(kept: tuple[Any, ...]) -> Card:
    """A card from its plain tuples."""
    row = list(kept)
    for place, line in _LINES:
        if row[place]:
            row[place] = tuple([line._make(part) for part in row[place]])
    if row[_NOTICE]:
        *notice, proposals = row[_NOTICE]
        row[_NOTICE] = NoticeLine._make((*notice, tuple([Proposal._make(part) for part in proposals])))
    if row[_WITHDRAWAL]:
        row[_WITHDRAWAL] = Withdrawal._make(row[_WITHDRAWAL])
    return Card._make(row)


_LINED = {
    "honours": HonourLine,
    "bars": Bar,
    "events": EventLine,
    "revoked": Revoked,
    "corrections": CorrectionLine,
}
_LINES: tuple[tuple[int, Any], ...] = tuple((Card._fields.index(name), line) for name, line in _LINED.items())
_NOTICE, _WITHDRAWAL = map(Card._fields.index, ("notice", "withdrawal"))
