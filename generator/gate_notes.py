"""Words the notes of the gate: a checklist of what holds, what fails, who does what next, and when it will pass."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from generator.checks.report import width
from generator.gating import Finding, Note
from generator.language import _, ngettext


def as_text(note: Note, today: datetime.date) -> str:
    """The note of one exemplar: a heading, a line for each condition, and what follows."""
    lines = [_heading(note, today)]
    room = max((width(finding.title) for finding in note.asked), default=0)
    for finding in note.asked:
        sign = "✓" if finding.holds else "✗"
        lines.append(f"  {sign} {_padded(finding.title, room)}  {finding.state}")
        if not finding.holds and finding.remedy:
            lines.append(f"    {' ' * room}  → {finding.remedy}")
    lines.append(f"  {_outlook(note, today)}")
    return "\n".join(lines) + "\n"


def as_roll(notes: Sequence[Note], today: datetime.date) -> str:
    """Everybody who is held back, under the first condition that each fails, with what is to be done."""
    if not notes:
        return _("all records are public on {day}").format(day=today)
    count = ngettext("{n} record is not public on {day}", "{n} records are not public on {day}", len(notes))
    lines = [count.format(n=len(notes), day=today)]
    for _name, group in groupby(notes, _first):
        held = list(group)
        title = held[0].failing[0].title if held[0].failing else _("records with errors")
        lines += ["", f"{title} ({len(held)})"]
        for note in held:
            lines.append(f"  ✗ {note.name} ({note.id})  {_state(note)}")
            lines.append(f"    → {_step(note)}")
    return "\n".join(lines)


def as_json(notes: Sequence[Note]) -> str:
    """A list of objects, one for each note; days are ISO 8601 text or null."""
    return json.dumps([_object(note) for note in notes], ensure_ascii=False, indent=2)


def _heading(note: Note, today: datetime.date) -> str:
    who = f"{note.name} ({note.id})  {today}  "
    if note.public:
        return who + _("public")
    if note.errors:
        return who + _("not public: the record has errors")
    failing = len(note.failing)
    missing = ngettext("not public, {n} thing is missing", "not public, {n} things are missing", failing)
    return who + missing.format(n=failing)


def _outlook(note: Note, today: datetime.date) -> str:
    """What will be if nothing else changes."""
    if note.errors:
        return _step(note)
    first = note.first_day(today)
    if note.public:
        if note.passes.closes:
            return _("If nothing else changes it stays public until {day}.").format(day=note.passes.closes)
        return _("If nothing else changes it stays public.")
    if first:
        return _("If nothing else changes it is public from {day}.").format(day=first)
    return _("It does not become public by waiting: what is marked ✗ has to be done first.")


def _first(note: Note) -> str:
    return note.failing[0].condition if note.failing else ""


def _state(note: Note) -> str:
    if note.failing:
        more = len(note.failing) - 1
        also = ngettext(" (and {n} more thing)", " (and {n} more things)", more).format(n=more) if more else ""
        return note.failing[0].state + also
    return ngettext("{n} error", "{n} errors", note.errors).format(n=note.errors)


def _step(note: Note) -> str:
    if note.failing:
        return note.failing[0].remedy
    return _("the editor runs `exemplar check {path}` and mends what it says").format(path=note.path)


def _padded(text: str, room: int) -> str:
    return text + " " * (room - width(text))


def _object(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "name": note.name,
        "path": note.path,
        "public": note.public,
        "errors": note.errors,
        "from": _day(note.passes.opens) if not note.errors and note.passes.possible else None,
        "until": _day(note.passes.closes) if not note.errors and note.passes.possible else None,
        "conditions": [_condition(finding) for finding in note.asked],
    }


def _condition(finding: Finding) -> dict[str, Any]:
    return {
        "condition": finding.condition,
        "title": finding.title,
        "holds": finding.holds,
        "from": _day(finding.window.opens) if finding.window.possible else None,
        "until": _day(finding.window.closes) if finding.window.possible else None,
        "state": finding.state,
        "remedy": finding.remedy,
    }


def _day(text: str) -> str | None:
    return text or None
