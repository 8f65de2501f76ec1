"""A public notice (公示) says how to object: office.yml has a telephone number, an e-mail address or a postal address.

The page of notices shows what stands under `contact`. Without any of it nobody could object, and a naming that
follows could be contested.

Fails:

    # office.yml has no contact
    stage: noticed

Passes:

    # office.yml: contact: {person: 虚构的人, email: office@example.org}
    stage: noticed
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks for a way to the office while a record is noticed."""
    record, office = file.record, context.office
    if not record or record.stage != "noticed" or not office:
        return
    contact = office.contact
    if not (contact.phone or contact.email or contact.address):
        message = _("the notice would not say how to object: office.yml has neither phone, email nor address")
        hint = _("whoever keeps office.yml fills in one of them under contact")
        yield Finding(file.at("stage"), message, hint)
