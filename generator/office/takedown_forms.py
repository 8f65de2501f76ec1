"""The forms in which the take-down list is given: text, CSV or a workbook to print and sign."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from generator.language import _
from generator.office.matrix_words import link
from generator.office.sheet import Book, Line, Sheet, cell
from generator.office.takedown import Address


class TakedownList(NamedTuple):
    """What makes the sheet, whose it is, the day, and what to say if there is no place on it."""

    sheet: Callable[[Address], Sheet]
    office: str
    today: datetime.date
    empty: str


def _text() -> Callable[[TakedownList], bytes]:
    from generator.office.sheet_text import as_text

    def made(told: TakedownList) -> bytes:
        sheet = told.sheet(lambda url: (Line("", url=url),))
        if not sheet.rows:
            return f"{sheet.title}\n\n{told.empty}\n{sheet.note}\n".encode()
        links: dict[str, int] = {}
        table = as_text(sheet._replace(note=""), links)
        numbered = "\n".join(f"[{number}] {link}" for link, number in links.items())
        return ("\n\n".join(part for part in (table, numbered, sheet.note) if part) + "\n").encode()

    return made


def _csv() -> Callable[[TakedownList], bytes]:
    from generator.office.sheet_csv import as_csv

    return lambda told: as_csv(told.sheet(cell))


def _xlsx() -> Callable[[TakedownList], bytes]:
    from generator.office.sheet_xlsx import as_xlsx

    def made(told: TakedownList) -> bytes:
        sheet = told.sheet(lambda url: (Line(url, url=link(url)),))
        about = f"{told.office}　{_('as of {day}').format(day=told.today.isoformat())}"
        return as_xlsx(Book(sheet.title, about, (sheet,), "" if sheet.rows else told.empty), told.today)

    return made


FORMS = {"text": _text, "csv": _csv, "xlsx": _xlsx}
"""Each loads what it needs when it is called, so that a missing package is told before any work is done."""
