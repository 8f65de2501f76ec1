"""A sheet as an aligned table for a terminal, in which a Chinese character takes two columns."""

from __future__ import annotations

from generator.checks.report import width
from generator.office.sheet import Cell, Head, Sheet

MOST = 120
"""Columns beyond which a table with shared headings is cut, one table for each."""
_GAP = "  "
_CUT = "…"


def as_text(sheet: Sheet, links: dict[str, int]) -> str:
    """The sheet, titled; several tables where one would be too wide.

    Addresses do not fit into cells: they are added to `links` with a number, from 1, and the cell says the number.
    """
    tables = [f"{part.title}\n\n{_table(part, links)}" for part in sheet.parts(MOST)]
    return "\n\n".join([*tables, *([sheet.note] if sheet.note else [])])


def _table(sheet: Sheet, links: dict[str, int]) -> str:
    cells = [[_lines(content, head, links) for content, head in zip(row, sheet.heads, strict=True)]
             for row in (*sheet.rows, *((sheet.total,) if sheet.total else ()))]  # fmt: skip
    labels = [_wrapped(head.label, head.width) for head in sheet.heads]
    widths = [
        max(width(line) for line in (*label, *(line for row in cells for line in row[number])))
        for number, label in enumerate(labels)
    ]
    numbers = sheet.numeric
    rule = _GAP.join("-" * wide for wide in widths)
    told = [_shared(sheet, widths)] if any(head.group for head in sheet.heads) else []
    told += [*_row(labels, widths, numbers), rule]
    for number, row in enumerate(cells):
        if sheet.total and number == len(sheet.rows):
            told.append(rule)
        told += _row(row, widths, numbers)
    return "\n".join(told)


def _shared(sheet: Sheet, widths: list[int]) -> str:
    line = ""
    for group, first, span in sheet.groups():
        room = sum(widths[first : first + span]) + len(_GAP) * (span - 1)
        line += _padded(group, room) + _GAP
    return line.rstrip()


def _row(cells: list[list[str]], widths: list[int], numbers: frozenset[int]) -> list[str]:
    """One row, as many lines as its tallest cell."""
    lines = []
    for depth in range(max(map(len, cells))):
        texts = [cell[depth] if depth < len(cell) else "" for cell in cells]
        padded = [
            _padded(text, wide, right=number in numbers)
            for number, (text, wide) in enumerate(zip(texts, widths, strict=True))
        ]
        lines.append(_GAP.join(padded).rstrip())
    return lines


def _lines(content: Cell, head: Head, links: dict[str, int]) -> list[str]:
    if isinstance(content, int):
        return [str(content)]
    lines: list[str] = []
    for line in content:
        mark = ""
        if line.url:
            mark = f" [{links.setdefault(line.url, len(links) + 1)}]"
        *above, last = _wrapped(line.text, head.width)
        lines += [*above, last + mark]
        lines += _wrapped(line.more, head.width) if line.more else []
    return lines or [""]


def _wrapped(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` columns, broken at a space if there is one, and at most three of them."""
    lines: list[str] = []
    while width(text) > room and len(lines) < 2:
        end = _fitting(text, room)
        end = text.rfind(" ", 1, end + 1) if " " in text[1 : end + 1] else end
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    if width(text) > room:
        text = text[: _fitting(text, room - width(_CUT))] + _CUT
    return [*lines, text]


def _fitting(text: str, room: int) -> int:
    """How many characters of `text` fit into `room` columns, one at least."""
    end = len(text)
    while end > 1 and width(text[:end]) > room:
        end -= 1
    return end


def _padded(text: str, room: int, *, right: bool = False) -> str:
    space = " " * (room - width(text))
    return space + text if right else text + space
