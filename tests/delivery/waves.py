"""The messages of a run, in waves: there is always something to send while workers are killed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.delivery.ledger import open_ledger
from generator.delivery.message import Message
from generator.delivery.outcome import Doubt

_BY_TEXT = ("smpp", "wecom", "dingtalk", "feishu", "apprise")
_NUMBERS = ("sms", "aliyun", "tencent", "smpp")


class Batch(NamedTuple):
    """One item for people through an outlet."""

    item: str
    kind: str
    people: list[str]


def waves_of(messages: int, kinds: Mapping[str, Doubt], number_of_waves: int) -> list[list[Batch]]:
    """As many to each outlet; where it knows no key, each with a text of its own by which it is counted."""
    waves: list[list[Batch]] = [[] for _wave in range(number_of_waves)]
    for number, kind in enumerate(kinds):
        people = [_address(kind, n) for n in range(messages // len(kinds) + (number < messages % len(kinds)))]
        if kind in _BY_TEXT:
            for n, person in enumerate(people):
                waves[_wave_of(n, len(waves))].append(Batch(f"made-up-{kind}-{n}", kind, [person]))
        else:
            for number_, wave in enumerate(waves):
                of = [person for n, person in enumerate(people) if _wave_of(n, len(waves)) == number_]
                wave.append(Batch("zhang-san", kind, of))
    return waves


def _wave_of(number: int, waves: int) -> int:
    """Three quarters come at once, so that there is a press; the rest keeps workers busy until the last kill."""
    return 0 if number % 4 else number // 4 % waves


def queue(url: str, wave: list[Batch]) -> None:
    """In a ledger that is closed again: what is forked afterwards must not share its connections."""
    ledger, who = open_ledger(url), "虚构的人"
    for item, kind, people in wave:
        digest = ledger.record(Message(item, "v1", kind, "publish", "虚构", f"虚构的事迹 {item} 。"), who)
        ledger.approve(digest, who)
        ledger.queue(digest, kind, people, who)
    ledger.close()


def _address(kind: str, number: int) -> str:
    if kind == "email":
        return f"made-up-{number}@example.org"
    if kind == "apprise":
        return ""  # the outlet itself: for apprise a recipient is an address of its own
    return f"1990000{number:04}" if kind in _NUMBERS else f"made-up-{number}"
