"""Puts approved bytes into the queue of an outlet, and takes out what has not gone yet."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.bulk import Row, insert
from generator.delivery.earlier import Earlier
from generator.delivery.message import keys_of_deliveries
from generator.delivery.publications import Publication, Unapproved
from generator.delivery.states import State
from generator.delivery.suppression import suppressed
from generator.delivery.writing import STANDING, Move, Writing, standing_of

PORTION = 5_000
"""Rows that are held in memory and sent to the database at once."""


class Queued(NamedTuple):
    """How many deliveries are new, were there before, and are held back because the recipient wants or gets none.

    `earlier` are people who have another version, where news was asked for as news only.
    """

    new: int
    there: int
    suppressed: int
    earlier: int = 0


def hash_of_recipient(salt: str, address: str) -> str:
    """The name of a recipient in the ledger. Without the ledger's salt nobody can try numbers against it."""
    return hasher(salt)(address)


def hasher(salt: str) -> Callable[[str], str]:
    """The same for many recipients: mixes the salt in once."""
    salted = hashlib.blake2b(digest_size=16, key=bytes.fromhex(salt))

    def hash_of(address: str) -> str:
        digest = salted.copy()
        digest.update(address.encode())
        return digest.hexdigest()

    return hash_of


def queue(
    writing: Writing,
    salt: str,
    publication: Publication,
    outlet: str,
    addresses: Iterable[str],
    *,
    not_before: int = 0,
    expires: int = 0,
    first_only: bool = False,
) -> Queued:
    """Queue a publication for everyone in `addresses`, which is read once and in portions. Who is there stays as is.

    An address "" is the outlet itself. Times are milliseconds since 1970. With `first_only`, who has another version
    of the same copy is left out (`earlier.py`). Raises `Unapproved`.
    """
    if not publication.approved_by:
        raise Unapproved(publication.digest)
    key_of = keys_of_deliveries(publication.item, publication.version, publication.channel, outlet, publication.purpose)
    hash_of = hasher(salt)
    others = Earlier(writing.connection, publication, outlet) if first_only else None
    new = there = held = old = 0
    for portion in _portions(addresses):
        people = {hash_of(address): address for address in portion}
        keys = {key_of(person): person for person in people}
        d = tables.delivery.c
        known = set(writing.connection.execute(sa.select(d.key).where(d.key.in_(list(keys)))).scalars())
        barred = suppressed(writing.connection, people, publication.purpose)
        free = {k: person for k, person in keys.items() if k not in known and person not in barred}
        having = others.having(free.values()) if others else set()
        fresh = {k: person for k, person in free.items() if person not in having}
        old += len(free) - len(fresh)
        there += len(known)
        held += sum(1 for k, person in keys.items() if k not in known and person in barred)
        new += len(fresh)
        if fresh:
            named: list[Row] = [(person, people[person]) for person in fresh.values()]
            insert(writing.connection, tables.recipient, named, unless_there=True)
            _insert(writing, publication, outlet, fresh, not_before, expires)
    return Queued(new, there, held, old)


def _insert(
    writing: Writing, publication: Publication, outlet: str, fresh: dict[str, str], not_before: int, expires: int
) -> None:
    # What takes back or puts right is no promotion, and waits for no morning.
    promotional = publication.promotional and publication.purpose == "publish"
    of = (publication.digest, outlet)
    terms = (State.QUEUED.value, 0, not_before, expires, promotional, False, 0)
    note = writing.note
    rows: list[Row] = [
        (key, *of, person, *terms, note(key, "approved", "queued", outlet)) for key, person in fresh.items()
    ]
    insert(writing.connection, tables.delivery, rows)


def _portions(addresses: Iterable[str]) -> Iterator[list[str]]:
    source = iter(addresses)
    while portion := list(itertools.islice(source, PORTION)):
        yield portion


def cancel(
    writing: Writing, *, item: str = "", digest: str = "", key: str = "", keep: Collection[str] = (), why: str = ""
) -> int:
    """Take out what is queued, of an exemplar (but for publications in `keep`), of a publication, or one delivery.

    Gives how many.

    What was sent before with an unknown end becomes unknown again and not cancelled: it may have arrived.
    """
    d, p = tables.delivery.c, tables.publication.c
    asked = sa.select(*STANDING).where(d.state == State.QUEUED.value).order_by(d.key).limit(PORTION)
    if item:
        of = sa.select(p.digest).where(p.item == item, p.purpose != "retract", p.digest.not_in(list(keep)))
        asked = asked.where(d.publication.in_(of))
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
