"""Name, fields, summary, stage and updated stand in every record; parts have required keys of their own.

Fails:

    ---
    name: 张三
    stage: lead
    ---

Passes:

    ---
    name: 张三
    fields: [rural]
    summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
    stage: lead
    updated: 2026-11-22
    ---
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the missing key with its path."""
    message = _("“{key}” is missing").format(key=fault.what)
    return Finding(fault.at, message, _("add a line “{key}: …”").format(key=fault.what.rpartition(".")[2]))
