"""Words what the ledger tells: its list, the story of one delivery, its export, and what does not hold in it."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.checks.report import width
from generator.delivery.listing import Count, Line, Story
from generator.delivery.states import State
from generator.delivery.verify import Flaw
from generator.language import _
from generator.office.matrix_words import Labels
from generator.pushing.standing import BEIJING
from generator.pushing.state_words import purposes, states

KEY = 12
MOST = 200
"""So many deliveries are listed one by one; an export has them all."""
COLUMNS = ("key", "item", "version", "channel", "purpose", "outlet", "recipient", "state", "tries", "changed")
"""The columns of an export; `recipient` is a hash unless addresses were asked for."""


def moment(at: int) -> str:
    """Milliseconds since 1970 as day and time of the mainland; "" for 0."""
    return f"{datetime.datetime.fromtimestamp(at / 1000, BEIJING):%Y-%m-%d %H:%M:%S}" if at else ""


def as_list(counts: Iterable[Count], labels: Labels) -> Iterator[str]:
    """Lines: each exemplar, and how many deliveries through an outlet stand where."""
    words, aims = states(), purposes()
    for item, group in groupby(counts, lambda count: count.item):
        yield item
        rows = [
            (f"{labels.channel(channel)} {version}", aims[purpose], f"→ {outlet}",
             _(", ").join(f"{words[count.state]} {count.number}" for count in found))
            for (channel, version, purpose, outlet), found in groupby(
                group, lambda count: (count.channel, count.version, count.purpose, count.outlet)
            )
        ]  # fmt: skip
        room = [max(width(row[n]) for row in rows) for n in range(3)]
        for row in rows:
            yield "  " + "  ".join([*(cell + " " * (room[n] - width(cell)) for n, cell in enumerate(row[:3])), row[3]])


def as_lines(lines: Iterable[Line], labels: Labels) -> Iterator[str]:
    """Lines: one delivery each, with the key that `show` and `settle` take; at most `MOST`."""
    for number, line in enumerate(lines):
        if number == MOST:
            yield "  …"
            return
        yield f"{line.key[:KEY]}  {moment(line.changed)}  {line.item} · {labels.channel(line.channel)} → {line.outlet}"


def as_story(story: Story, labels: Labels) -> Iterator[str]:
    """Lines: what it is, every move with its time and who made it, every attempt with what the other side said."""
    line, words = story.line, {state.value: word for state, word in states().items()}
    yield f"{line.key}"
    aim = purposes()[line.purpose]  # type: ignore[index]
    yield f"  {line.item} · {labels.channel(line.channel)} {line.version} · {aim} → {line.outlet}"
    yield "  " + _("recipient: {who}").format(who=line.recipient or _("the outlet itself"))
    yield "  " + _("state: {state}").format(state=words[line.state])
    for event in story.events:
        moved = " → ".join(words.get(state, state) for state in (event.was, event.became) if state)
        yield f"  {moment(event.at)}  {moved}  {event.detail}  ({event.who})".replace("    ", "  ")
    for attempt in story.attempts:
        ended = moment(attempt.ended) or _("end unknown")
        said = " ".join(part for part in (attempt.result, attempt.code, attempt.provider_id) if part)
        yield "  " + _("attempt {n}: {started} to {ended}  {said}").format(
            n=attempt.number, started=moment(attempt.started), ended=ended, said=said
        )
        if attempt.excerpt:
            yield f"    {attempt.excerpt}"


def as_csv(lines: Iterable[Line]) -> Iterator[bytes]:
    """UTF-8 with a mark in front, so that Excel and WPS read it; one delivery a line."""
    yield _row(COLUMNS, "\ufeff")
    for line in lines:
        yield _row(_values(line))


def as_json(lines: Iterable[Line]) -> Iterator[bytes]:
    """A JSON object a line."""
    for line in lines:
        yield json.dumps(dict(zip(COLUMNS, _values(line), strict=True)), ensure_ascii=False).encode() + b"\n"


def flaws(found: Iterable[Flaw]) -> Iterator[str]:
    """Lines: what does not hold, and of which row."""
    for flaw in found:
        yield f"✗ {flaw.kind}  {flaw.row}"


def _values(line: Line) -> tuple[str | int, ...]:
    return (*line[:7], line.state.value, line.tries, moment(line.changed))


def _row(values: Iterable[str | int], before: str = "") -> bytes:
    out = io.StringIO()
    # A cell that begins like a formula is one to a spreadsheet; telephone numbers begin with + too.
    csv.writer(out).writerow([f"'{v}" if isinstance(v, str) and v[:1] in "=+-@" and v else v for v in values])
    return (before + out.getvalue()).encode()


def totals(counts: Iterable[Count]) -> str:
    """One line: how many deliveries stand where."""
    words = states()
    found: dict[State, int] = dict.fromkeys(State, 0)
    for count in counts:
        found[count.state] += count.number
    return _(", ").join(f"{words[state]} {number}" for state, number in found.items() if number)
