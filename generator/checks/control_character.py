"""Text holds no invisible, control or private-use characters.

They come in by copying from web pages and word processors. Feeds refuse them, SMS gateways count them,
direction overrides show a reader other words than those that are stored, and a private-use character is
a box everywhere but on the computer where it was typed. Tabs and line ends are no fault here.

Fails:

    name: 张⟨U+200B⟩三

Passes:

    name: 张三
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, place
from generator.language import _
from generator.records.fault import Fault
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
_NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_WRONG = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, DEL, C1
    "\u200b\u2060\ufeff"  # no width
    "\u2028\u2029"  # line ends that only some programs see
    "\u202a-\u202e\u2066-\u2069"  # direction
    "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # private use
    "\ufdd0-\ufdef\ufffd" + _NONCHARACTERS + "]"
)


def word(fault: Fault) -> Finding:
    """Words a character that YAML refuses."""
    return _finding(fault, fault.details.get("character", ""))


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks through the whole file; a character is named once a line."""
    text = file.text
    # All of them but U+FFFD are unprintable to Python, and that test takes a tenth of the time.
    if "\ufffd" not in text and text.replace("\n", "").isprintable():
        return
    named: set[tuple[int, str]] = set()
    for match in _WRONG.finditer(text):
        at = place(text, match.start())
        if (at.line, match[0]) not in named:
            named.add((at.line, match[0]))
            yield _finding(Fault("control-character", at), match[0])


def _finding(fault: Fault, sign: str) -> Finding:
    if not sign:
        message = _("a character that no text may hold stands here")
        return Finding(fault.at, message, _("delete it and type the text again"))
    code = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "").lower()
    if sign == "\ufffd":
        message = _("a character was lost here when the text was converted ({code})")
        return Finding(fault.at, message.format(code=code), _("look up the original and type the character"))
    if unicodedata.category(sign) == "Co":
        message = _("the private-use character {code} shows only on the computer where it was typed")
        hint = _("type the character that Unicode has for it; rare ones such as 𠮷 are fine")
        return Finding(fault.at, message.format(code=code), hint)
    if name:
        message = _("the invisible character {code} ({name}) stands here").format(code=code, name=name)
    else:
        message = _("the control character {code} stands here").format(code=code)
    return Finding(fault.at, message, _("delete it: put the cursor behind it and press Backspace"))
