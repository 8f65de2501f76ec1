"""A consent covers what the record brings along: the portrait if there is a photo, the media if there is copy for them.

What it does not cover is not published: without `portrait` the photo is shown nowhere, without `media` no ready copy,
press kit or bulletin is made. The record stays as it is, so somebody should know.

Fails:

    # the folder holds photo.jpg
    photo: {file: photo.jpg, alt: 张三站在果园里}
    approval: {basis: consent, consent: {on: 2011-06-01, scope: [site, media]}}

Passes:

    # the folder holds photo.jpg
    photo: {file: photo.jpg, alt: 张三站在果园里}
    approval: {basis: consent, consent: {on: 2011-06-01, scope: [site, media, portrait]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares the scope of a recorded consent with photo, copy and publicity."""
    record = file.record
    consent = record.approval.consent if record and record.approval else None
    if record is None or consent is None or consent.withdrawn:
        return
    if record.photo and "portrait" not in consent.scope:
        message = _("the consent does not cover the portrait, so the photo is shown nowhere")
        hint = _("the liaison asks the person; if it is agreed, add portrait to scope, else take the photo out")
        yield Finding(file.at("approval", "consent", "scope"), message, hint)
    if "media" not in consent.scope and (record.copy_ or record.publicity):
        message = _("the consent does not cover the media, so no copy, press kit or bulletin is made")
        hint = _("the liaison asks the person; if it is agreed, add media to scope")
        yield Finding(file.at("approval", "consent", "scope"), message, hint)
