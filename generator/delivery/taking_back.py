"""Takes back or puts right what was sent: a notice to everyone who has it or may have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.publications import Publication, Unapproved
from generator.delivery.queueing import PORTION, Queued, cancel, queue
from generator.delivery.states import REACHED
from generator.delivery.writing import Writing


class TakenBack(NamedTuple):
    """How many were cancelled before they went, how many notices were queued, and what no notice was given for."""

    cancelled: int
    notices: int
    without: tuple[tuple[str, str, int], ...]
    """Outlet, channel and number of recipients for whom there is no notice in that channel."""


def take_back(
    writing: Writing, salt: str, item: str, notices: Mapping[str, Publication], *, until: int = 0
) -> TakenBack:
    """Cancel what waits, and queue `notices` (channel → approved notice) for all who were reached.

    Raises `Unapproved`, and ValueError for a notice that is news; then nothing is changed.
    """
    for notice in notices.values():
        if not notice.approved_by:
            raise Unapproved(notice.digest)
        if notice.purpose == "publish":
            raise ValueError("news takes nothing back")
    # Asked for a second time, the notices that wait already go on waiting.
    cancelled = cancel(writing, item=item, keep=[notice.digest for notice in notices.values()], why="taken back")
    sent, without = 0, []
    for outlet, channel, number in reached(writing.connection, item):
        if channel not in notices:
            without.append((outlet, channel, number))
            continue
        addresses = _addresses(writing.connection, item, outlet, channel)
        done: Queued = queue(writing, salt, notices[channel], outlet, addresses, expires=until)
        sent += done.new
    return TakenBack(cancelled, sent, tuple(without))


def reached(connection: sa.Connection, item: str) -> list[tuple[str, str, int]]:
    """Outlet, channel and number of recipients that have, or may have, what was published of an exemplar."""
    d, p = tables.delivery.c, tables.publication.c
    asked = (
        sa.select(d.outlet, p.channel, sa.func.count(sa.distinct(d.recipient)))
        .join_from(tables.delivery, tables.publication)
        .where(*_has_it(item))
        .group_by(d.outlet, p.channel)
        .order_by(d.outlet, p.channel)
    )
    return [(outlet, channel, number) for outlet, channel, number in connection.execute(asked)]


def _addresses(connection: sa.Connection, item: str, outlet: str, channel: str) -> Iterator[str]:
    d, p, r = tables.delivery.c, tables.publication.c, tables.recipient.c
    asked = (
        sa.select(r.hash, r.address)
        .distinct()
        .select_from(tables.delivery.join(tables.publication).join(tables.recipient))
        .where(*_has_it(item), d.outlet == outlet, p.channel == channel)
        .order_by(r.hash)
        .limit(PORTION)
    )
    after = ""
    while rows := connection.execute(asked.where(r.hash > after)).all():
        after = rows[-1].hash
        for row in rows:
            yield row.address


def _has_it(item: str) -> tuple[sa.ColumnElement[bool], ...]:
    d, p = tables.delivery.c, tables.publication.c
    # What was sent again after an unknown end may have arrived the first time, whatever became of the second.
    return (p.item == item, p.purpose != "retract", sa.or_(d.state.in_([s.value for s in REACHED]), d.doubtful))
