"""The summary is plain text on one line, without markup or citations.

It goes into feeds, text messages and lists as it stands, where [^s1] or ** would be read out as signs.

Fails:

    summary: 他带着61户乡亲远迁安家，修路引水，把**陌生的坡地**种成了果园。[^s1]

Passes:

    summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
_SIGN = re.compile(r"[\[\n*_`~<#>+-]")
_MARKUP = re.compile(
    r"\[\^[^\]\s]*\]|\n|(\*\*?|__)(?=[^*_\s][^*_\n]*\1)|`|~~|!?\[[^\]]*\]\(|<[A-Za-z/!]"
    r"|\A\s*(?:#{1,6}\s|>\s|[-+*]\s)"
)


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks for what a plain line does not hold."""
    if not file.record or "summary" in file.absent:
        return
    summary = file.record.summary
    found = _MARKUP.search(summary) if _SIGN.search(summary) else None
    if not found:
        return
    sign = found[0].strip()
    if not sign:
        message, hint = _("the summary has a line break"), _("write it on one line")
    elif sign.startswith("[^"):
        message = _("the summary holds the citation {sign}").format(sign=sign)
        hint = _("take it out; the body carries the citations")
    else:
        message = _("the summary holds the markup “{sign}”").format(sign=sign)
        hint = _("write plain text")
    yield Finding(file.at("summary"), message, hint)
