"""What was put right, revoked or taken down since it was published: the corrections page and its feed tell it alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote

from generator.artifact import key_of
from generator.card import Card
from generator.edition import Edition
from generator.phrases import field_label
from generator.withdrawn import Gone

Kind = Literal["correction", "revocation", "withdrawal"]


class Amendment(NamedTuple):
    """One line of the corrections page. `on` is a date as far as it is known; `key` tells it from all others for ever.

    `name` is "" for what was taken down without an announcement; then neither the page nor `id` leads there.
    """

    kind: Kind
    key: str
    on: str
    id: str
    name: str
    title: str
    sentences: tuple[str, ...]

    @property
    def face(self) -> str:
        """A name for all that it says."""
        return key_of(map(str, self))

    @property
    def day(self) -> str:
        """The ISO day that it stands for; the first of a month or year of which no more is known."""
        return self.on + "-01" * (2 - self.on.count("-"))


def amendments(edition: Edition) -> tuple[Amendment, ...]:
    """All of an edition, the newest first."""
    amended = (card for card in edition.cards if card.corrections or card.revoked)
    found = [line for card in amended for line in (*_corrections(card), *_revocations(card))]
    found += [_withdrawal(gone) for gone in edition.withdrawn]
    found.sort(key=lambda line: line.key)
    found.sort(key=lambda line: line.day, reverse=True)
    return tuple(found)


def _corrections(card: Card) -> Iterator[Amendment]:
    seen: Counter[str] = Counter()
    for line in card.corrections:
        key = f"corrections/{card.id}/{line.on}/{quote(line.field, safe='')}"
        seen[key] += 1
        label = field_label(line.field, card.kind)
        title = f"{card.name}：更正“{label}”"
        number = f"/{seen[key]}" if seen[key] > 1 else ""
        yield Amendment(
            "correction", key + number, line.on, card.id, card.name, title, corrected(line.was, line.now, line.reason)
        )


def corrected(was: str, now: str, reason: str) -> tuple[str, ...]:
    """What was put right, in sentences."""
    parts = [f"原作“{was}”" if was else "", f"现作“{now}”" if now else ""]
    change = "，".join(part for part in parts if part)
    why = reason if not reason or reason.endswith(("。", "！", "？", "…", ".")) else f"{reason}。"
    return tuple(text for text in (f"{change}。" if change else "", f"更正原因：{why}" if why else "") if text)


def _revocations(card: Card) -> Iterator[Amendment]:
    for number, honour in enumerate(card.revoked, 1):
        title = f"{card.name}：撤销“{honour.title}”称号"
        said = tuple(text for text in (honour.told, honour.notice) if text)
        yield Amendment("revocation", f"revocations/{card.id}/{number}", honour.on, card.id, card.name, title, said)


def _withdrawal(gone: Gone) -> Amendment:
    said = gone.said
    where = gone.id if gone.name else ""
    return Amendment("withdrawal", f"withdrawals/{gone.id}", gone.updated, where, gone.name, said.title, said.sentences)
