"""Due reviews as a calendar: an all-day entry each, with a reminder a week before and on the morning of the day."""

from __future__ import annotations

import datetime

from generator.ical import Happening, as_ical, uid_of
from generator.language import _
from generator.office.due import Due, Reviews
from generator.office.due_sheets import Whose, last_review, period, time_left
from generator.office.managed import manager_of
from generator.records.settings import Office

WEEK_BEFORE, THAT_MORNING = "-P6DT15H", "PT9H"
"""Nine in the morning, counted from the midnight that begins the day (RFC 5545, 3.8.6.3)."""


def as_calendar(reviews: Reviews, whose: Whose, office: Office) -> bytes:
    """The calendar, entries and not tasks: phones, Outlook and WPS show tasks of a subscription nowhere.

    What is overdue stands on today, so that it is seen; it keeps its UID, so that it moves along and does not pile up.
    """
    name = _("Reviews: {office}").format(office=office.short_name or office.name)
    shown = (*reviews.overdue, *reviews.coming)
    return as_ical(name, _("Reviews of exemplars"), [_entry(due, reviews.today, whose, office) for due in shown])


def _entry(due: Due, today: datetime.date, whose: Whose, office: Office) -> Happening:
    exemplar = due.exemplar
    late = due.on < today
    summary = _("Overdue review: {name}") if late else _("Review: {name}")
    said = [
        (_("Due"), f"{due.on.isoformat()} {time_left(due, today)}" if late else due.on.isoformat()),
        (_("Unit"), exemplar.unit),
        (_("Level"), whose.level(exemplar)),
        (_("Period"), period(due.months)),
        (_("Last review"), last_review(due)),
        (_("Page stays until"), due.last_day.isoformat()),
    ]
    if whose.private:
        liaison = whose.overlay.of(exemplar.id).liaison
        said += [
            (_("Managing unit"), manager_of(exemplar, whose.overlay)),
            (_("Leader in charge"), liaison.leader or ""),
            (_("Liaison"), liaison.contact or ""),
        ]
    day = today if late else due.on
    return Happening(
        uid=uid_of(office.site_url, f"review-{exemplar.id}-{due.on.isoformat()}"),
        first=day,
        last=day,
        stamp=datetime.date.fromisoformat(exemplar.updated),
        summary=summary.format(name=exemplar.name),
        description="\n".join(_("{label}: {text}").format(label=label, text=text) for label, text in said if text),
        url=f"{office.site_url}exemplars/{exemplar.id}/",
        reminders=(THAT_MORNING,) if late else (WEEK_BEFORE, THAT_MORNING),
    )
