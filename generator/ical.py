"""An iCalendar file (RFC 5545) of whole days, as Outlook, phones and WPS show and subscribe to it.

The library `icalendar` takes 0.15 s to load, a seventh of a build after an edit; so it only reads back what stands
here, in the tests.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

OCTETS = 75
"""The most a line may hold, its line break not counted (RFC 5545, 3.1)."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
"""3.3.11: what stands in a text otherwise than it is written."""


class Happening(NamedTuple):
    """What stands on the whole days from `first` to `last`, both included.

    `uid` stays the same for ever; `stamp` is the day on which it was last written, from which DTSTAMP is made, so
    that two builds are the same bytes. Texts are "" where there is nothing to say. `reminders` are durations as
    RFC 5545, 3.3.6 writes them, counted from the midnight that begins `first`: "-P6DT15H" is nine o'clock on the
    seventh day before.
    """

    uid: str
    first: datetime.date
    last: datetime.date
    stamp: datetime.date
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    reminders: tuple[str, ...] = ()


def as_ical(name: str, about: str, happenings: Iterable[Happening]) -> bytes:
    """A calendar called `name`, UTF-8 with CRLF, in the order given.

    The name stands twice: NAME is of RFC 7986, X-WR-CALNAME is what Outlook and phones read. Days are published as
    free time, or a reader's whole day would look taken.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//exemplar-kb//calendar//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *([f"DESCRIPTION:{_text(about)}", f"X-WR-CALDESC:{_text(about)}"] if about else []),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    for happening in happenings:
        lines += _event(happening)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def uid_of(site_url: str, name: str) -> str:
    """A UID that is ours alone: `name` at the host of the site (RFC 7986, 5.3)."""
    return f"{name}@{urlsplit(site_url).hostname}"


def folded(line: str) -> bytes:
    """A line with its break, cut where it is longer than 75 octets, and never inside a character."""
    data = line.encode()
    if len(data) <= OCTETS:
        return data + b"\r\n"
    pieces: list[bytes] = []
    while len(data) > (room := OCTETS - bool(pieces)):  # the space that goes on with a line counts too
        end = room
        while data[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return b"\r\n ".join([*pieces, data]) + b"\r\n"


def _event(happening: Happening) -> Iterator[str]:
    stamp = f"{_day(happening.stamp)}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(happening.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(happening.first)}"
    if happening.last < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(happening.last + datetime.timedelta(1))}"  # the first day that is free again
    yield f"SUMMARY:{_text(happening.summary)}"
    for key, said in (("DESCRIPTION", happening.description), ("LOCATION", happening.location)):
        if said:
            yield f"{key}:{_text(said)}"
    if happening.url:
        yield f"URL:{happening.url}"  # a URI, which is not escaped
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    for reminder in happening.reminders:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(happening.summary)}")
        yield from (f"TRIGGER:{reminder}", "END:VALARM")
    yield "END:VEVENT"


def _day(day: datetime.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"  # strftime gives a year before 1000 in three digits


def _text(text: str) -> str:
    return text.translate(_ESCAPED)
