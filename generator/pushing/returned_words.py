"""Words what a mailbox held: what came back, what only a person can answer, which addresses do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Line
from generator.delivery.states import State
from generator.language import _, ngettext
from generator.pushing.returning import Returned
from generator.pushing.state_words import purposes, states

KEY = 12
MOST = 50
"""So many of a kind are named; `ledger list --state bounced` has all that came back."""


def changed(found: Returned) -> Iterator[str]:
    """Lines: each delivery that a report moved, to where, and what the other side said."""
    words = states()
    for line, code, said in found.changed[:MOST]:
        mark = "✗" if line.state is State.BOUNCED else "✓"
        told = "  ".join(part for part in (words[line.state], code, said) if part)
        yield f"{mark} {line.key[:KEY]}  {_what(line)} → {line.outlet}  {told}"
    if len(found.changed) > MOST:
        yield "  …"


def for_a_person(found: Returned) -> Iterator[str]:
    """Lines: where messages lie that are no report of ours; nothing of what stands in them."""
    if found.for_a_person:
        yield _("for a person to read, since they are no report of a letter of ours:")
    yield from _places(found.for_a_person)
    if found.strange:
        yield _("these name a letter as ours are named, but this ledger has none of that name; is it the right one?")
    yield from _places(found.strange)


def dead(found: Returned, ledger: Ledger) -> Iterator[str]:
    """Lines: whose address does not exist, by the word of its mail server, and how to write there no more."""
    keys = ledger.came_back(found.dead)
    if not keys:
        return
    said = ngettext(
        "{n} letter came back because there is no such address:",
        "{n} letters came back because there is no such address:",
        len(keys),
    )
    yield said.format(n=len(keys))
    for line in (ledger.story(key).line for key in keys[:MOST]):
        yield f"  {line.key[:KEY]}  {_what(line)} → {line.outlet}"
    yield _(
        "ask the outlet for its new address; to write there no more, not even to take back:  read again with "
        "--suppress --by NAME"
    )


def closing_line(found: Returned) -> str:
    """One line: how many reports were of our deliveries, how many changed something, how many are for a person."""
    person = len(found.for_a_person) + len(found.strange)
    parts = (
        ngettext("{n} report of our deliveries", "{n} reports of our deliveries", found.ours).format(n=found.ours),
        ngettext("{n} changed something", "{n} changed something", len(found.changed)).format(n=len(found.changed)),
        ngettext("{n} message for a person", "{n} messages for a person", person).format(n=person),
    )
    return _(", ").join(parts)


def _what(line: Line) -> str:
    """What came back; that it was a take-back or a correction, for then somebody still has what is wrong."""
    aim = "" if line.purpose == "publish" else purposes()[line.purpose]  # type: ignore[index]
    return " ".join(part for part in (line.item, "·", line.channel, aim) if part)


def _places(places: tuple[str, ...]) -> Iterator[str]:
    yield from (f"  {place}" for place in places[:MOST])
    if len(places) > MOST:
        yield "  …"
