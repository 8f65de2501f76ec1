"""The copy of every channel fits its limit.

Each channel has a length that its readers' devices or editors set (limit in channel.yml). Whole sentences and
optional parts are left out first, in the order the channel states; if what must be said is still too long, a
person has to write shorter: a program that cuts a sentence cuts its sense.

Fails:

    copy:
      sms: 〈一段 200 字的短信，超出两条短信的 134 字〉

Passes:

    copy:
      sms: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Says which channel's copy is too long, or which part of it, by how much, and where to write a shorter one."""
    part = fault.details.get("part", "")
    if part:
        message = _("the {part} of the copy for {label} is {over} characters too long")
        hint = _("save {over} characters in copy.headline, the summary or the name, whichever it is made of")
    else:
        message = _("the copy for {label} is {over} characters too long, without its optional parts")
        hint = _("shorten copy.{channel}, or write one; the other way is to save {over} characters in the summary")
    said = {"label": fault.details["label"], "over": fault.details["over"], "part": part, "channel": fault.what}
    return Finding(fault.at, message.format(**said), hint.format(**said))
