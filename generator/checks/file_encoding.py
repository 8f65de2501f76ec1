"""A file is saved as UTF-8.

Notepad's “ANSI” is GBK and its “Unicode” is UTF-16; read as UTF-8 such a file is broken text, and
characters such as 𠮷 do not exist in GBK at all.

Fails:

    record.md: saved as GBK

Passes:

    record.md: saved as UTF-8
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the encoding if it can be told, and the way to save the file again."""
    hint = _("in 记事本 (Notepad) or WPS choose 另存为 (Save as), and there the encoding UTF-8")
    if fault.what:
        message = _("the file is saved as {encoding}, not as UTF-8").format(encoding=fault.what)
    else:
        message = _("the file is not UTF-8 text")
    return Finding(fault.at, message, hint)
