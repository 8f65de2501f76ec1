"""The plan of a push: which messages there are on a day, and which outlets take each."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from generator.channels.channel import Channel
from generator.checks.finding import Problem, Severity
from generator.delivery.message import Message
from generator.press import Press
from generator.pushing.messages import news_of
from generator.pushing.stock import Stock, Withheld, last_day
from generator.records.outlets import Outlet
from generator.settings import Settings


class Wanted(NamedTuple):
    """What of everything is wanted; nothing named is everything. `whole`: old exemplars too."""

    items: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    whole: bool = False


class Parcel(NamedTuple):
    """A message and the outlets that take it. `until` is the last day, ISO, on which it may go, "" without end;
    `texting` says that it is billed by the parts of a text message."""

    name: str
    message: Message
    outlets: tuple[Outlet, ...]
    until: str
    texting: bool


class Plan(NamedTuple):
    """All parcels in the order of exemplars and channels; who was asked for and is withheld; what is wrong.

    `no_opt_out` are promotional channels whose text has no words to opt out with: nothing is offered of them.
    """

    parcels: tuple[Parcel, ...]
    withheld: tuple[Withheld, ...]
    problems: tuple[Problem, ...]
    no_opt_out: tuple[str, ...]


def plan_of(stock: Stock, settings: Settings, wanted: Wanted) -> Plan:
    """Make every message that an outlet takes. Raises `stock.Unknown` for an id that is none."""
    cards, withheld = stock.chosen(wanted.items, whole=wanted.whole)
    press = Press(settings.channels, settings.office, settings.vocabulary.criteria)
    parcels: list[Parcel] = []
    problems: list[Problem] = []
    takers = _takers(settings, wanted)
    mute = {channel.id for channel, promotional, _outlets in takers if promotional and not _opts_out(channel)}
    for card in cards:
        file = stock.file(card.id)
        if file.value is None:  # altered since it was read
            withheld.append(Withheld(card.id, card.name, "errors"))
            continue
        for channel, promotional, outlets in takers:
            if promotional and channel.id in mute:
                continue
            composed = news_of(file, channel, press, settings.office, promotional=promotional)
            problems += composed.problems
            if composed.message and not _errors(composed.problems):
                texting = channel.settings.measure == "sms"
                parcels.append(Parcel(card.name, composed.message, outlets, last_day(card, stock.today), texting))
    return Plan(tuple(parcels), tuple(withheld), tuple(dict.fromkeys(problems)), tuple(sorted(mute)))


def outlets_of(settings: Settings, names: Collection[str]) -> dict[str, Outlet]:
    """The outlets by id; those of `names`, or all."""
    return {outlet.id: outlet for outlet in settings.outlets.outlets if not names or outlet.id in names}


def _takers(settings: Settings, wanted: Wanted) -> list[tuple[Channel, bool, tuple[Outlet, ...]]]:
    """Who takes a channel's copy, told apart by whether it is promotion there; in the order of channels."""
    outlets = outlets_of(settings, wanted.outlets).values()
    found: list[tuple[Channel, bool, tuple[Outlet, ...]]] = []
    for channel in settings.channels:
        if not wanted.channels or channel.id in wanted.channels:
            for promotional in (False, True):
                taking = [o for o in outlets if channel.id in o.takes and o.promotional == promotional]
                if taking:
                    found.append((channel, promotional, tuple(taking)))
    return found


def _opts_out(channel: Channel) -> bool:
    return channel.settings.measure != "sms" or bool(channel.settings.voice.opt_out)


def _errors(problems: Collection[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
