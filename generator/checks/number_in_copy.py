"""A figure in copy stands in the record.

Copy is retold and shortened, and a wrong figure is the first thing a reader finds. Figures are compared
by value: 61户 and 六十一户 are the same. Hand-written copy is looked at, and the finished copy of every
channel too, so that no template and no rewording for the ear can bring in a figure.

Fails:

    copy:
      sms: 他带着63户乡亲搬迁安家。
    # the body says 61户

Passes:

    copy:
      sms: 他带着61户乡亲搬迁安家。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.fault import Fault
from generator.records.figures import figures
from generator.records.reader import RecordFile
from generator.records.texts import texts

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Compares the figures of every `copy` text with those of all the rest of the record."""
    record = file.record
    if not record or not record.copy_:
        return
    known: dict[str, str] | None = None
    for channel, text in record.copy_.items():
        written = figures(text)
        if written and known is None:
            known = figures(_rest(file))
        for value, form in written.items():
            if known is not None and value not in known:
                message = _("the figure {figure} in copy.{channel} does not stand in the record")
                yield Finding(
                    file.at("copy", channel),
                    message.format(figure=form, channel=channel),
                    _("correct it, or add the fact with its source to the body"),
                )


def word(fault: Fault) -> Finding:
    """Says which figure of a finished copy is not the record's."""
    message = _("the figure {figure} in the finished copy for {label} does not stand in the record")
    hint = _("look for it in copy.{channel} or in the template, templates/channels/{channel}")
    said = {"figure": fault.details["figure"], "label": fault.details["label"], "channel": fault.details["channel"]}
    return Finding(fault.at, message.format(**said), hint.format(**said))


def _rest(file: RecordFile) -> str:
    """Everything the record says outside `copy`."""
    record = file.record
    assert record is not None
    said = record.model_dump(by_alias=True, exclude={"copy_"}, mode="json", exclude_none=True)
    return "\n".join([*texts(said), *(block.text for block in file.blocks)])
