"""A file has at most 1 MB (1,000,000 bytes).

A record is a few pages of text; a larger file holds something that does not belong there, mostly a
picture pasted as text.

Fails:

    record.md: 1,000,001 bytes

Passes:

    record.md: 1,000,000 bytes
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault
from generator.records.text_file import MOST_BYTES

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Says how large the file is."""
    message = _("the file has {size:,} bytes, at most {most:,} are read")
    return Finding(
        fault.at,
        message.format(size=int(fault.what), most=MOST_BYTES),
        _("keep pictures as files of their own beside the record"),
    )
