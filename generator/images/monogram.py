"""The mark that stands where a portrait would: a surname in Song on paper, in a thin gold frame."""

from __future__ import annotations

from generator.monogram import COMPOUND_SURNAMES

from .canvas import Canvas
from .fonts import Font
from .lettering import ASCENT, draw, face

_SIZE = 288
_SIZE_OF_TWO = 184


def letters(name: str) -> str:
    """The surname if the name has the length of a person's (up to four characters), else its first character.

    Marks are passed over, a Latin letter is a capital; empty if the name has no letter at all.
    """
    seen = [character for character in name if character.isalnum()]
    surname = "".join(seen[:2])
    # An organisation's name can have four characters too, and begin like a compound surname; longer ones are no names.
    if 3 <= len(seen) <= 4 and "·" not in name and surname in COMPOUND_SURNAMES:
        return surname
    return "".join(seen[:1]).upper()


def monogram(canvas: Canvas, name: str, font: Font, box: tuple[int, int, int, int]) -> None:
    """Draw frame and letters in box (left, top, right, bottom); two characters stand one above the other."""
    left, top, right, bottom = box
    canvas.frame(box, "gold", 2)
    canvas.frame((left + 10, top + 10, right - 10, bottom - 10), "gold", 1)
    written = letters(name)
    size = _SIZE if len(written) < 2 else _SIZE_OF_TWO
    opened = face(font, size)
    for number, letter in enumerate(written):
        centre = (top + bottom) / 2 + (number - (len(written) - 1) / 2) * size
        mask, x, y = draw(letter, opened)
        start, baseline = (left + right - opened.advance(letter)) / 2, centre + (ASCENT - 0.5) * size
        canvas.mask(mask, (round(start) - x, round(baseline) - y), "red")
