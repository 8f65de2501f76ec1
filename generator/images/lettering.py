"""Lines of Chinese type measured and drawn, glyph by glyph, with the half-width rules a plain layout lacks.

Pillow's basic layout is asked for by name: Raqm is not in every wheel, and the same text must give the same
bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import inf
from typing import TYPE_CHECKING

from .fonts import Font, leaves_mark
from .line_breaking import break_lines

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image, ImageFont

_OPENING = frozenset("（《「『“‘〈【〔〖")
_CLOSING = frozenset("，。、；：）》」』”’〉】〕〗")
# What a mark gives its blank half up to when it follows it; the empty text is the head of the line.
_SQUEEZED = dict.fromkeys(_CLOSING, _CLOSING) | dict.fromkeys(_OPENING, _OPENING | _CLOSING | {""})
# How far the em box of an ideograph reaches above the baseline, in em: 880 of 1000 in both Noto fonts.
ASCENT = 0.88


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to try a text: the size in pixels and the most lines it may take at that size."""

    size: int
    most: int = 1


class Face:
    """A font opened at a size in pixels, which remembers how wide its characters are."""

    def __init__(self, font: Font, size: int) -> None:
        """Raises OSError if the font's file is no font."""
        self.size = size
        self._font = font
        self._opened = _opened(font.path, font.weight, size)
        self._advances: dict[str, float] = {}

    def opened_for(self, character: str) -> ImageFont.FreeTypeFont:
        """What the character is drawn with: the font, or what steps in where it lacks it."""
        if character.isspace() or not self._font.others:
            return self._opened
        path = self._font.file_for(character)
        return self._opened if path == self._font.path else _opened(path, self._font.weight, self.size)

    def advance(self, character: str) -> float:
        """The distance to the next character in pixels; white space is measured here and never drawn."""
        known = self._advances.get(character)
        if known is None:
            shown = " " if character.isspace() else character
            opened = self.opened_for(character)
            known = float(self.size) if character == "\u3000" else opened.getlength(shown)
            self._advances[character] = known
        return known


@dataclass(frozen=True, slots=True)
class Block:
    """Lines and the face they fit in; leading is the distance of baselines in em, stroke is in pixels."""

    lines: tuple[str, ...]
    face: Face
    leading: float
    stroke: float

    @property
    def height(self) -> int:
        """From the top of the first em box to the bottom of the last, in pixels; no lines have no height."""
        return round(self.face.size * (1 + self.leading * (len(self.lines) - 1))) if self.lines else 0

    def baselines(self, top: float) -> Iterator[tuple[str, int]]:
        """Each line with the y of its baseline when the block begins at top."""
        for number, line in enumerate(self.lines):
            yield line, round(top + self.face.size * (ASCENT + self.leading * number))


@lru_cache(maxsize=128)
def face(font: Font, size: int) -> Face:
    """The font opened at a size. Raises OSError if the file is no font."""
    return Face(font, size)


@lru_cache(maxsize=128)
def _opened(path: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """A file opened at a size, a variable font at its weight."""
    from PIL import ImageFont

    opened = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    try:
        axes = opened.get_variation_axes()
    except OSError:  # a static font says so in this way
        return opened
    values: list[float] = []
    for axis in axes:
        low, high = axis["minimum"] or 0, axis["maximum"] or 1000
        values.append(min(max(weight, low), high) if axis["name"] == b"Weight" else axis["default"] or 0)
    opened.set_variation_by_axes(values)
    return opened


def fit(
    text: str,
    font: Font,
    settings: Sequence[Setting],
    limit: float,
    *,
    leading: float = 1.5,
    stroke: float = 0.0,
    room: float = inf,
) -> Block | None:
    """The text in the first of the settings that holds it within limit × room pixels, or None.

    leading and stroke (what every stroke of a letter gains on each side) are in em.
    """
    for setting in settings:
        opened = face(font, setting.size)
        lines = break_lines(text, partial(width, face=opened), limit, setting.most)
        if lines is not None:
            block = Block(tuple(lines), opened, leading, stroke * setting.size)
            if block.height <= room:
                return block
    return None


def fit_or_cut(
    text: str,
    font: Font,
    settings: Sequence[Setting],
    limit: float,
    *,
    leading: float = 1.5,
    stroke: float = 0.0,
    room: float = inf,
) -> Block:
    """As fit, but a text too long for the last setting loses its end and gains an ellipsis."""
    block = fit(text, font, settings, limit, leading=leading, stroke=stroke, room=room)
    last = settings[-1]
    # No letter is narrower than a fifth of its em: what lies beyond cannot fit and need not be tried.
    kept = text[: int(5 * last.most * limit / last.size)]
    while block is None:
        kept = kept[: -max(1, len(kept) // 20)]
        block = fit(f"{kept}…" if kept else "", font, [last], limit, leading=leading, stroke=stroke, room=room)
    return block


def width(line: str, face: Face) -> float:
    """The width of a line in pixels."""
    end = 0.0
    for _, left, advance in _places(line, face):
        end = left + advance
    return max(end, 0.0)


def draw(line: str, face: Face, stroke: float = 0.0) -> tuple[Image.Image, int, int]:
    """The line as an 8-bit coverage mask, and where in the mask the left end of its baseline lies (x, y).

    stroke thickens every stroke of the letters by that many pixels on each side.
    """
    from PIL import Image, ImageDraw

    margin = face.size // 2
    x, y = margin, margin + face.size
    mask = Image.new("L", (round(width(line, face)) + 2 * margin, y + face.size), 0)
    pen = ImageDraw.Draw(mask)
    for character, left, _ in _places(line, face):
        if not character.isspace():
            pen.text((x + left, y), character, 255, face.opened_for(character), anchor="ls", stroke_width=stroke)
    return mask, x, y


def _places(line: str, face: Face) -> Iterator[tuple[str, float, float]]:
    """Every character with the x of its origin and its advance in pixels; what leaves no mark is left out.

    A full-width mark stands on half its em where Chinese type asks for it (GB/T 15834-2011, 5.1.7 and 5.1.11;
    W3C clreq, 3.1.6): the interpunct always, an opening mark at the head of a line, and of two marks in a row
    the blank halves that meet.
    """
    x, half, previous = 0.0, face.size / 2, ""
    for character in line:
        if not (character.isspace() or leaves_mark(character)):
            continue
        left, advance = x, face.advance(character)
        if advance > 1.8 * half:
            if character == "·":
                left, advance = x - half / 2, half * 1.5
            elif previous in _SQUEEZED.get(character, ()):
                left = x - half
        yield character, left, advance
        x, previous = left + advance, character
