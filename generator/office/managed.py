"""Graded management (分级管理): which exemplars a unit manages, and which stand at a level."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.checks.nearest import did_you_mean
from generator.language import _
from generator.office.overlay import Overlay
from generator.office.roll import Exemplar


class Unmanaged(Exception):
    """Nobody is managed by the unit that was asked for; the text says which units there are."""


def manager_of(exemplar: Exemplar, overlay: Overlay) -> str:
    """The unit that manages an exemplar: as the overlay says, or else the unit of the record; "" if neither does."""
    return overlay.of(exemplar.id).managing_unit or exemplar.unit


def managed(
    exemplars: Iterable[Exemplar], overlay: Overlay, unit: str | None, levels: Collection[str]
) -> tuple[Exemplar, ...]:
    """The exemplars that `unit` manages and that stand at one of `levels`; without either, all of them.

    Raises `Unmanaged` for a unit that manages nobody, which is a mistyped one more often than not.
    """
    whole = tuple(exemplars)
    if unit:
        mine = tuple(exemplar for exemplar in whole if manager_of(exemplar, overlay) == unit)
        if whole and not mine:
            hint = did_you_mean(unit, {manager_of(exemplar, overlay) for exemplar in whole} - {""})
            raise Unmanaged(_("“{unit}” manages no exemplar here; {hint}").format(unit=unit, hint=hint))
        whole = mine
    return tuple(exemplar for exemplar in whole if not levels or exemplar.level in levels)
