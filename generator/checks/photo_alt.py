"""A photo has a text that tells it to those who do not see it.

Screen readers speak it, and it stands where the picture does not load (WCAG 2.2, 1.1.1).

Fails:

    photo: {file: photo.jpg}

Passes:

    photo: {file: photo.jpg, alt: 张三站在果园里，手里捧着梨}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, unsettled
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks for photo.alt."""
    record = file.record
    if not record or not record.photo or unsettled(file, "photo"):
        return
    if not (record.photo.alt or "").strip():
        message = _("the photo “{file}” has no alt text").format(file=record.photo.file)
        hint = _("say who is seen doing what, as in alt: {name}站在果园里").format(name=record.name)
        yield Finding(file.at("photo", "alt"), message, hint)
