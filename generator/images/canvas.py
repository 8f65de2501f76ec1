"""A sheet of paper with few inks: a pixel is an index into a palette where each ink fades into its ground.

A card so drawn needs no colour reduction afterwards, is exact in its colours, and makes a small PNG.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image

    from .lettering import Block

Ink = Literal["ink", "secondary", "red", "gold", "deep red", "paper on deep red"]
RGB = tuple[int, int, int]

# The colours of the site (its style sheet has the same): ink on ground.
PAPER: RGB = (0xFB, 0xF8, 0xF2)
_DEEP_RED: RGB = (0x7B, 0x0F, 0x13)
_INKS: dict[Ink, tuple[RGB, RGB]] = {
    "ink": ((0x1E, 0x1A, 0x17), PAPER),
    "secondary": ((0x6A, 0x62, 0x5B), PAPER),
    "red": ((0xA4, 0x16, 0x1A), PAPER),
    "gold": ((0xA6, 0x7C, 0x2E), PAPER),
    "deep red": (_DEEP_RED, PAPER),
    "paper on deep red": (PAPER, _DEEP_RED),
}
# Fifteen shades between ground and ink: the edges of letters look no smoother with more.
_SHADES = 15
_PICTURE_BASE = 1 + len(_INKS) * _SHADES
_PICTURE_COLOURS = 256 - _PICTURE_BASE


class Canvas:
    """A sheet of width × height pixels, paper all over at first."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image

        self._indices = Image.new("L", (width, height), 0)
        self._picture_palette: list[int] = []

    def rectangle(self, box: tuple[int, int, int, int], ink: Ink) -> None:
        """Fill left, top, right, bottom (the last two excluded) with full ink."""
        self._indices.paste(_index(ink, 255), box)

    def frame(self, box: tuple[int, int, int, int], ink: Ink, thickness: int) -> None:
        """A rule of `thickness` pixels along the inside of the box."""
        left, top, right, bottom = box
        self.rectangle((left, top, right, top + thickness), ink)
        self.rectangle((left, bottom - thickness, right, bottom), ink)
        self.rectangle((left, top, left + thickness, bottom), ink)
        self.rectangle((right - thickness, top, right, bottom), ink)

    def mask(self, mask: Image.Image, corner: tuple[int, int], ink: Ink) -> None:
        """Lay an 8-bit coverage mask down in an ink, its upper left at `corner`, over that ink's ground."""
        indices, where = _tables(ink)
        self._indices.paste(mask.point(indices), corner, mask.point(where))

    def block(self, block: Block, left: int, top: float, ink: Ink) -> None:
        """Draw a block of lines with its left edge and the top of its first em box there."""
        from .lettering import draw

        for line, baseline in block.baselines(top):
            mask, x, y = draw(line, block.face, block.stroke)
            self.mask(mask, (left - x, baseline - y), ink)

    def picture(self, picture: Image.Image, corner: tuple[int, int]) -> None:
        """Lay an RGB picture down, its colours reduced to the free part of the palette. One to a canvas."""
        from PIL import Image

        # The colours of the picture at half its size are its colours, found in a quarter of the time.
        reduced = picture.reduce(2).quantize(_PICTURE_COLOURS, Image.Quantize.MEDIANCUT)
        self._picture_palette = (reduced.getpalette() or [])[: 3 * _PICTURE_COLOURS]
        dithered = picture.quantize(palette=reduced, dither=Image.Dither.FLOYDSTEINBERG)
        indices = Image.frombytes("L", picture.size, dithered.tobytes())
        self._indices.paste(indices.point([min(255, _PICTURE_BASE + index) for index in range(256)]), corner)

    def png(self) -> bytes:
        """The sheet as a PNG with a palette: no time, no text, the same bytes for the same strokes."""
        image = self._indices.copy()
        image.putpalette([*_palette(), *self._picture_palette])
        out = io.BytesIO()
        # Level 9 saves a tenth of the bytes and takes six times as long.
        image.save(out, "PNG", compress_level=6)
        return out.getvalue()


def _shade(coverage: int) -> int:
    """0 for bare ground to 15 for full ink, from a coverage of 0 to 255."""
    return round(coverage * _SHADES / 255)


def _index(ink: Ink, coverage: int) -> int:
    """The palette index of an ink at a coverage from 1 to 255; ground that is bare is not drawn at all."""
    return 1 + list(_INKS).index(ink) * _SHADES + max(_shade(coverage), 1) - 1


@cache
def _tables(ink: Ink) -> tuple[list[int], list[int]]:
    """For every coverage from 0 to 255: the palette index, and 255 where it is drawn or 0 where it is not."""
    coverages = range(256)
    return [_index(ink, coverage) for coverage in coverages], [255 if _shade(c) else 0 for c in coverages]


def _palette() -> list[int]:
    """Red, green, blue of the paper and of every shade of every ink, in the order of _index."""
    values = list(PAPER)
    for ink, ground in _INKS.values():
        for shade in range(1, _SHADES + 1):
            values += [round(g + (i - g) * shade / _SHADES) for i, g in zip(ink, ground, strict=True)]
    return values
