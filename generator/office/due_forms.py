"""The forms in which due reviews are given: text, CSV, a workbook, or a calendar."""

from __future__ import annotations

from collections.abc import Callable

from generator.language import _
from generator.office.due import Reviews
from generator.office.due_calendar import as_calendar
from generator.office.due_sheets import Whose, coming_sheet, due_sheet, overdue_sheet, plan_sheet, remarks
from generator.office.sheet import Book
from generator.records.settings import Office

Form = Callable[[Reviews, Whose, Office], bytes]


def _text() -> Form:
    from generator.office.sheet_text import as_text

    def made(reviews: Reviews, whose: Whose, office: Office) -> bytes:
        head = "　".join([_("Reviews of exemplars"), *about(reviews, whose, office)])
        sheets = [sheet for sheet in (overdue_sheet(reviews, whose), coming_sheet(reviews, whose)) if sheet.rows]
        told = [as_text(sheet, {}) for sheet in sheets] or [nothing(reviews)]
        return ("\n\n".join([head, *told, *(["\n".join(said)] if (said := remarks(reviews)) else [])]) + "\n").encode()

    return made


def _csv() -> Form:
    from generator.office.sheet_csv import as_csv

    return lambda reviews, whose, _office: as_csv(due_sheet(reviews, whose))


def _xlsx() -> Form:
    from generator.office.sheet_xlsx import as_xlsx

    def made(reviews: Reviews, whose: Whose, office: Office) -> bytes:
        sheets = (due_sheet(reviews, whose), plan_sheet(reviews, whose))
        empty = "" if sheets[0].rows else nothing(reviews)
        marked, *said = about(reviews, whose, office) if whose.private else ["", *about(reviews, whose, office)]
        return as_xlsx(Book(_("Reviews of exemplars"), "　".join(said), sheets, empty, marked), reviews.today)

    return made


def _ics() -> Form:
    return as_calendar


FORMS: dict[str, Callable[[], Form]] = {"text": _text, "csv": _csv, "xlsx": _xlsx, "ics": _ics}
"""Each loads what it needs when it is called, so that a missing package is told before any work is done."""


def about(reviews: Reviews, whose: Whose, office: Office) -> list[str]:
    """Whose list it is, of which day, and whether it may leave the office."""
    said = [office.name, _("as of {day}").format(day=reviews.today.isoformat())]
    return [*([_("For internal use only; do not pass on")] if whose.private else []), *said]


def nothing(reviews: Reviews) -> str:
    """What to say where nothing falls due: what comes next, or how reviews are asked for."""
    day = reviews.until.isoformat()
    if reviews.all:
        said = _("Nothing falls due by {day}. Next: {name} on {next}.")
        after = next(due for due in reviews.all if due.on > reviews.until)
        return said.format(day=day, name=after.exemplar.name, next=after.on.isoformat())
    if reviews.ruled:
        return _("Nothing falls due by {day}.").format(day=day)
    return _("No review is asked for. Add a line to gate.yml such as:") + "\n  reviews: [{months: 12, bases: []}]"
