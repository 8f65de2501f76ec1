"""The answers of the bodies that were asked: which of several is the last, which is meant, and how long it holds."""

from __future__ import annotations

from collections.abc import Sequence

from generator.gate.months import term_after
from generator.gate.window import NEVER, Window, known_by
from generator.records.model import Clearance
from generator.records.partial_date import FullDate, PartialDate

_NO_DAY = FullDate("0001-01-01")
"""Before every record: what is known to the month is taken to the month's end."""


def latest(checks: Sequence[Clearance]) -> list[Clearance]:
    """The last answer of each body, by date; of undated ones, or of one day, that which stands last."""
    if len(checks) == len({check.by for check in checks}):
        return list(checks)
    found: dict[str, Clearance] = {}
    for check in checks:
        earlier = found.get(check.by)
        if earlier is None or (check.on or "") >= (earlier.on or "") or check.on is None:
            found[check.by] = check
    return list(found.values())


def answer_of(body: str, checks: Sequence[Clearance]) -> Clearance | None:
    """The answer of a body that is asked for: its name may stand inside a longer one, such as 公安 in 县公安局.

    If several fit, the last that is clear.
    """
    fitting = [check for check in checks if body in check.by]
    if len(fitting) < 2:  # as a rule; sorting costs more than all the rest
        return fitting[0] if fitting else None
    return max(reversed(fitting), key=lambda check: (check.result == "clear", check.on or ""))


def term(answer: Clearance | None, months: int | None, updated: PartialDate) -> Window:
    """The days on which an answer holds that is asked for; `months` is how long if it states no end itself."""
    if answer is None or answer.result != "clear":
        return NEVER
    if months and not answer.on and not answer.until:
        return NEVER  # nobody can say whether it is still good
    closes = ""
    if answer.until:
        closes = known_by(answer.until, _NO_DAY)
    elif months and answer.on:
        closes = term_after(answer.on, months)
    return Window(known_by(answer.on, updated) if answer.on else "", closes)
