"""A book as an XLSX workbook for Excel and WPS: to be read, filtered and printed on A4. Needs the extra `office`."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.cell import Cell as Field
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from generator.checks.report import width
from generator.documents.package import repacked
from generator.office.sheet import Book, Cell, Line, Sheet, Tone

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE, BODY = "黑体", "仿宋"
"""Typefaces that every Chinese Windows and WPS has; they are named, not embedded."""
_INK, _RED, _GREY, _GOLD = "1E1A17", "A4161A", "6A625B", "7A5A16"
_COLOURS: Final[dict[Tone, str]] = {"": _INK, "planned": _GREY, "sent": _GOLD, "published": _INK, "gap": _RED}
_THIN = Side(style="thin", color="D9D1C5")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="F3EDE2")
_GAP_FILL = PatternFill("solid", fgColor="FBEDEC")
_LINE = 15.5
"""Points from line to line at 11 pt."""
_LONGEST_LINK = 2_079
"""Characters; Excel takes no longer address."""
_PAPERS: Final = {"A3": 8, "A4": 9}
"""How SpreadsheetML numbers paper (ECMA-376-1, 18.3.1.63)."""
_SMALL, _PAPER = 60, 165
"""The least scale in per cent at which paper is legible, and how many characters A4 then holds across."""


def as_xlsx(book: Book, today: datetime.date) -> bytes:
    """The workbook, one sheet a tab; the same book on the same day gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        _fill(workbook.create_sheet(_tab(sheet.name)), sheet, book)
    midnight = datetime.datetime.combine(today, datetime.time())
    workbook.properties.title, workbook.properties.creator = book.title, "exemplar"
    workbook.properties.created = midnight
    out = io.BytesIO()
    workbook.save(out)
    written = workbook.properties.modified  # openpyxl sets it to the moment of saving
    return repacked(out.getvalue(), {_stamp(written): _stamp(midnight)})


def _stamp(moment: datetime.datetime) -> bytes:
    """A moment as the properties of a workbook state it (W3CDTF)."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()


def _tab(name: str) -> str:
    """`name` without what a tab may not have, at most 31 characters."""
    return "".join(sign for sign in name if sign not in r"[]:*?/\\")[:31]


def _fill(page: Worksheet, sheet: Sheet, book: Book) -> None:
    columns = len(sheet.heads)
    grouped = any(head.group for head in sheet.heads)
    first, last = 3, 4 if grouped else 3
    _above(page, sheet, book, columns)
    for number, head in enumerate(sheet.heads, 1):
        page.column_dimensions[get_column_letter(number)].width = head.width + 2
        for row, text in ((first, head.group or head.label), (last, head.label)):
            _headed(_at(page, row, number), text)
    if grouped:
        for group, start, span in sheet.groups():
            if group:
                page.merge_cells(start_row=first, end_row=first, start_column=start + 1, end_column=start + span)
        for number, head in enumerate(sheet.heads, 1):
            if not head.group:
                page.merge_cells(start_row=first, end_row=last, start_column=number, end_column=number)
    page.row_dimensions[first].height = page.row_dimensions[last].height = 24
    centred = sheet.numeric | _short(sheet)
    for place, cells in enumerate(sheet.rows, last + 1):
        _row(page, place, cells, sheet, centred)
    end = last + len(sheet.rows)
    page.auto_filter.ref = f"A{last}:{get_column_letter(columns)}{max(end, last + 1)}"
    if sheet.total:
        _row(page, end + 1, sheet.total, sheet, centred, total=True)
    page.freeze_panes = page.cell(last + 1, sheet.fixed + 1).coordinate
    _print(page, first, last, sheet, book.marked)


def _above(page: Worksheet, sheet: Sheet, book: Book, columns: int) -> None:
    """The title, and under it whose book it is and what is to be known."""
    about = "　　".join(text for text in (book.marked, book.about, book.empty or sheet.note) if text)
    for row, text, font, height in (
        (1, sheet.title, Font(name=TITLE, size=16, color=_INK), 34),
        (2, about, Font(name=BODY, size=10.5, color=_GREY), 20),
    ):
        field = _at(page, row, 1)
        _text(field, text)
        field.font = font
        if row == 2 and book.marked:
            field.font = Font(name=TITLE, size=10.5, color=_RED)
        field.alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center")
        page.row_dimensions[row].height = height
        if not _breaks(sheet):
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
            if row == 2:  # what is longer than the sheet is wide would widen the paper that it is printed on
                lines = -(-width(text) // sum(head.width + 2 for head in sheet.heads))
                page.row_dimensions[row].height = height + _LINE * (max(1, lines) - 1)
                field.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        else:  # a title in the middle would be cut where a page ends
            field.alignment = Alignment(vertical="center")


def _at(page: Worksheet, row: int, column: int) -> Field:
    field = page.cell(row, column)
    assert isinstance(field, Field)  # cells are written before they are merged
    return field


def _headed(field: Field, text: str) -> None:
    _text(field, text)
    field.font = Font(name=TITLE, size=11, color=_INK)
    field.fill, field.border = _HEAD_FILL, _GRID
    field.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _row(
    page: Worksheet, number: int, row: tuple[Cell, ...], sheet: Sheet, centred: frozenset[int], *, total: bool = False
) -> None:
    height = 1
    for place, (content, head) in enumerate(zip(row, sheet.heads, strict=True)):
        field = _at(page, number, place + 1)
        lines: tuple[Line, ...] = ()
        texts: list[str] = []
        if isinstance(content, int):
            field.value = content
        else:
            lines = content
            _text(field, "\n".join(texts := [text for line in lines for text in (line.text, line.more) if text]))
        tones = {line.tone for line in lines}
        tone: Tone = "gap" if "gap" in tones else lines[0].tone if lines else ""
        # LibreOffice sets a linked cell in one line and hides what does not fit; the sheet of entries has every link.
        url = next((line.url for line in lines if len(texts) == 1 and len(line.url) <= _LONGEST_LINK), "")
        if url:
            field.hyperlink = url
        assert page.parent
        field.style = _style(page.parent, tone, linked=bool(url), centred=place in centred, total=total)
        if not isinstance(content, int) and lines:
            _keep_text(field)
        height = max(height, sum(-(-width(text) // head.width) for line in lines for text in (line.text, line.more)))
    page.row_dimensions[number].height = 9 + _LINE * height


def _style(workbook: Workbook, tone: Tone, *, linked: bool, centred: bool, total: bool) -> str:
    """The name of a style of the workbook; a style that is named is made once, which takes most of the time away."""
    name = " ".join(["exemplar", tone or "text", *(["link"] if linked else []), *(["middle"] if centred else []),
                     *(["total"] if total else [])])  # fmt: skip
    if name not in workbook.named_styles:
        made = NamedStyle(name, border=_GRID)
        face = TITLE if total else BODY
        made.font = Font(name=face, size=11, color=_COLOURS[tone], underline="single" if linked else None)
        made.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
        if tone == "gap":
            made.fill = _GAP_FILL
        workbook.add_named_style(made)
    return name


def _short(sheet: Sheet) -> frozenset[int]:
    """The columns after the fixed ones in which every text fits one line; they look better centred."""

    def fits(content: Cell, room: int) -> bool:
        return isinstance(content, int) or (len(content) < 2 and all(width(line.whole) <= room for line in content))

    return frozenset(
        place
        for place, head in enumerate(sheet.heads)
        if place >= sheet.fixed and all(fits(row[place], head.width) for row in sheet.rows)
    )


def _text(field: Field, text: str) -> None:
    """Text, even if it begins as a formula does; the sign keeps it text when somebody edits the cell."""
    if not text:
        return
    field.value = text
    field.data_type = "s"
    _keep_text(field)


def _keep_text(field: Field) -> None:
    # Setting a style takes the sign away again, so it is put last.
    if str(field.value).startswith(("=", "+", "-", "@")):
        field.quotePrefix = True


def _breaks(sheet: Sheet) -> list[int]:
    """After which columns, from 1, a page ends so that shared headings stay whole; none where one page will do."""
    ends: list[int] = []
    own = sum(head.width + 2 for head in sheet.heads[: sheet.fixed])
    taken = own
    for group, first, span in sheet.groups():
        wide = sum(head.width + 2 for head in sheet.heads[first : first + span]) if group else 0
        if taken > own and taken + wide > _PAPER:
            ends.append(first)
            taken = own
        taken += wide
    return ends


def _print(page: Worksheet, first: int, last: int, sheet: Sheet, marked: str) -> None:
    """The paper across, as wide as it is; on every page the head, and whom the rows are about."""
    page.print_title_rows = f"{first}:{last}"
    page.print_title_cols = f"A:{get_column_letter(sheet.fixed)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _PAPERS[sheet.paper]
    if breaks := _breaks(sheet):
        page.page_setup.scale = _SMALL
        for column in breaks:
            page.col_breaks.append(Break(id=column))
    else:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    assert page.oddFooter is not None
    if marked:
        assert page.oddHeader is not None
        page.oddHeader.right.text = marked.replace("&", "&&")
    page.oddFooter.center.text = "&P / &N"
    page.sheet_view.showGridLines = False
