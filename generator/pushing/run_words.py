"""Words what came of sending: a closing line, what could not be opened, and what only a person can settle."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Count, Line, Wanted
from generator.delivery.outcome import Result
from generator.delivery.states import State
from generator.language import _, ngettext
from generator.pushing.running import Ran
from generator.pushing.state_words import states
from generator.records.outlets import Outlet

KEY = 12
MOST = 20
"""So many deliveries are named; `ledger list` has them all."""


def closing_line(ran: Ran, counts: Collection[Count]) -> str:
    """One line: what was taken in this run, what was not, and what waits."""
    taken = ran.results.get(Result.ACCEPTED, 0) + ran.results.get(Result.DELIVERED, 0)
    parts = [ngettext("{n} taken", "{n} taken", taken).format(n=taken)]
    words = {
        Result.REFUSED: _("{n} refused"),
        Result.BOUNCED: _("{n} bounced"),
        Result.TEMPORARY: _("{n} put off"),
        Result.UNKNOWN: _("{n} of unknown end"),
    }
    parts += [word.format(n=ran.results[result]) for result, word in words.items() if ran.results.get(result)]
    waiting = sum(count.number for count in counts if count.state is State.QUEUED)
    if waiting:
        parts.append(_("{n} still waiting").format(n=waiting))
    return _(", ").join(parts)


def closed(ran: Ran) -> Iterator[str]:
    """Lines for the outlets that could not be opened; what is queued for them waits."""
    for words in ran.closed.values():
        yield f"✗ {words}"


def gone(outlets: Iterable[str]) -> Iterator[str]:
    """Lines for outlets that outlets.yml knows no more and for which something is queued."""
    for outlet in outlets:
        said = _("✗ outlets.yml has no outlet “{outlet}” any more; what is queued for it waits until it is back")
        yield said.format(outlet=outlet)


def taken_out(item: str, number: int) -> str:
    """That an exemplar may not be given away any more."""
    said = ngettext(
        "✗ {id} may not be given to the media any more: {n} delivery taken out of the queue",
        "✗ {id} may not be given to the media any more: {n} deliveries taken out of the queue",
        number,
    )
    said += _("; if some went out before, take it back:  exemplar retract {id}")
    return said.format(id=item, n=number)


def for_a_person(ledger: Ledger, outlets: Iterable[Outlet], ran: Ran, since: int) -> Iterator[str]:
    """Lines for what nobody knows, and for what was refused `since` this run began, with what the other side said."""
    names = {outlet.id: outlet.name for outlet in outlets}
    unknown = list(itertools.islice(ledger.lines(Wanted(state=State.UNKNOWN)), MOST + 1))
    refused: list[Line] = []
    if ran.results.get(Result.REFUSED) or ran.results.get(Result.TEMPORARY):  # what is put off too often is refused
        new = (line for line in ledger.lines(Wanted(state=State.REFUSED)) if line.changed >= since)
        refused = list(itertools.islice(new, MOST + 1))
    for state, lines in ((State.REFUSED, refused), (State.UNKNOWN, unknown)):
        if lines:
            yield _("{state}:").format(state=states()[state])
        for line in lines[:MOST]:
            last = ledger.story(line.key).attempts[-1:]
            why = " ".join(part for attempt in last for part in (attempt.code, attempt.excerpt) if part)
            yield f"  {line.key[:KEY]}  {line.item} · {line.channel} → {names.get(line.outlet, line.outlet)}  {why}"
        if len(lines) > MOST:
            yield "  …"
    if unknown:
        yield _("ask the outlet whether it came, then:  exemplar ledger settle KEY delivered|resend --by NAME")
