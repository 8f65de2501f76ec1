"""Tells problems: as text for a person, as JSON for a program, as annotations for GitHub."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence

from generator.checks.finding import Problem, Severity
from generator.checks.private_number import masked
from generator.language import _, ngettext

COLUMNS = 100
"""How many columns of a long line are shown around the caret."""
_BEFORE = 60
_CUT = "…"


def as_text(problems: Sequence[Problem], line_of: Callable[[str, int], str]) -> str:
    """Each problem as `path:line:column: error: message [rule-name]`, its line with a caret, and the hint.

    `line_of` gives the text of a path's line (from 1), or "" when there is none to show.
    """
    # What stands where the name of a variable should, or in an option that there is not, may be a password, and this
    # goes into logs.
    secret = {(problem.path, problem.line) for problem in problems if problem.rule.startswith("outlet-")}
    lines = ("" if (p.path, p.line) in secret else line_of(p.path, p.line) for p in problems)
    return "".join(_told(problem, line) for problem, line in zip(problems, lines, strict=True))


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with the fields of `Problem`."""
    return json.dumps([problem._asdict() for problem in problems], ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, one a line, that GitHub shows beside the changed lines.

    Form and escapes as in actions/toolkit, packages/core/src/command.ts.
    """
    return "".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},col={problem.column},"
        f"title={_property(problem.rule)}::{_data(problem.message)}\n"
        for problem in problems
    )


def summary_line(problems: Sequence[Problem], records: int | None = None) -> str:
    """“2 errors, 1 warning in 40 records”; without `records` it counts the files that have problems."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(ngettext("{n} error", "{n} errors", errors).format(n=errors))
    if warnings:
        parts.append(ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings))
    found = _(", ").join(parts) or _("no problems")
    if records is None:
        files = len({problem.path for problem in problems})
        if not files:
            return found
        return ngettext("{found} in {n} file", "{found} in {n} files", files).format(found=found, n=files)
    return ngettext("{found} in {n} record", "{found} in {n} records", records).format(found=found, n=records)


def _told(problem: Problem, line: str) -> str:
    severity = problem.severity.value  # not translated: editors find the places by it
    told = f"{problem.path}:{problem.line}:{problem.column}: {severity}: {_visible(problem.message)} [{problem.rule}]\n"
    if line:
        shown, before = _window(_visible(masked(line)), problem.column - 1)
        told += f"{shown}\n{' ' * before}^\n"
    if problem.hint:
        told += f"  = {_('hint')}: {_visible(problem.hint)}\n"
    return told


def _window(line: str, index: int) -> tuple[str, int]:
    """At most COLUMNS columns of `line` with the character at `index`, and the columns before it."""
    index = min(index, len(line))
    if width(line) <= COLUMNS:
        return line, width(line[:index])
    start = index
    reached = 0
    while start and reached + _width(line[start - 1]) <= _BEFORE:
        start -= 1
        reached += _width(line[start])
    head = _CUT if start else ""
    room = COLUMNS - 2 * len(_CUT)
    end, taken = start, 0
    while end < len(line) and taken + _width(line[end]) <= room:
        taken += _width(line[end])
        end += 1
    tail = _CUT if end < len(line) else ""
    return head + line[start:end] + tail, len(head) + reached


def width(text: str) -> int:
    """The columns that `text` takes in a terminal (UAX #11: Wide and Fullwidth take two)."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _visible(text: str) -> str:
    """`text` as a terminal may show it: a tab is one space, and what would move or hide other text is �."""
    if text.isprintable():
        return text
    return "".join(" " if sign == "\t" else "\ufffd" if _moves(sign) else sign for sign in text)


def _moves(sign: str) -> bool:
    # Cc are control characters; the others open a line or turn the direction of what follows.
    return (
        unicodedata.category(sign) in ("Cc", "Zl", "Zp")
        or sign in "\u202a\u202b\u202c\u202d\u202e"
        or ("\u2066" <= sign <= "\u2069")
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
