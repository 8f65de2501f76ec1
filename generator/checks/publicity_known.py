"""Channel and level of a publicity entry are written as the matrix knows them.

A misspelt channel would be a column of its own in the matrix, and the plan beside it a gap that nobody fills. Places
without a channel, such as 橱窗, may stand there under any other name.

Fails:

    publicity:
      - {channel: newspapers, level: county, planned: 2026-12}

Passes:

    publicity:
      - {channel: newspaper, level: county, planned: 2026-12}
      - {channel: 橱窗, level: county, planned: 2026-12}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.checks.nearest import did_you_mean, nearest
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING
_LEVELS = ("county", "city", "province", "national")
"""县、市、省、中央: the four of the plan, whether the vocabulary has them or not."""


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up every entry's channel, where another word is near, and its level."""
    record = file.record
    if not record or not record.publicity or "publicity" in file.absent:
        return
    levels = {*_LEVELS, *context.terms["levels"]}
    for n, entry in enumerate(record.publicity):
        channel, level = entry.channel, entry.level
        if channel not in context.channels and nearest(channel, context.channels):
            message = _("no channel is called “{word}”: it would stand in a column of its own")
            hint = did_you_mean(channel, context.channels)
            yield Finding(file.at("publicity", n, "channel"), message.format(word=channel), hint)
        if level and level not in levels:
            message = _("“{word}” is no level of the publicity matrix")
            yield Finding(file.at("publicity", n, "level"), message.format(word=level), did_you_mean(level, levels))
