"""What an exemplar does in public, as the profile tells it: pledges kept or not, comments, learning activities.

Whether an activity is still to come depends on the reader's day, not on that of the build, so the page only says the
last day that its date can mean, and a script marks what lies ahead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.phrases import chinese_date
from generator.records.model import Comment, Event, Pledge


class PledgeRow(NamedTuple):
    """A pledge: its text, when it was made and when kept, both in words; `kept` is "" while it is not."""

    text: str
    made: str
    kept: str


class CommentRow(NamedTuple):
    """A comment: what was said, by whom, and when, or ""."""

    text: str
    by: str
    on: str


class EventRow(NamedTuple):
    """An activity: its date for machines and in words, the last day it can mean, what and where, or ""."""

    iso: str
    on: str
    last: str
    title: str
    place: str


def pledge_rows(pledges: Iterable[Pledge]) -> list[PledgeRow]:
    """The pledges, in the order in which they were made."""
    ordered = sorted(pledges, key=lambda pledge: pledge.on)
    return [PledgeRow(one.text, chinese_date(one.on), chinese_date(one.kept) if one.kept else "") for one in ordered]


def comment_rows(comments: Iterable[Comment]) -> list[CommentRow]:
    """The comments, in the record's order, without quotation marks of their own around the whole."""
    return [CommentRow(_unquoted(one.text), one.by, chinese_date(one.on) if one.on else "") for one in comments]


def event_rows(events: Iterable[Event]) -> list[EventRow]:
    """The activities, the latest first."""
    ordered = sorted(events, key=lambda event: event.on, reverse=True)
    return [
        EventRow(one.on, chinese_date(one.on), one.on.last_day.isoformat(), one.title, one.place or "")
        for one in ordered
    ]


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    return inner if text[:1] == "“" and text[-1:] == "”" and "“" not in inner and "”" not in inner else text
