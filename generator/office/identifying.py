"""What of the private overlay identifies a person, in every way in which a site could say it.

Looked for are telephone and other numbers, addresses of every kind, the names of the family and of those who look after
an exemplar, the day of birth, and every longer note word for word. Left out is what is no secret by itself, or what
every page may hold by chance: the managing unit (an office, named in public anyway), words of kinship, points and
satisfaction (a bare figure such as 3 or 95 stands everywhere), the names of appraisal groups, dates but the full day of
birth, and texts of fewer than five bytes. The day of birth is looked for among the exemplar's own files alone, since
any day is also the day of something else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from generator.office.matching import SHORTEST
from generator.office.overlay import Overlay
from generator.office.overlay_model import Private

_LONG = 8
"""Characters from which a note is looked for as a whole."""


class Secret(NamedTuple):
    """A value of the overlay: whose it is and under which key, and how it may be written (bytes without spaces).

    `always` is never right in public; of the others a record may tell with good reason, as of a wife in a story.
    `own` is looked for in the exemplar's own files alone.
    """

    id: str
    key: str
    forms: tuple[bytes, ...]
    always: bool = False
    own: bool = False


def secrets_of(overlay: Overlay) -> list[Secret]:
    """All values of the overlay that are looked for."""
    found = (secret for id_, private in overlay.people.items() for secret in _secrets(id_, private))
    return [secret for secret in found if secret.forms]


def _secrets(id_: str, private: Private) -> Iterator[Secret]:
    contacts = private.contacts
    for key in ("phone", "mobile", "id_number", "bank"):
        if number := getattr(contacts, key):
            yield Secret(id_, f"contacts.{key}", forms_of(number, *_grouped(number)), always=True)
    for key in ("email", "wechat", "address"):
        if text := getattr(contacts, key):
            yield Secret(id_, f"contacts.{key}", forms_of(text), always=True)
    if private.birth and len(private.birth) == 10:
        yield Secret(id_, "birth", forms_of(*_days(private.birth)), own=True)
    for n, relative in enumerate(private.family):
        yield Secret(id_, f"family.{n}.name", forms_of(relative.name))
        yield from _note(id_, f"family.{n}.about", relative.about)
    for key in ("leader", "contact"):
        if name := getattr(private.liaison, key):
            yield Secret(id_, f"liaison.{key}", forms_of(name))
    for n, tracked in enumerate(private.tracking):
        yield from _note(id_, f"tracking.{n}.note", tracked.note)
    yield from _note(id_, "health", private.health)
    yield from _note(id_, "remarks", private.remarks)


def _note(id_: str, key: str, text: str | None) -> Iterator[Secret]:
    if text and len(text) >= _LONG:
        yield Secret(id_, key, forms_of(text))


def forms_of(*texts: str) -> tuple[bytes, ...]:
    """How texts may stand in a file: as they are, as HTML, JSON or an address writes them; spaces left out."""
    forms: dict[bytes, None] = {}
    for text in texts:
        if len(text) < 2:
            continue  # a single character stands in every file
        escaped = "".join(sign if sign.isascii() else _escaped(sign) for sign in text)
        for written in (text, html.escape(text), escaped, quote(text), quote(text).lower()):
            form = without_spaces(written.encode())
            if len(form) >= SHORTEST:
                forms[form] = None
    return tuple(forms)


def without_spaces(data: bytes) -> bytes:
    """`data` without white space, which may have come into a value where a line was broken."""
    return data.translate(None, b" \t\r\n\v\f")


def _escaped(sign: str) -> str:
    """A character as JSON escapes it: beyond the first plane as two halves."""
    halves = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))


def _grouped(number: str) -> Iterator[str]:
    """A number without what groups it, and a mobile number as it is grouped in print."""
    digits = re.sub(r"[\s\-()（）+]", "", number)
    yield digits
    if len(digits) == 11 and digits.startswith("1"):
        yield f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"


def _days(day: str) -> Iterator[str]:
    year, month, number = day.split("-")
    yield day
    yield f"{year}{month}{number}"
    for form in ("{}年{}月{}日", "{}/{}/{}", "{}.{}.{}"):
        yield form.format(year, month, number)
        yield form.format(year, int(month), int(number))
