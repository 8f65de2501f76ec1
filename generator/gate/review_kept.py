"""Where gate.yml asks for regular reviews, none is overdue by more than the days of grace.

The term runs from the last review; before the first, from the decision, or from the newest honour.

Fails:

    approval: {basis: statutory, decision: {number: 虚构〔2024〕1号, on: 2024-11-01}}
    reviews: []   # asked for every 12 months

Passes:

    approval: {basis: statutory, decision: {number: 虚构〔2024〕1号, on: 2024-11-01}}
    reviews: [{on: 2026-10-30, by: 虚构镇, result: keep}]
"""

from __future__ import annotations

from generator.gate.case import Case
from generator.gate.months import term_after
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window
from generator.language import _, ngettext
from generator.records.model import Record
from generator.records.partial_date import PartialDate


def title() -> str:
    """What staff call it."""
    return _("review")


def window(case: Case) -> Window:
    """To the day on which the grace after the next review's day ends."""
    demand = case.asked.review
    if demand is None:
        return ALWAYS
    since = counted_from(case.record)
    if since is None:
        return NEVER
    return Window(closes=term_after(since, demand.months, demand.grace))


def counted_from(record: Record) -> PartialDate | None:
    """The date from which the next review's term runs: last review, decision, newest honour; or None."""
    if record.reviews:
        return max(review.on for review in record.reviews)
    decision = record.approval.decision if record.approval else None
    if decision and decision.on:
        return decision.on
    return max((honour.on for honour in record.honours if honour.on), default=None)


def told(case: Case, window: Window, day: str) -> Told:
    """When the last review was, and when the next is due."""
    demand, since = case.asked.review, counted_from(case.record)
    if demand is None:
        return NOTHING
    if since is None:
        state = _("reviews are asked for, and there is no date to count from")
        return Told(
            state,
            _("the editor adds the day of the decision; or the managing unit reviews and it is entered under reviews"),
        )
    due = term_after(since, demand.months)
    if window.holds(day):
        return Told(_("next review due on {day}").format(day=due))
    every = ngettext("every {n} month", "every {n} months", demand.months).format(n=demand.months)
    state = _("the review ({every}) was due on {day}").format(every=every, day=due)
    return Told(
        state,
        _("the managing unit reviews the exemplar; the editor enters it under reviews: {on: …, by: …, result: keep}"),
    )
