"""Takes back or puts right what an exemplar's outlets were given: to whom, with which notices, in one step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from generator.delivery.ledger import Ledger
from generator.delivery.listing import Wanted
from generator.delivery.message import Message
from generator.delivery.publications import Publication
from generator.delivery.states import REACHED, State
from generator.delivery.taking_back import TakenBack
from generator.pushing.ledger_words import moment
from generator.pushing.notices import Given

Notice = Callable[[Given], Message | None]
"""Makes the notice for what was given through a channel; None where there can be none."""


class Reach(NamedTuple):
    """Who has something of an exemplar, and what still waits to go."""

    item: str
    reached: tuple[tuple[str, str, int], ...]
    waiting: int
    given: Mapping[str, Given]


def reach_of(ledger: Ledger, item: str) -> Reach:
    """From the ledger alone, so it holds for a record that is gone too."""
    reached = tuple(ledger.reached(item))
    counts = ledger.counts(Wanted(item=item, state=State.QUEUED))
    waiting = sum(count.number for count in counts if count.purpose != "retract")
    titles: dict[str, str] = {}
    for publication in ledger.publications(item=item):  # the oldest first
        if publication.purpose == "publish":
            titles.setdefault(publication.channel, publication.title)
    channels = dict.fromkeys(channel for _outlet, channel, _number in reached)
    given = {channel: Given(channel, titles.get(channel, item), _sent(ledger, item, channel)) for channel in channels}
    return Reach(item, reached, waiting, given)


def _sent(ledger: Ledger, item: str, channel: str) -> str:
    """The ISO day on which something of an exemplar was sent through a channel."""
    for line in ledger.lines(Wanted(item=item, channel=channel)):
        if line.state in REACHED and line.purpose != "retract":
            return moment(ledger.story(line.key).attempts[0].started)[:10]
    return moment(ledger.moment())[:10]


def notices_of(ledger: Ledger, reach: Reach, notice: Notice, purpose: str) -> dict[str, Message]:
    """A notice for each channel. One that went out already, and nothing new after it, is used again as it was."""
    found: dict[str, Message] = {}
    recorded = ledger.publications(item=reach.item)
    for channel, given in reach.given.items():
        standing = _standing(recorded, channel) if purpose == "retract" else None
        message = ledger.message(standing.digest) if standing else notice(given)
        if message:
            found[channel] = message
    return found


def _standing(recorded: Collection[Publication], channel: str) -> Publication | None:
    """The approved take-back of a channel, if nothing was published there since."""
    own = [publication for publication in recorded if publication.channel == channel]
    last = own[-1] if own else None
    return last if last and last.purpose == "retract" and last.approved_by else None


def take_back(ledger: Ledger, item: str, notices: Mapping[str, Message], who: str) -> TakenBack:
    """Record and approve the notices in the name of `who`; then in one transaction cancel what waits and queue them."""
    digests = {channel: ledger.record(message, who) for channel, message in notices.items()}
    for digest in digests.values():
        ledger.approve(digest, who)
    return ledger.take_back(item, digests, who)
