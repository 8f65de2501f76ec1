"""The publicity matrix as sheets: the matrix, the plan of a month, planned against done, coverage, all entries."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language import _, ngettext
from generator.office.matrix import Matrix, Row, count_of
from generator.office.matrix_words import Labels, line_of, link, listed, month_in_words, scope_of, state_of
from generator.office.roll import Exemplar
from generator.office.sheet import Cell, Head, Line, Sheet, cell

_NAME, _UNIT, _ENTRY = 20, 26, 20


def matrix_sheet(matrix: Matrix, labels: Labels, whom: int = 2) -> Sheet:
    """Exemplars by channels, grouped by level. With `whom` 1 the units are left out."""
    heads = [Head(_("Exemplar"), width=_NAME), Head(_("Unit"), width=_UNIT)][:whom]
    heads += [Head(labels.channel(column.channel), labels.level(column.level), _ENTRY) for column in matrix.columns]
    rows: list[tuple[Cell, ...]] = [
        (
            *_whom(row.exemplar, labels)[:whom],
            *(tuple(line_of(entry) for entry in row.at(column)) for column in matrix.columns),
        )
        for row in matrix.rows
    ]
    note = _("“not done”: planned for this month or an earlier one, and nothing is published yet.")
    title = _("Publicity matrix, {period}").format(period=scope_of(matrix.asked, labels))
    return Sheet(_("Matrix"), title, tuple(heads), tuple(rows), whom, note)


def plan_sheet(plan: Matrix, labels: Labels) -> Sheet:
    """每月在县、市、省、中央宣传推介典型计划安排表."""
    heads = (
        Head(_("No."), width=6),
        Head(_("Exemplar"), width=_NAME),
        Head(_("Unit"), width=_UNIT),
        *(Head(labels.level(level), width=22) for level in plan.levels),
        Head(_("Planned"), width=8),
        Head(_("Done"), width=8),
    )
    rows = tuple(_plan_row(number, row, plan, labels) for number, row in enumerate(plan.rows, 1))
    planned, done = sum(count.planned for count in plan.counts), sum(count.done for count in plan.counts)
    total: tuple[Cell, ...] = ((), cell(_("Total")), (), *(() for _level in plan.levels), planned, done)
    title = _("Plan of publicity at county, city, province and national level, {month}")
    note = _("“Done” counts what was planned for this month and is published.")
    return Sheet(_("Monthly plan"), title.format(month=month_in_words(plan.asked.month)), heads, rows, 3, note, total)


def _plan_row(number: int, row: Row, plan: Matrix, labels: Labels) -> tuple[Cell, ...]:
    def at(level: str) -> Cell:
        lines = []
        for entry in row.entries:
            if entry.level == level:
                word, tone = state_of(entry)
                where = _("{channel}: {outlet}") if entry.outlet else "{channel}"
                text = where.format(channel=labels.channel(entry.channel), outlet=entry.outlet)
                lines.append(Line(text, f"{word} {entry.on or entry.planned}".strip(), tone, link(entry.url)))
        return tuple(lines)

    count = count_of("", row.entries, plan.asked.month)
    return (number, *_whom(row.exemplar, labels), *map(at, plan.levels), count.planned, count.done)


def counts_sheet(matrix: Matrix, labels: Labels) -> Sheet:
    """Planned against done, a level a row."""
    words = (_("Planned"), _("Published as planned"), _("Sent"), _("Not done"), _("Published beyond the plan"))
    rows = tuple((cell(labels.level(count.level)), *count[1:]) for count in matrix.counts)
    total = (cell(_("Total")), *(sum(numbers) for numbers in zip(*(count[1:] for count in matrix.counts), strict=True)))
    title = _("Planned against done, {period}").format(period=scope_of(matrix.asked, labels))
    return Sheet(
        _("By level"), title, (Head(_("Level")), *(Head(word, width=14) for word in words)), rows, 1, "", total
    )


def coverage_sheet(matrix: Matrix, labels: Labels) -> Sheet:
    """How often each named exemplar was published in each channel; the last line counts who was not."""
    heads = (
        Head(_("Exemplar"), width=_NAME),
        Head(_("Unit"), width=_UNIT),
        *(Head(labels.channel(channel), width=10) for channel in matrix.channels),
    )
    rows = tuple(
        (
            *_whom(line.exemplar, labels),
            *(line.published.get(channel) or () for channel in matrix.channels),
        )
        for line in matrix.coverage
    )
    total = (
        cell(_("Not there yet")),
        cell(_exemplars(len(rows))),
        *(len(matrix.missing(channel)) for channel in matrix.channels),
    )
    note = _("How often each named exemplar was published; an empty cell is never.")
    return Sheet(
        _("Coverage"),
        _("Coverage by channel, {period}").format(period=scope_of(matrix.asked, labels, always=True)),
        heads,
        rows,
        2,
        note,
        total,
    )


def gaps_sheet(matrix: Matrix, labels: Labels, most: int) -> Sheet:
    """The same turned round: who is missing in each channel, of each at most `most` names."""
    rows: list[tuple[Cell, ...]] = []
    for channel in matrix.channels:
        missing = matrix.missing(channel)
        rows.append(
            (
                cell(labels.channel(channel)),
                len(matrix.coverage) - len(missing),
                len(missing),
                cell(_names(missing, most)),
            )
        )
    heads = (
        Head(_("Channel")),
        Head(_("Published"), width=10),
        Head(_("Not yet"), width=10),
        Head(_("Who is missing"), width=60),
    )
    note = _("Named exemplars of whom nothing was published in a channel.")
    return Sheet(
        _("Coverage"),
        _("Coverage by channel, {period}").format(period=scope_of(matrix.asked, labels, always=True)),
        heads,
        tuple(rows),
        1,
        note,
    )


def entries_sheet(matrix: Matrix, labels: Labels) -> Sheet:
    """Every entry on a line of its own, to be sorted and filtered."""
    heads = (
        Head(_("Exemplar"), width=_NAME),
        Head(_("Unit"), width=_UNIT),
        Head(_("Level"), width=10),
        Head(_("Channel"), width=10),
        Head(_("Outlet"), width=18),
        Head(_("Planned"), width=12),
        Head(_("State"), width=12),
        Head(_("Date"), width=12),
        Head(_("Link"), width=40),
    )
    rows: list[tuple[Cell, ...]] = []
    for row in matrix.rows:
        for entry in row.entries:
            word, tone = state_of(entry)
            address = (Line(entry.url, url=link(entry.url)),) if entry.url else ()
            rows.append(
                (
                    *_whom(row.exemplar, labels),
                    cell(labels.level(entry.level)),
                    cell(labels.channel(entry.channel)),
                    cell(entry.outlet),
                    cell(entry.planned),
                    (Line(word, tone=tone),),
                    cell(entry.on),
                    address,
                )
            )
    return Sheet(
        _("Entries"), _("All entries, {period}").format(period=scope_of(matrix.asked, labels)), heads, tuple(rows), 2
    )


def _whom(exemplar: Exemplar, labels: Labels) -> tuple[Cell, Cell]:
    return cell(labels.exemplar(exemplar)), cell(exemplar.unit)


def _exemplars(number: int) -> str:
    return ngettext("of {n} exemplar", "of {n} exemplars", number).format(n=number)


def _names(exemplars: Sequence[Exemplar], most: int) -> str:
    said = listed(exemplar.name for exemplar in exemplars[:most])
    more = len(exemplars) - most
    return said if more <= 0 else _("{names} and {n} more").format(names=said, n=more)
