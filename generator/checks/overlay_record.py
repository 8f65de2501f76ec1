"""Every file of the private overlay belongs to a record, under the same kind and id.

What belongs to nobody stands in no book, and nobody would notice that it is missing. It may also be all that is left
of somebody whose record was taken away, and then it should be deleted.

Fails:

    people/zhang-sn/private.yml, while the record lies in people/zhang-san

Passes:

    people/zhang-san/private.yml, and the record lies in people/zhang-san
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import START

SEVERITY = Severity.WARNING


def without_record(kind: str, id_: str) -> Finding:
    """The finding for a file of `kind` (“people”) and id that no record has."""
    message = _("there is no record {kind}/{id}").format(kind=kind, id=id_)
    hint = _("name the folder as the record's folder is named; if the record is gone for good, delete this file")
    return Finding(START, message, hint)
