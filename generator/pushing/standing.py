"""Where the parcels of a plan stand in the ledger, and how they get there: recorded, approved, queued."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Count, Wanted
from generator.delivery.publications import Publication
from generator.delivery.states import REACHED, State
from generator.pushing.planning import Parcel
from generator.pushing.recipients import Unreachable, addresses_of
from generator.records.outlets import Outlet

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
"""The day of an embargo or of a consent is a day of the mainland, whatever the machine's clock is set to."""


class Standing(NamedTuple):
    """A parcel in the ledger. `approved_by` is "" for a draft; `states` are numbers by outlet and state.

    `earlier` are outlets through which somebody has, or may have, an earlier version: only a correction replaces it.
    """

    digest: str
    approved_by: str
    states: Mapping[str, Mapping[State, int]]
    earlier: frozenset[str]


class Queued(NamedTuple):
    """What came of queueing a parcel for an outlet; `why` says in words why nothing could be queued, or ""."""

    outlet: str
    new: int
    there: int
    suppressed: int
    earlier: int
    why: str


def standings(ledger: Ledger, parcels: Iterable[Parcel]) -> list[Standing]:
    """Where each of them stands."""
    known = {publication.digest: publication for publication in ledger.publications()}
    counts: dict[str, list[Count]] = {}
    for count in ledger.counts():
        counts.setdefault(count.item, []).append(count)
    return [_standing(parcel, known, counts.get(parcel.message.item, [])) for parcel in parcels]


def _standing(parcel: Parcel, known: Mapping[str, Publication], counts: Iterable[Count]) -> Standing:
    message = parcel.message
    digest = message.digest
    states: dict[str, dict[State, int]] = {}
    earlier: set[str] = set()
    for count in counts:
        if count.channel == message.channel and count.purpose != "retract":
            if (count.version, count.purpose) == (message.version, message.purpose):
                states.setdefault(count.outlet, {})[count.state] = count.number
            elif count.state in REACHED:
                earlier.add(count.outlet)
    approved = known[digest].approved_by if digest in known else ""
    return Standing(digest, approved, states, frozenset(earlier))


def recorded(ledger: Ledger, parcels: Iterable[Parcel], who: str) -> None:
    """Write every parcel down as a draft; what is there stays."""
    for parcel in parcels:
        ledger.record(parcel.message, who)


def queued(ledger: Ledger, parcel: Parcel, environment: Mapping[str, str], who: str) -> Iterator[Queued]:
    """Queue an approved parcel for each of its outlets; who has an earlier version gets it as a correction only."""
    for outlet in parcel.outlets:
        yield _queued(ledger, parcel, outlet, environment, who)


def _queued(ledger: Ledger, parcel: Parcel, outlet: Outlet, environment: Mapping[str, str], who: str) -> Queued:
    try:
        addresses = addresses_of(outlet, environment)
        done = ledger.queue(
            parcel.message.digest, outlet.id, addresses, who, expires=end_of(parcel.until), first_only=True
        )
    except Unreachable as error:
        return Queued(outlet.id, 0, 0, 0, 0, str(error))
    return Queued(outlet.id, *done, "")


def end_of(day: str) -> int:
    """The moment, in milliseconds since 1970, at which an ISO day of the mainland is over; 0 for no day."""
    if not day:
        return 0
    next_day = datetime.date.fromisoformat(day) + datetime.timedelta(days=1)
    return round(datetime.datetime.combine(next_day, datetime.time(), BEIJING).timestamp() * 1000)


def withheld_now(ledger: Ledger, free: set[str]) -> list[str]:
    """The exemplars with news or a correction in the queue that may be given to nobody any more."""
    waiting = {c.item for c in ledger.counts(Wanted(state=State.QUEUED)) if c.purpose != "retract"}
    return sorted(waiting - free)


def superseded(ledger: Ledger, parcels: Iterable[Parcel], who: str) -> int:
    """Take earlier versions of these parcels out of the queue; gives how many deliveries."""
    current = {(p.message.item, p.message.channel, p.message.promotional): p.message.digest for p in parcels}
    waiting = {(c.item, c.version, c.channel) for c in ledger.counts(Wanted(state=State.QUEUED))}
    taken = 0
    for old in ledger.publications():
        digest = current.get((old.item, old.channel, old.promotional), old.digest)
        queued_then = (old.item, old.version, old.channel) in waiting
        if digest != old.digest and old.purpose == "publish" and queued_then:
            taken += ledger.cancel(who, digest=old.digest, why="superseded")
    return taken
