"""What of a record its consent lets be shown: the portrait, and copy for the media.

A consent that is recorded is the person's word on how far publishing may go, whatever the legal basis is; without one
nothing was limited. What is not cleared is taken out of the record before any room that renders can see it.
"""

from __future__ import annotations

from generator.records.model import Record


def media_cleared(record: Record) -> bool:
    """Whether copy, press kit, bulletins and push may use it."""
    consent = record.approval.consent if record.approval else None
    return consent is None or "media" in consent.scope


def cleared(record: Record) -> Record:
    """The record as it may be shown: without its photo where the consent does not cover the portrait."""
    if record.photo is None:
        return record
    consent = record.approval.consent if record.approval else None
    if consent is None or "portrait" in consent.scope:
        return record
    return record.model_copy(update={"photo": None})
