"""A key stands once in its mapping.

YAML readers keep the last of two equal keys in silence; which of them was meant, only a person can say.

Fails:

    unit: 虚构县东坡村
    unit: 虚构县西岭村

Passes:

    unit: 虚构县东坡村
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the key and the line of the first."""
    line = fault.details.get("line", "")
    message = _("the key “{key}” already stands in line {line}").format(key=fault.what, line=line)
    return Finding(fault.at, message, _("keep the one that is right"))
