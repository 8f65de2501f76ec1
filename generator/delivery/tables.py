"""The ledger's tables. Times are milliseconds since 1970 by the database's clock; hashes are hexadecimal digits.

The migrations make them (`migrations/`); a test holds the two equal.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""`salt`: what recipients are hashed with, so that neither a key nor an export can be turned back into a number."""

publication = Table(
    "publication",
    metadata,
    Column("digest", String(32), primary_key=True),
    Column("item", String, nullable=False),
    Column("version", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("title", String, nullable=False),
    Column("promotional", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    UniqueConstraint("item", "version", "channel", "purpose"),
)
"""The exact bytes to be sent, under the hash of them."""

approval = Table(
    "approval",
    metadata,
    Column("publication", ForeignKey("publication.digest"), primary_key=True),
    Column("who", String, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""Who answers for which bytes."""

recipient = Table(
    "recipient",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("address", String, nullable=False),
)
"""The only place where an address or a number stands."""

delivery = Table(
    "delivery",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("publication", ForeignKey("publication.digest"), nullable=False),
    Column("outlet", String, nullable=False),
    Column("recipient", ForeignKey("recipient.hash"), nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("promotional", Boolean, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("holder", Integer, nullable=False),
    Column("event", BigInteger, nullable=False),
    Index("delivery_waiting", "outlet", "state", "not_before"),
    Index("delivery_publication", "publication", "state"),
)
"""One publication to one recipient through one outlet. Its key is a hash of exactly these, so it is unique on them.

`tries` counts attempts begun; `holder` is the worker that sends it (0: nobody); `doubtful` if it was sent again after
an unknown end, and so may have arrived before; `expires` 0 is never; `event` is the number of the event that its
state came from.
"""

attempt = Table(
    "attempt",
    metadata,
    Column("delivery", ForeignKey("delivery.key"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("worker", Integer, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("request", String(32), nullable=False),
)
"""Written and committed before anything is sent; never changed."""

reply = Table(
    "reply",
    metadata,
    Column("delivery", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("ended", BigInteger, nullable=False),
    Column("result", String, nullable=False),
    Column("code", String, nullable=False),
    Column("excerpt", String, nullable=False),
    Column("provider_id", String, nullable=False),
)
"""How an attempt ended. An attempt without one has an open end; never changed."""

part = Table(
    "part",
    metadata,
    Column("delivery", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, primary_key=True),
    Column("outlet", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("told", String, nullable=False),
    Index("part_name", "outlet", "name"),
    Index("part_awaited", "outlet", "told", "at"),
)
"""What the other side calls the parts of an attempt that it took, where it reports on each by itself (`receipts.py`).

`told` is the final result that it reported, "" until then; `at` is when the taking was written down. Only a help to
find deliveries: what moved them stands in their events.
"""

event = Table(
    "event",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", String, nullable=False),
    Column("was", String, nullable=False),
    Column("became", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("who", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("seal", String(32), nullable=False),
    Column("hash", String(32), nullable=False),
    Index("event_subject", "subject"),
)
"""Everything that ever moved, each with the hash of the one before it. `seal` is a hash of the row written with it."""

chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("hash", String(32), nullable=False),
)
"""One row: the last event. Every transaction that writes takes it first, so there is one order and no deadlock."""

worker = Table(
    "worker",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slot", Integer, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger, nullable=False),
)
"""Who ever sent; `ended` 0 for those that did not say goodbye. Whether they live, their lock tells (`presence.py`)."""

outlet = Table(
    "outlet",
    metadata,
    Column("id", String, primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("counted", BigInteger, nullable=False),
    Column("refusals", Integer, nullable=False),
    Column("pauses", Integer, nullable=False),
    Column("paused_until", BigInteger, nullable=False),
)
"""How fast an outlet may be used, and whether it rests after refusals."""

suppression = Table(
    "suppression",
    metadata,
    Column("recipient", String(32), primary_key=True),
    Column("reason", String, primary_key=True),
    Column("at", BigInteger, nullable=False),
)
"""Who wants nothing more, and which addresses are dead; by hash, so it outlives the address."""
