"""Text as Markdown that shows just this text: what a record says is no markup, whatever signs stand in it.

CommonMark 0.31, 2.4: a backslash before an ASCII mark takes its meaning; 6.5: an address between < and > is a link.
"""

from __future__ import annotations

import re

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
"""Four spaces would make code of a line."""
_MARK = re.compile(
    r"(?P<address>https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+)"
    r"|(?P<anywhere>[\\`*_\[\]<>&~|])"
    r"|(?P<first>^(?:\#{1,6}(?=\s|$)|[-+=](?=\s|[-=]|$)|\d{1,9}(?=[.)](?:\s|$))))",
    re.MULTILINE,
)


def plain_markdown(value: object) -> object:
    """A text for Markdown; what is no text, such as a number, as it is."""
    return _MARK.sub(_meant, _INDENT.sub("", value)) if isinstance(value, str) else value


def _meant(found: re.Match[str]) -> str:
    if found["address"]:
        return f"<{found[0]}>"
    if found["anywhere"]:
        return "\\" + found[0]
    # A number at the beginning of a line is a list's only with the mark behind it.
    return found[0] + "\\" if found[0][-1].isdigit() else found[0][:-1] + "\\" + found[0][-1]
