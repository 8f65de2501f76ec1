"""The table of conditions: what takes longest to mend comes first, and is the reason that a build tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from generator.gate import (
    appraisal_meets,
    checks_clear,
    decision_made,
    embargo_over,
    guardian_consent,
    last_day,
    legal_basis,
    notice_over,
    objections_settled,
    review_kept,
    source_findable,
    stage_named,
)
from generator.gate.case import Case
from generator.gate.window import ALWAYS, Bar, Told, Window


@dataclass(frozen=True)
class Condition:
    """A condition's module as an entry of the table."""

    module: ModuleType

    @property
    def name(self) -> str:
        """The name that `explain` knows: the module's, with hyphens."""
        return self.module.__name__.rpartition(".")[2].replace("_", "-")

    @property
    def documentation(self) -> str:
        """The module's docstring: the rule, an example that fails and one that passes."""
        return self.module.__doc__ or ""

    @property
    def title(self) -> Callable[[], str]:
        """What staff call it, in the chosen language."""
        function: Callable[[], str] = self.module.title
        return function

    @property
    def window(self) -> Callable[[Case], Window]:
        """The days on which it holds."""
        function: Callable[[Case], Window] = self.module.window
        return function

    @property
    def told(self) -> Callable[[Case, Window, str], Told]:
        """How it stands on a day, in words."""
        function: Callable[[Case, Window, str], Told] = self.module.told
        return function


CONDITIONS = tuple(
    Condition(module)
    for module in (
        stage_named,
        legal_basis,
        guardian_consent,
        source_findable,
        checks_clear,
        appraisal_meets,
        notice_over,
        objections_settled,
        decision_made,
        review_kept,
        embargo_over,
        last_day,
    )
)

# Looked up once: these run for every record of a large base.
_WINDOWS = tuple((condition.name, condition.window) for condition in CONDITIONS)


def bars_of(case: Case) -> tuple[Bar, ...]:
    """The conditions that do not hold on every day, in the order of the table. Most records have none or few."""
    bars: list[Bar] = []
    for name, window in _WINDOWS:
        found = window(case)
        if found is not ALWAYS and found != ALWAYS:
            bars.append(Bar(name, found.opens, found.closes))
    return tuple(bars)


def barred(bars: tuple[Bar, ...], day: str) -> Bar | None:
    """The first condition that fails on `day` (ISO 8601), or None if the record may be public."""
    for bar in bars:
        if day < bar.opens or (bar.closes and bar.closes < day):
            return bar
    return None
