"""A quarter against the quota as sheets: unit by unit, the exemplars that counted, and the items that counted."""

from __future__ import annotations

from generator.language import _, ngettext
from generator.office.managed import manager_of
from generator.office.matrix_words import Labels, link, listed, state_of
from generator.office.overlay import Overlay
from generator.office.quota import Count, Quarter, Tally
from generator.office.sheet import Cell, Head, Line, Sheet, cell

_NAMES = 8
"""How many names are told of those whose date does not tell the quarter."""


def units_sheet(tally: Tally) -> Sheet:
    """A unit a row: what is asked, what was done, and what is missing."""
    exemplars, items = _("Exemplars"), _("Items of information")
    heads = (
        Head(_("Unit"), width=24),
        Head(_("Asked"), exemplars, 6),
        Head(_("Fulfilled"), exemplars, 6),
        Head(_("Asked a month"), items, 8),
        *(Head(short_month(month), items, 8) for month in tally.quarter.months),
        Head(_("Total"), items, 6),
        Head(_("State"), width=28),
    )
    rows = [_unit(count) for count in tally.units]
    if tally.others.exemplars or tally.others.reported:
        rows.append(_row(_("units without a quota"), tally.others))
    whole = (*tally.units, tally.others)
    total: tuple[Cell, ...] = (
        cell(_("Total")),
        sum(count.asked.exemplars for count in tally.units),
        sum(len(count.exemplars) for count in whole),
        sum(count.asked.items for count in tally.units),
        *(sum(len(count.items[number]) for count in whole) for number in range(3)),
        sum(count.reported for count in whole),
        (),
    )
    title = _("Exemplars and information by unit, {quarter}").format(quarter=quarter_in_words(tally.quarter))
    return Sheet(_("By unit"), title, heads, tuple(rows), 1, " ".join([rule(), *remarks(tally)]), total)


def _unit(count: Count) -> tuple[Cell, ...]:
    return (*_row(count.asked.unit, count)[:-1], state(count))


def _row(name: str, count: Count) -> tuple[Cell, ...]:
    months = map(len, count.items)
    return (
        cell(name),
        count.asked.exemplars,
        len(count.exemplars),
        count.asked.items,
        *months,
        count.reported,
        (),
    )


def state(count: Count) -> Cell:
    """What a unit lacks of what is over, or that it lacks nothing; what is still to come while the quarter runs."""
    if count.short or any(count.missing):
        gaps = []
        if count.short:
            gaps.append(ngettext("{n} exemplar short", "{n} exemplars short", count.short).format(n=count.short))
        for month, missing in zip(count.months, count.missing, strict=True):
            if missing:
                gaps.append(_("{month}: {n} short").format(month=short_month(month), n=missing))
        return tuple(Line(gap, tone="gap") for gap in gaps)
    if all(count.closed):
        return cell(_("met"))
    if count.lacking:
        said = ngettext("{n} exemplar still to come", "{n} exemplars still to come", count.lacking)
        return (Line(said.format(n=count.lacking), tone="planned"),)
    return (Line(_("met so far"), tone="planned"),)


def exemplars_sheet(tally: Tally, levels: dict[str, str], overlay: Overlay) -> Sheet:
    """Every exemplar that counted."""
    heads = (
        Head(_("Unit"), width=24),
        Head(_("Exemplar"), width=20),
        Head(_("Level"), width=10),
        Head(_("Named on"), width=12),
        Head(_("Unit of the record"), width=28),
    )
    rows = [
        (
            cell(name),
            cell(exemplar.name),
            cell(levels.get(exemplar.level, exemplar.level)),
            cell(exemplar.named_on),
            cell(manager_of(exemplar, overlay)),
        )
        for name, count in _named(tally)
        for exemplar in count.exemplars
    ]
    return Sheet(_("Exemplars"), _("Exemplars that counted"), heads, tuple(rows), 2)


def items_sheet(tally: Tally, labels: Labels) -> Sheet:
    """Every item that counted."""
    heads = (
        Head(_("Unit"), width=24),
        Head(_("Exemplar"), width=20),
        Head(_("Date"), width=12),
        Head(_("Channel"), width=10),
        Head(_("Level"), width=10),
        Head(_("Outlet"), width=20),
        Head(_("State"), width=12),
        Head(_("Link"), width=40),
    )
    rows = [
        (
            cell(name),
            cell(labels.exemplar(item.exemplar)),
            cell(item.entry.on),
            cell(labels.channel(item.entry.channel)),
            cell(labels.level(item.entry.level)),
            cell(item.entry.outlet),
            cell(state_of(item.entry)[0]),
            (Line(item.entry.url, url=link(item.entry.url)),) if item.entry.url else (),
        )
        for name, count in _named(tally)
        for month in count.items
        for item in sorted(month, key=lambda item: item.entry.on)
    ]
    return Sheet(_("Items"), _("Items that counted"), heads, tuple(rows), 2)


def _named(tally: Tally) -> list[tuple[str, Count]]:
    return [(count.asked.unit, count) for count in tally.units] + [(_("units without a quota"), tally.others)]


def rule() -> str:
    """What counts, in a sentence."""
    return _(
        "An exemplar counts in the quarter in which it was named (decision, else first honour, else publication) and "
        "if it is named still; an item of information in the month in which it was sent or published; both for the "
        "managing unit, else the unit of the record, and for the unit above it whose name it begins with."
    )


def remarks(tally: Tally) -> list[str]:
    """What could not be counted, and that a quarter is not over."""
    said: list[str] = []
    if not tally.over:
        said.append(_("The quarter is not over: as of {day}.").format(day=tally.today.isoformat()))
    if tally.vague:
        names = listed(exemplar.name for exemplar in tally.vague[:_NAMES])
        more = len(tally.vague) - _NAMES
        names = _("{names} and {n} more").format(names=names, n=more) if more > 0 else names
        said.append(_("Not counted, as only the year of naming is known: {names}.").format(names=names))
    if tally.vague_items:
        text = ngettext(
            "Not counted: {n} item of which only the year is known.",
            "Not counted: {n} items of which only the year is known.",
            tally.vague_items,
        )
        said.append(text.format(n=tally.vague_items))
    return said


def quarter_in_words(quarter: Quarter) -> str:
    """A quarter as people write it."""
    return _("Q{number} {year}").format(year=quarter.year, number=quarter.number)


def short_month(month: str) -> str:
    """A month, YYYY-MM, without its year."""
    return _("month {n}").format(n=int(month[5:]))
