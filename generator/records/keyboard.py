"""Finds behind a YAML error what a Chinese keyboard or an editor put into the line: ：, “ ”, a tab."""

from __future__ import annotations

import re

from generator.records.fault import Fault, Position

_ODD_SPACES = str.maketrans("\u3000\u00a0", "  ")
_ODD_QUOTE = re.compile(r"[:\s\[,][‘’“”][^‘’“”]*[\"']|[:\s][\"'][^\"']*[‘’“”]\s*\Z")
_LONGEST_KEY = 24


def hinted(fault: Fault, text: str, first_line: int) -> Fault:
    """`fault`, or the likelier one on its line or the line before; `first_line` is the head's first."""
    if fault.what != "yaml":
        return fault
    lines = text.split("\n")
    for number in range(min(fault.at.line, len(lines)), max(fault.at.line - 2, first_line - 1), -1):
        line = lines[number - 1]
        tab = line.find("\t")
        if tab >= 0 and not line[:tab].strip():
            return Fault(fault.rule, Position(number, tab + 1), "tab")
        key = line.lstrip(" -{").translate(_ODD_SPACES)
        colon = key.find("：")
        if 0 < colon < _LONGEST_KEY and ":" not in key[:colon]:
            return Fault(fault.rule, Position(number, line.find("：") + 1), "colon")
        if quote := _ODD_QUOTE.search(line):
            return Fault(fault.rule, Position(number, quote.start() + 2), "quote")
    return fault
