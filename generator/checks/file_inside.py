"""A record and its folder are no links to a place outside the folder of records.

What is published is what stands in the folder, reviewed and kept in git; a link could publish any file
of the machine.

Fails:

    record.md: a link to a file outside the records

Passes:

    record.md: a file of its own
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the file that is a link."""
    message = _("“{name}” is a link that leaves the folder of records").format(name=fault.what)
    return Finding(fault.at, message, _("replace the link with the file itself"))
