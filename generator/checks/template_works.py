"""The template of every channel can be filled in for every record.

A name that is mistyped or a mark that is not closed makes a template unusable, for all records or for some. The
other channels are made all the same; the one that fails is left out until the template is mended.

Fails:

    templates/channels/sms/sms.txt.j2: {{ record.nmae }}

Passes:

    templates/channels/sms/sms.txt.j2: {{ record.name }}
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.WARNING


def word(fault: Fault) -> Finding:
    """Says what is wrong with a template, and for which record it showed."""
    details = fault.details
    if details["record"]:
        message = _("the template for {label} fails for {record}: {message}")
    else:
        message = _("the template for {label} cannot be used: {message}")
    hint = _("mend {template}; until then there is no copy for {label}, and the other channels are made")
    return Finding(fault.at, message.format(**details), hint.format(**details))
