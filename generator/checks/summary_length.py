"""The summary is one sentence of 20 to 60 characters.

It stands under the name on the page, in feeds, in lists and in every short copy: shorter says nothing,
longer does not fit a text message.

Fails:

    summary: 他是好人。

Passes:

    summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
SHORTEST, LONGEST = 20, 60


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Counts characters of the summary, punctuation included."""
    if not file.record or "summary" in file.absent:
        return
    length = len(file.record.summary)
    if length < SHORTEST:
        message = _("the summary has {length} characters, at least {least} are needed")
        hint = _("say in one sentence what the exemplar did, {more} characters more")
        yield Finding(
            file.at("summary"),
            message.format(length=length, least=SHORTEST),
            hint.format(more=SHORTEST - length),
        )
    elif length > LONGEST:
        message = _("the summary has {length} characters, at most {most} fit")
        hint = _("leave out {less} characters; details belong in the body")
        yield Finding(
            file.at("summary"),
            message.format(length=length, most=LONGEST),
            hint.format(less=length - LONGEST),
        )
