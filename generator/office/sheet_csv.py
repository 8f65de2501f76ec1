"""A sheet as CSV that Excel and WPS open as it is meant: marked as UTF-8, and no cell is taken for a formula."""

from __future__ import annotations

import csv
import io

from generator.office.sheet import Cell, Sheet, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV Injection)."""


def as_csv(sheet: Sheet) -> bytes:
    """One line of heads and the rows, RFC 4180, UTF-8 with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(head.whole) for head in sheet.heads])
    writer.writerows([_value(content) for content in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _value(content: Cell) -> str:
    return str(content) if isinstance(content, int) else harmless(plain(content))


def harmless(text: str) -> str:
    """`text` with an apostrophe before what would begin a formula."""
    return "'" + text if text.startswith(_FORMULA) else text
