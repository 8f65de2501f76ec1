"""Words what came of sending: a closing line, what could not be opened, and what only a person can settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Count, Wanted
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


def for_a_person(ledger: Ledger, counts: Collection[Count], outlets: Iterable[Outlet]) -> Iterator[str]:
    """Lines for what was refused, with the reason that the other side gave, and for what nobody knows."""
    names = {outlet.id: outlet.name for outlet in outlets}
    found = Counter(dict.fromkeys((State.UNKNOWN, State.REFUSED), 0))
    for count in counts:
        if count.state in found:
            found[count.state] += count.number
    for state, number in found.items():
        if not number:
            continue
        yield f"{states()[state]}: {number}"
        for shown, line in enumerate(ledger.lines(Wanted(state=state))):
            if shown == MOST:
                yield "  …"
                break
            last = ledger.story(line.key).attempts[-1:]
            why = " ".join(part for attempt in last for part in (attempt.code, attempt.excerpt) if part)
            yield f"  {line.key[:KEY]}  {line.item} · {line.channel} → {names.get(line.outlet, line.outlet)}  {why}"
    if found[State.UNKNOWN]:
        yield _("ask the outlet whether it came, then:  exemplar ledger settle KEY delivered|resend --by NAME")
