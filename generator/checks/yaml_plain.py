"""A head is plain YAML: no aliases, anchors, tags or merge keys.

A value stands where it is used, so that a person sees what a line says without looking elsewhere. A
value that only begins with *, & or ! is put in quotes.

Fails:

    name: *another

Passes:

    name: "*another"
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the construct."""
    name = fault.details.get("name", "")
    quote = _("if it is text, put the value in English quotes; otherwise write the value out")
    match fault.what:
        case "alias":
            return Finding(fault.at, _("“*{name}” is a YAML alias").format(name=name), quote)
        case "anchor":
            return Finding(fault.at, _("“&{name}” is a YAML anchor").format(name=name), quote)
        case "tag":
            return Finding(fault.at, _("“{name}” is a YAML tag").format(name=name), quote)
    return Finding(
        fault.at,
        _("“{name}” is a YAML merge key").format(name=name),
        _("write the keys out where they are needed"),
    )
