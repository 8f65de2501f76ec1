"""The closing line of a build: what was published, what was held back and why, what changed."""

from __future__ import annotations

from collections import Counter

from generator.edition import Edition
from generator.language import _, ngettext


def account(edition: Edition, written: int, removed: int, seconds: float) -> str:
    """One line in the chosen language, such as "36 published, 4 held back: 3 not yet named, …"."""
    published = ngettext("{count} published", "{count} published", len(edition.cards))
    line = published.format(count=len(edition.cards))
    if edition.held:
        held = _("{count} held back: {reasons}")
        line += _(", ") + held.format(count=len(edition.held), reasons=_(", ").join(_reasons(edition)))
    work = _("{written} files written, {removed} removed, {seconds:.1f} s")
    return line + _("; ") + work.format(written=written, removed=removed, seconds=seconds)


def _reasons(edition: Edition) -> list[str]:
    counts = Counter(held for _card, held in edition.held)
    words = _words()
    return [
        words[held.reason].format(count=counts[held], until=held.until)
        for held in sorted(counts, key=lambda held: (list(words).index(held.reason), held.until))
    ]


def _words() -> dict[str, str]:
    """The reasons in the order in which they are told: what takes longest to mend comes first."""
    return {
        "stage": _("{count} not yet named"),
        "basis": _("{count} without a legal basis"),
        "source": _("{count} without a source that a reader can find"),
        "embargo": _("{count} embargoed until {until}"),
        "ended": _("{count} past their last day"),
    }
