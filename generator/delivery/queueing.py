"""Puts approved bytes into the queue of an outlet, and takes out what has not gone yet."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from generator.delivery import tables
from generator.delivery.message import keys_of_deliveries
from generator.delivery.publications import Publication, Unapproved
from generator.delivery.states import State
from generator.delivery.suppression import suppressed
from generator.delivery.writing import STANDING, Move, Writing, standing_of

PORTION = 5_000
"""Rows that are held in memory and sent to the database at once."""


class Queued(NamedTuple):
    """How many deliveries are new, were there before, and are held back because the recipient wants or gets none."""

    new: int
    there: int
    suppressed: int


def hash_of_recipient(salt: str, address: str) -> str:
    """The name of a recipient in the ledger. Without the ledger's salt nobody can try numbers against it."""
    return hashlib.blake2b(address.encode(), digest_size=16, key=bytes.fromhex(salt)).hexdigest()


def queue(
    writing: Writing,
    salt: str,
    publication: Publication,
    outlet: str,
    addresses: Iterable[str],
    *,
    not_before: int = 0,
    expires: int = 0,
) -> Queued:
    """Queue a publication for everyone in `addresses`, which is read once and in portions. Who is there stays as is.

    An address "" is the outlet itself. Times are milliseconds since 1970. Raises `Unapproved`.
    """
    if not publication.approved_by:
        raise Unapproved(publication.digest)
    key_of = keys_of_deliveries(publication.item, publication.version, publication.channel, outlet, publication.purpose)
    new = there = held = 0
    for portion in _portions(addresses):
        people = {hash_of_recipient(salt, address): address for address in portion}
        keys = {key_of(person): person for person in people}
        d = tables.delivery.c
        known = set(writing.connection.execute(sa.select(d.key).where(d.key.in_(list(keys)))).scalars())
        barred = suppressed(writing.connection, people, publication.purpose)
        fresh = {k: person for k, person in keys.items() if k not in known and person not in barred}
        there += len(known)
        held += sum(1 for k, person in keys.items() if k not in known and person in barred)
        new += len(fresh)
        if fresh:
            _remember(writing.connection, [{"hash": p, "address": people[p]} for p in fresh.values()])
            _insert(writing, publication, outlet, fresh, not_before, expires)
    return Queued(new, there, held)


def _insert(
    writing: Writing, publication: Publication, outlet: str, fresh: dict[str, str], not_before: int, expires: int
) -> None:
    writing.connection.execute(
        sa.insert(tables.delivery),
        [
            {
                "key": key,
                "publication": publication.digest,
                "outlet": outlet,
                "recipient": person,
                "state": State.QUEUED.value,
                "tries": 0,
                "not_before": not_before,
                "expires": expires,
                # What takes back or puts right is no promotion, and waits for no morning.
                "promotional": publication.promotional and publication.purpose == "publish",
                "doubtful": False,
                "holder": 0,
                "event": writing.note(key, State.APPROVED, State.QUEUED, outlet),
            }
            for key, person in fresh.items()
        ],
    )


def _remember(connection: sa.Connection, rows: list[dict[str, str]]) -> None:
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(insert(tables.recipient).on_conflict_do_nothing(), rows)


def _portions(addresses: Iterable[str]) -> Iterator[list[str]]:
    source = iter(addresses)
    while portion := list(itertools.islice(source, PORTION)):
        yield portion


def cancel(writing: Writing, *, item: str = "", digest: str = "", key: str = "", why: str = "") -> int:
    """Take out what is queued, of an exemplar, of a publication, or one delivery; gives how many.

    What was sent before with an unknown end becomes unknown again and not cancelled: it may have arrived.
    """
    d, p = tables.delivery.c, tables.publication.c
    asked = sa.select(*STANDING).where(d.state == State.QUEUED.value).order_by(d.key).limit(PORTION)
    if item:
        asked = asked.where(d.publication.in_(sa.select(p.digest).where(p.item == item, p.purpose != "retract")))
    if digest:
        asked = asked.where(d.publication == digest)
    if key:
        asked = asked.where(d.key == key)
    taken, after = 0, ""
    while rows := writing.connection.execute(asked.where(d.key > after)).all():
        after = rows[-1].key
        taken += len(rows)
        found = [standing_of(row) for row in rows]
        writing.go([Move(f, State.UNKNOWN if f.doubtful else State.CANCELLED, why) for f in found])
    return taken
