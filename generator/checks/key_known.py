"""Every key is one that a record knows.

A mistyped key would otherwise be left out in silence, and the fact behind it with it.

Fails:

    summery: 他带着61户乡亲远迁安家。

Passes:

    summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
"""

from __future__ import annotations

import difflib

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the key, and the known one that it resembles."""
    known = fault.details["known"].split()
    meant = difflib.get_close_matches(fault.what.lower(), known, n=1, cutoff=0.6)
    if meant:
        hint = _("did you mean “{key}”?").format(key=meant[0])
    else:
        hint = _("known keys here: {keys}").format(keys=", ".join(known))
    return Finding(fault.at, _("unknown key “{key}”").format(key=fault.what), hint)
