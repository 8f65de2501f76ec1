"""Which attempts of a delivery count as tries: those that got an answer, or waited for one in vain.

A worker that was killed says nothing about the outlet, and what was given back was never begun; neither uses up a try.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from generator.delivery import retrying, tables

NOT_BEGUN = "not begun"
"""The code of a reply that no outlet gave."""

MOST_ATTEMPTS = 100
"""Attempts of any kind: a message that kills whoever sends it must not do so for ever."""


def spent(connection: sa.Connection, keys: Collection[str]) -> dict[str, int]:
    """How many tries these deliveries have used up; who has used none is not in it."""
    r = tables.reply.c
    asked = sa.select(r.delivery, sa.func.count()).where(r.delivery.in_(keys), r.code != NOT_BEGUN).group_by(r.delivery)
    return {key: number for key, number in connection.execute(asked)}  # noqa: C416  types


def tries_left() -> sa.ColumnElement[bool]:
    """A condition on deliveries: there is another try."""
    d, r = tables.delivery.c, tables.reply.c
    used = sa.select(sa.func.count()).where(r.delivery == d.key, r.code != NOT_BEGUN).correlate(tables.delivery)
    return sa.and_(d.tries < MOST_ATTEMPTS, used.scalar_subquery() < retrying.MOST_TRIES)
