"""The closing line of a build: what was published, what was held back and why, what changed."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.language import _, ngettext


class Held(NamedTuple):
    """How many records are held back by one condition; `until` is the day that they wait for, of those in `DATED`."""

    reason: str
    until: str
    records: int


DATED = frozenset({"embargo-over"})
"""The conditions whose day the closing line tells."""


class Account(NamedTuple):
    """What an edition publishes, gives notice of, has withdrawn and holds back, in numbers."""

    published: int
    held: tuple[Held, ...] = ()
    noticed: int = 0
    withdrawn: int = 0

    @classmethod
    def from_list(cls, kept: Any) -> Account:
        """An account from its JSON, in which tuples are lists."""
        published, held, noticed, withdrawn = kept
        return cls(published, tuple(Held(*line) for line in held), noticed, withdrawn)


def closing_line(account: Account, written: int, removed: int, seconds: float) -> str:
    """One line in the chosen language, such as "36 published, 4 held back: 3 not yet named, …"."""
    published = ngettext("{count} published", "{count} published", account.published)
    line = published.format(count=account.published)
    if account.noticed:
        line += _(", ") + ngettext("{count} public notice", "{count} public notices", account.noticed).format(
            count=account.noticed
        )
    if account.withdrawn:
        line += _(", ") + _("{count} withdrawn").format(count=account.withdrawn)
    if account.held:
        words = _words()
        order = sorted(account.held, key=lambda held: (list(words).index(held.reason), held.until))
        reasons = [words[held.reason].format(count=held.records, until=held.until) for held in order]
        held = _("{count} held back: {reasons}")
        line += _(", ") + held.format(count=sum(held.records for held in order), reasons=_(", ").join(reasons))
    work = _("{written} files written, {removed} removed, {seconds:.1f} s")
    return line + _("; ") + work.format(written=written, removed=removed, seconds=seconds)


def _words() -> dict[str, str]:
    """The reasons in the order in which they are told: what takes longest to mend comes first."""
    return {
        "stage-named": _("{count} not yet named"),
        "legal-basis": _("{count} without a legal basis"),
        "guardian-consent": _("{count} without a guardian's consent"),
        "source-findable": _("{count} without a source that a reader can find"),
        "checks-clear": _("{count} not cleared by all bodies that are asked"),
        "appraisal-meets": _("{count} not appraised, or below the threshold"),
        "notice-over": _("{count} before the public notice is over"),
        "objections-settled": _("{count} with an objection not settled"),
        "decision-made": _("{count} without the decision"),
        "review-kept": _("{count} with a review overdue"),
        "embargo-over": _("{count} embargoed until {until}"),
        "last-day": _("{count} past their last day"),
    }
