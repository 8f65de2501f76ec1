"""A person whose surname a dictionary reads wrongly has `pinyin`.

单, 仇 or 曾 have another reading as surnames. The announcer at the microphone, the search by letters and
the share card rely on `pinyin`; without it they take the dictionary's first reading.

Fails:

    name: 单虚构

Passes:

    name: 单虚构
    pinyin: Shàn Xūgòu
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile
from generator.records.surnames import SURNAMES, surname_of

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up the surname of a person without `pinyin`."""
    record = file.record
    if file.kind != "person" or not record or record.pinyin or "name" in file.absent:
        return
    name = record.name
    surname = surname_of(name)
    if not surname:
        return
    readings = SURNAMES[surname]
    message = _("the surname 「{surname}」 of {name} is easily misread, and pinyin is missing")
    hint = _("add pinyin: {reading} …; as a surname it reads {readings}")
    yield Finding(
        file.at("name"),
        message.format(surname=surname, name=name),
        hint.format(reading=readings[0], readings=_(" or ").join(readings)),
    )
