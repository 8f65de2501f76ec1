"""What is left to do: whether somebody who works until the end has come there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.quiet_hours import quiet
from generator.delivery.states import State
from generator.delivery.tries import tries_left


class Pending(NamedTuple):
    """Whether anything waits that may go soon, is being sent by anybody, or can be settled without a person."""

    waiting: bool
    open: bool
    doubts: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to stay for."""
        return self.waiting or self.open or self.doubts


def pending(
    connection: sa.Connection, outlets: Sequence[str], settling: Sequence[str], at: int, patience: float
) -> Pending:
    """What is left at a moment for these outlets; `settling` are those whose doubts settle by themselves."""
    d = tables.delivery.c
    o = tables.outlet.c
    until = at + round(patience * 1000)
    resting = set(connection.execute(sa.select(o.id).where(o.paused_until > until)).scalars())
    awake = [outlet for outlet in outlets if outlet not in resting]
    waiting = [d.outlet.in_(awake), d.state == State.QUEUED.value, d.not_before <= until]
    if quiet(until):
        waiting.append(sa.not_(d.promotional))
    return Pending(
        _any(connection, *waiting),
        _any(connection, d.outlet.in_(list(outlets)), d.state == State.SENDING.value),
        _any(
            connection,
            d.outlet.in_(list(settling)),
            d.state == State.UNKNOWN.value,
            tries_left(),
        ),
    )


def _any(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> bool:
    return connection.execute(sa.select(sa.exists().where(*conditions))).scalar_one()
