"""Receipts: what the other side reports by itself of messages that it took, and which deliveries it means.

It names a message by the number that its answer brought. Many operators write that number in hexadecimal digits in the
answer and in decimal ones in the receipt, or the other way round, with zeros before it or without. So a number is
looked for in each of these ways, and counts in another than its own only together with the phone that it went to: the
number of one message, written otherwise, is the number of another.

A long text goes out in parts, each with a number. The delivery has arrived when all of them have, and has not when one
has not: a phone shows no text that lacks a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from generator.delivery import doubts, tables
from generator.delivery.bulk import Row, insert
from generator.delivery.claiming import Ending
from generator.delivery.masking import masked
from generator.delivery.outcome import Outcome, Receipt, Result
from generator.delivery.states import State
from generator.delivery.writing import Writing

KEPT = 3 * 24 * 3600 * 1000
"""Milliseconds for which a receipt is waited for. Operators try a phone for one or two days, and then say so."""
_LONGEST = 32
"""Digits of a number that are still tried in another base; SMPP 3.4 has at most 65 of any kind."""
_SAME_PHONE = 8
"""So many last digits make two numbers one, with and without the country."""


class _Found(NamedTuple):
    key: str
    number: int
    name: str


def expect(writing: Writing, outlet: str, endings: Iterable[Ending]) -> None:
    """Remember the names that the other side gave to the parts of what it took."""
    rows: list[Row] = [
        (claim.key, claim.number, name, outlet, writing.at, "")
        for claim, outcome in endings
        for name in dict.fromkeys(map(canonical, masked(outcome.provider_id, claim.address, numbers=False).split(",")))
        if name
    ]
    insert(writing.connection, tables.part, rows, unless_there=True)


def receive(writing: Writing, outlet: str, receipts: Sequence[Receipt]) -> list[Receipt]:
    """Enter what was reported of an outlet's deliveries; gives the receipts whose delivery is known."""
    known = []
    for receipt in receipts:
        found = _found(writing.connection, outlet, receipt)
        if found:
            known.append(receipt)
            _enter(writing, found, receipt.outcome)
    return known


def awaited(connection: sa.Connection, outlets: Iterable[str], at: int) -> set[str]:
    """Those of these outlets from which a receipt may still come: for what they took, within `KEPT` before a moment.

    The first that is found ends the look at an outlet, and what is older is not looked at.
    """
    p, d = tables.part.c, tables.delivery.c
    asked = (
        sa.select(p.delivery)
        .select_from(tables.part.join(tables.delivery, d.key == p.delivery))
        .where(p.told == "", p.at > at - KEPT, d.state == State.ACCEPTED.value, d.tries == p.number)
        .limit(1)
    )
    return {outlet for outlet in outlets if connection.execute(asked.where(p.outlet == outlet)).first()}


def canonical(name: str) -> str:
    """A number as it is kept and looked for: without zeros or 0x before it, in small letters. "" for none."""
    name = name.strip().lower().removeprefix("0x")
    return name.lstrip("0") or name[:1]


def other_ways(name: str) -> Iterator[str]:
    """The same number in the other base, as far as its digits allow that: 1a is 26, and 26 is 1a or was 38."""
    if len(name) <= _LONGEST and re.fullmatch("[0-9a-f]+", name):
        if name.isdigit():
            yield f"{int(name):x}"
        yield str(int(name, 16))


def same_phone(one: str, other: str) -> bool:
    """Whether two ways of writing mean one phone: +86 138 0000 4321, 8613800004321 and 13800004321."""
    longer, shorter = sorted((re.sub(r"\D", "", one).lstrip("0"), re.sub(r"\D", "", other).lstrip("0")), key=len)[::-1]
    return longer == shorter or (len(shorter) >= _SAME_PHONE and longer.endswith(shorter))


def _found(connection: sa.Connection, outlet: str, receipt: Receipt) -> _Found | None:
    """The newest attempt that is meant: by its own number and phone, by the number otherwise written and the phone,
    and by its own number alone where no phone is there to be compared."""
    own = canonical(receipt.provider_id)
    ways = [*dict.fromkeys((own, *other_ways(own)))] if own else []
    rows = _candidates(connection, outlet, ways)
    by_phone = [row for row in rows if row.address and receipt.recipient and same_phone(row.address, receipt.recipient)]
    by_phone.sort(key=lambda row: ways.index(row.name))  # stable: among equals the newest stays first
    alone = [row for row in rows if row.name == own and not (row.address and receipt.recipient)]
    return next((_Found(row.delivery, row.number, row.name) for row in (*by_phone, *alone)), None)


def _candidates(connection: sa.Connection, outlet: str, names: list[str]) -> list[Any]:
    p, d, r = tables.part.c, tables.delivery.c, tables.recipient.c
    asked = (
        sa.select(p.delivery, p.number, p.name, r.address)
        .select_from(
            tables.part.join(tables.delivery, d.key == p.delivery).join(tables.recipient, r.hash == d.recipient)
        )
        .where(p.name.in_(names), p.outlet == outlet)
        .order_by(p.at.desc(), p.delivery)
    )
    return list(connection.execute(asked))


def _enter(writing: Writing, found: _Found, outcome: Outcome) -> None:
    p, r = tables.part.c, tables.reply.c
    this = (p.delivery == found.key, p.number == found.number)
    writing.connection.execute(
        sa.update(tables.part).where(*this, p.name == found.name, p.told == "").values(told=outcome.result.value)
    )
    told = set(writing.connection.execute(sa.select(p.told).where(*this)).scalars())
    taken = sa.select(r.result).where(r.delivery == found.key, r.number == found.number)
    whole = writing.connection.execute(taken).scalar() == Result.ACCEPTED.value
    standing = writing.standing([found.key]).get(found.key)
    if standing is None or standing.tries != found.number:
        return  # a person let it go again since: this was of an earlier attempt
    if Result.BOUNCED.value in told:
        doubts.report(writing, found.key, Outcome(Result.BOUNCED, outcome.code))
    elif told == {Result.DELIVERED.value} and whole:
        doubts.report(writing, found.key, Outcome(Result.DELIVERED, outcome.code))
