"""The folder's name is the id: small English letters, digits and single hyphens, at most 60 characters.

It stands in every address of the exemplar for good, so it must survive every system. “by” and “frame”
are addresses of the site itself, and names such as “con” cannot be folders on Windows.

Fails:

    people/Zhang_San/record.md

Passes:

    people/zhang-san/record.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.fault import START
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
LONGEST = 60
RESERVED = frozenset({"by", "frame"})
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_OTHER = re.compile(r"[^a-z0-9]+")


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks at the name of the record's folder."""
    name = file.id
    if not _SLUG.match(name):
        yield Finding(START, _("“{id}” cannot be an id").format(id=name), _renamed(name))
    elif name in RESERVED or _WINDOWS.match(name):
        message = _("“{id}” is a reserved word and cannot be an id").format(id=name)
        yield Finding(START, message, _("name the folder otherwise, as in {id}-1").format(id=name))
    if len(name) > LONGEST:
        message = _("the id “{id}” has {length} characters, at most {most} are allowed")
        yield Finding(
            START,
            message.format(id=name, length=len(name), most=LONGEST),
            _("name the folder more shortly, as in {id}").format(id=_shortened(name)),
        )


def _renamed(name: str) -> str:
    slug = _OTHER.sub("-", name.lower()).strip("-")
    if slug and name.isascii():
        return _("name the folder {id}").format(id=slug)
    return _("name the folder in pinyin with small letters and hyphens, as in zhang-san")


def _shortened(name: str) -> str:
    return _OTHER.sub("-", name.lower())[:LONGEST].rpartition("-")[0].strip("-") or "zhang-san"
