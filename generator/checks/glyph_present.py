"""Every character that is drawn has a glyph in the font.

Rare characters in names are common enough, and a box in place of a name on a picture offends. Where a
font lacks a character nothing is drawn, and this problem says which one. That holds for share cards, posters and
typeset pages. A font of the office's own in templates/fonts goes before the ones that come with the program.

Fails:

    name: 张\U000f0000
    # a character of the private-use area, for which no font has a glyph

Passes:

    name: 张三
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Names the characters with their code points."""
    named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in fault.what)
    return Finding(
        fault.at,
        _("no font has a glyph for {characters}").format(characters=named),
        _("check that the character is the right one; if it is, put a font that has it into templates/fonts"),
    )
