"""Reads pages of a PDF as a person would: lines of characters with their places, by PDFium."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2 as pdfium


class Line(NamedTuple):
    """A line of a page: its text, the height of its middle above the page's foot and its left end, both in points."""

    text: str
    height: float
    left: float


def lines(pdf: bytes, page: int) -> list[Line]:
    """The lines of a page from the top down; characters belong to one line if their origins are within 3 pt."""
    document = pdfium.PdfDocument(pdf)
    text = document[page].get_textpage()
    rows: dict[int, list[tuple[float, str]]] = {}
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if character.strip() and right > left:
            middle = (bottom + top) / 2
            near = next((row for row in rows if abs(row - middle * 10) < 30), round(middle * 10))
            rows.setdefault(near, []).append((left, character))
    found = []
    for row in sorted(rows, reverse=True):
        signs = sorted(rows[row])
        found.append(Line("".join(sign for _left, sign in signs), row / 10, signs[0][0]))
    return found


def text_of(pdf: bytes) -> str:
    """All text of a PDF, without white space."""
    document = pdfium.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def count(pdf: bytes) -> int:
    """How many pages."""
    return len(pdfium.PdfDocument(pdf))


def size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page in millimetres."""
    width, height = pdfium.PdfDocument(pdf)[0].get_size()
    return round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)
