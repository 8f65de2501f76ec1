"""The two typefaces that everything drawn is set in, those that step in for a rare character, and what none can write.

Only a configured font or the OFL data packages are used, never a font that happens to be installed:
two machines must draw identical bytes.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

Role = Literal["song", "hei"]


class _Packaged(NamedTuple):
    distribution: str
    module: str
    file: str


_PACKAGED: dict[Role, _Packaged] = {
    "song": _Packaged("pylopdf-fonts-zh-cn", "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
    "hei": _Packaged("justmytype-intl-cjk", "justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
}
_SPARE: dict[Role, _Packaged] = {
    "song": _Packaged("pylopdf-fonts-jp", "pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"),
    "hei": _Packaged("pylopdf-fonts-jp", "pylopdf_fonts_jp", "NotoSansJP-Regular.otf"),
}
"""They have characters of names, such as 𠮷, that the others lack. Their shapes are the Japanese ones, so they are
asked for no character that another face can write."""


class FontNotFound(LookupError):
    """The configured font file does not exist, or the package that carries the font is not installed."""


@dataclass(frozen=True, slots=True)
class Font:
    """One face: its file, and the weight (100–900) to set a variable font to; a static font ignores it.

    Of a collection (.ttc) the first face is meant. `others` are the files that a character is taken from which it
    lacks, the first that has it.
    """

    path: Path
    weight: int = 400
    others: tuple[Path, ...] = ()

    def file_for(self, character: str) -> Path:
        """The file that has the character; its own if none has."""
        point = ord(character)
        files = (self.path, *self.others)
        return next((path for path in files if point in _characters(path)), self.path)


def find(role: Role, configured: Path | None = None, *, weight: int = 400, others: tuple[Path, ...] = ()) -> Font:
    """The font for headings ("song") or text ("hei"): the configured file, else the packaged Noto font.

    `others`, and behind them the packaged spare, step in for what it lacks. Raises FontNotFound, whose message names
    what to install or mend.
    """
    if configured is not None and not configured.is_file():
        raise FontNotFound(f"the configured {role} font is not a file: {configured}")
    return Font(configured or _packaged(_PACKAGED[role], role), weight, (*others, spare(role)))


def spare(role: Role) -> Path:
    """The packaged face that steps in for rare characters. Raises FontNotFound."""
    return _packaged(_SPARE[role], role)


@lru_cache(maxsize=4)
def _packaged(package: _Packaged, role: Role) -> Path:
    # Looking the package up, and not importing it, keeps this cheap and free of the package's own code.
    spec = find_spec(package.module)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / package.file
        if path.is_file():
            return path
    raise FontNotFound(f"the {role} font is missing: pip install {package.distribution}")


def missing(text: str, font: Font) -> tuple[str, ...]:
    """The characters of text that neither the font nor what steps in has a glyph for, each once, in order.

    White space, controls, format characters and variation selectors leave no mark and are not asked for.
    Raises OSError when the file cannot be read and fontTools.ttLib.TTLibError when it is no font.
    """
    absent = tuple(dict.fromkeys(character for character in text if leaves_mark(character)))
    for path in (font.path, *font.others):
        if not absent:
            break
        known = _characters(path)
        absent = tuple(character for character in absent if ord(character) not in known)
    return absent


@lru_cache(maxsize=16384)
def leaves_mark(character: str) -> bool:
    """Whether a character is seen: false for white space, Cc, Cf and variation selectors (UAX #44)."""
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
        return False
    return not ("\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef")


@lru_cache(maxsize=16)
def _characters(path: Path) -> frozenset[int]:
    """Every code point of the font's Unicode cmap; read once."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True, fontNumber=0) as face:
        full = _full_repertoire(face.reader["cmap"])
        return full or frozenset(face.getBestCmap() or ())


_FULL_REPERTOIRE = ((3, 10), (0, 6), (0, 4))
"""Platforms and encodings of all of Unicode, in fontTools' order of preference (OpenType, cmap)."""


def _full_repertoire(table: bytes) -> frozenset[int]:
    """The code points of a cmap's subtable in format 12, which large fonts have; none if there is no such subtable.

    fontTools makes up a name for each of 30,000 glyphs before it says which characters there are: a sixth of a second.
    """
    count = int.from_bytes(table[2:4], "big")
    at = {(platform, encoding): offset for platform, encoding, offset in _records(">2HL", table, 4, count)}
    start = next((at[known] for known in _FULL_REPERTOIRE if known in at), None)
    if start is None or table[start : start + 2] != b"\0\x0c":
        return frozenset()
    groups = int.from_bytes(table[start + 12 : start + 16], "big")
    spans = (range(first, last + 1) for first, last, _glyph in _records(">3L", table, start + 16, groups))
    return frozenset(chain.from_iterable(spans))


def _records(form: str, table: bytes, start: int, count: int) -> Iterator[tuple[int, ...]]:
    return struct.iter_unpack(form, table[start : start + count * struct.calcsize(form)])
