"""The ledger: what was handed to whom, in which bytes, who answered for it, and what became of it.

It is the truth and the queue at once: what is queued here is sent, and nothing else. Every method is one transaction.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import sqlalchemy as sa

from generator.delivery import doubts, listing, publications, queueing, receipts, suppression, tables, taking_back
from generator.delivery.database import database, moment, reading
from generator.delivery.message import Message
from generator.delivery.migrating import bring_up_to_date
from generator.delivery.outcome import Outcome
from generator.delivery.publications import Publication
from generator.delivery.states import State
from generator.delivery.suppression import Reason
from generator.delivery.verify import Flaw, verified
from generator.delivery.writing import Clock, Writing, writing


def open_ledger(url: str, clock: Clock = moment) -> Ledger:
    """Open the ledger at `sqlite:///FILE` or `postgresql://…`; make it, or bring it up to date, where needed.

    Raises `LedgerStopped`, with words for staff, if it cannot be opened or is newer than this program.
    """
    engine = database(url)
    try:
        bring_up_to_date(engine)
        return Ledger(engine, clock)
    except BaseException:
        engine.dispose()
        raise


class Ledger:
    """An open ledger. Times are milliseconds since 1970, by the clock of its database."""

    def __init__(self, engine: sa.Engine, clock: Clock = moment) -> None:
        self.database = engine
        self.clock = clock
        self.calling: Callable[[sa.Connection, str, str], None] = lambda _connection, _outlet, _name: None
        """Told in the same transaction that something waits for an outlet: an engine's `enqueue`."""
        with reading(engine) as connection:
            found = sa.select(tables.setting.c.value).where(tables.setting.c.name == "salt")
            self._salt: str = connection.execute(found).scalar_one()

    def close(self) -> None:
        """Let go of connections."""
        self.database.dispose()

    def moment(self) -> int:
        """The ledger's time."""
        with reading(self.database) as connection:
            return self.clock(connection)

    # What may be sent

    def record(self, message: Message, who: str) -> str:
        """Write a message down as a draft, unless it is there; gives its digest. Raises `publications.OtherBytes`."""
        with self._writing(who) as transaction:
            return publications.record(transaction, message)

    def approve(self, digest: str, who: str) -> bool:
        """Approve exactly these bytes; False if that was done before. Raises KeyError."""
        with self._writing(who) as transaction:
            return publications.approve(transaction, digest, who)

    def publications(self, *, item: str = "", digest: str = "") -> list[Publication]:
        """What is recorded, oldest first; of one exemplar, or by a digest or its beginning."""
        with reading(self.database) as connection:
            return publications.publications(connection, item=item, digest=digest)

    def message(self, digest: str) -> Message:
        """The recorded bytes. Raises KeyError."""
        with reading(self.database) as connection:
            return publications.message_of(connection, digest)

    # To whom

    def queue(
        self,
        digest: str,
        outlet: str,
        addresses: Iterable[str],
        who: str,
        *,
        not_before: int = 0,
        expires: int = 0,
        first_only: bool = False,
    ) -> queueing.Queued:
        """Queue approved bytes for everyone in `addresses` ("" is the outlet itself); who is there already stays.

        Half a million addresses may come from an iterator: they are read in portions, within one transaction.
        With `first_only`, who has another version of the same copy is left out. Raises KeyError for unknown bytes,
        `publications.Unapproved` for a draft.
        """
        with self._writing(who) as transaction:
            publication = self._exactly(transaction.connection, digest)
            done = queueing.queue(
                transaction,
                self._salt,
                publication,
                outlet,
                addresses,
                not_before=not_before,
                expires=expires,
                first_only=first_only,
            )
            if done.new:
                self.calling(transaction.connection, outlet, f"{outlet}-{transaction.chain.number}")
            return done

    def cancel(self, who: str, *, item: str = "", digest: str = "", key: str = "", why: str = "") -> int:
        """Take out what has not gone yet, of an exemplar, a publication, or one delivery; gives how many."""
        if not (item or digest or key):
            raise ValueError("what is to be cancelled?")
        with self._writing(who) as transaction:
            return queueing.cancel(transaction, item=item, digest=digest, key=key, why=why)

    def take_back(self, item: str, notices: Mapping[str, str], who: str, *, until: int = 0) -> taking_back.TakenBack:
        """Cancel what waits, and queue a notice for all who were reached, in one transaction.

        `notices` gives for each channel the digest of an approved message whose purpose is to retract or to correct.
        """
        with self._writing(who) as transaction:
            found = {channel: self._exactly(transaction.connection, digest) for channel, digest in notices.items()}
            return taking_back.take_back(transaction, self._salt, item, found, until=until)

    def reached(self, item: str) -> list[tuple[str, str, int]]:
        """Outlet, channel and number of recipients that have, or may have, what was published of an exemplar."""
        with reading(self.database) as connection:
            return taking_back.reached(connection, item)

    def suppress(self, addresses: Iterable[str], reason: Reason, who: str) -> int:
        """Write to these no more; gives how many are new on the list."""
        hashes = list(map(self.hash_of, addresses))
        with self._writing(who) as transaction:
            return suppression.suppress(transaction, hashes, reason)

    def hash_of(self, address: str) -> str:
        """The name of a recipient in this ledger."""
        return queueing.hash_of_recipient(self._salt, address)

    def suppress_dead(self, named: Mapping[str, Collection[str]], who: str) -> int:
        """Write no more to the recipients of deliveries that `came_back`; gives how many are new on the list."""
        with self._writing(who) as transaction:
            found = suppression.came_back(transaction.connection, named).values()
            return suppression.suppress(transaction, filter(None, found), Reason.DEAD)

    def came_back(self, named: Mapping[str, Collection[str]]) -> list[str]:
        """The keys of those of these deliveries that came back from the address that they went to, which is among those
        `named` for their key and not yet on the list of the dead."""
        with reading(self.database) as connection:
            return list(suppression.came_back(connection, named))

    def readmit(self, address: str, who: str) -> bool:
        """Take somebody off that list."""
        with self._writing(who) as transaction:
            return suppression.readmit(transaction, self.hash_of(address))

    # What became of it

    def settle(self, key: str, how: doubts.How, who: str) -> State:
        """A person says that it arrived, or lets it go again. Raises KeyError or `doubts.NotInDoubt`."""
        with self._writing(who) as transaction:
            return doubts.settle(transaction, key, how)

    def report(self, key: str, outcome: Outcome, who: str, *, of: str = "") -> bool:
        """Enter a bounce or a receipt that came by itself; False if it says nothing new. Raises KeyError.

        `of` is the report's own name, under which it is entered once however often it is read.
        """
        with self._writing(who) as transaction:
            return doubts.report(transaction, key, outcome, of)

    def awaited(self, outlets: Iterable[str]) -> set[str]:
        """Those of these outlets from which a receipt may still come."""
        with reading(self.database) as connection:
            return receipts.awaited(connection, outlets, self.clock(connection))

    def resume(self, outlet: str, who: str) -> bool:
        """End the pause of an outlet; False if it has none."""
        o = tables.outlet.c
        with self._writing(who) as transaction:
            ended = transaction.connection.execute(
                sa.update(tables.outlet).where(o.id == outlet, o.paused_until > 0).values(
                    paused_until=0, refusals=0, pauses=0
                )
            ).rowcount  # fmt: skip
            if ended:
                transaction.note(outlet, "", "resumed")
            return bool(ended)

    def paused(self) -> dict[str, int]:
        """The outlets that rest after refusals, and until when."""
        o = tables.outlet.c
        with reading(self.database) as connection:
            asked = sa.select(o.id, o.paused_until).where(o.paused_until > self.clock(connection))
            return {row.id: row.paused_until for row in connection.execute(asked)}

    def lines(self, wanted: listing.Wanted = listing.Wanted(), *, addresses: bool = False) -> Iterator[listing.Line]:  # noqa: B008
        """All deliveries that are wanted, in the order of their keys."""
        return listing.all_lines(self.database, wanted, addresses=addresses)

    def counts(self, wanted: listing.Wanted = listing.Wanted()) -> list[listing.Count]:  # noqa: B008
        """How many deliveries stand where."""
        with reading(self.database) as connection:
            return listing.counts(connection, wanted)

    def story(self, key: str, *, addresses: bool = False) -> listing.Story:
        """Everything that is known of a delivery. Raises KeyError."""
        with reading(self.database) as connection:
            return listing.story(connection, key, addresses=addresses)

    def verify(self, head: str = "") -> Iterator[Flaw]:
        """What does not hold: in the chain, in the states, in what the keys and hashes say. `head` as noted earlier."""
        return verified(self.database, self._salt, head)

    def head(self) -> str:
        """The end of the chain, as "number:hash". Noted elsewhere, it proves later that nothing was cut off."""
        with reading(self.database) as connection:
            row = connection.execute(sa.select(tables.chain)).one()
            return f"{row.number}:{row.hash}"

    @contextlib.contextmanager
    def _writing(self, who: str) -> Iterator[Writing]:
        with self.database.connect() as connection, writing(connection, self.clock, who) as transaction:
            yield transaction

    @staticmethod
    def _exactly(connection: sa.Connection, digest: str) -> Publication:
        for found in publications.publications(connection, digest=digest):
            if found.digest == digest:
                return found
        raise KeyError(digest)
