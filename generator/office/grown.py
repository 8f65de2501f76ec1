"""Children under 14: the overlay knows the day of birth, and the record must say that a guardian has to be asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator.checks import minor_marked
from generator.checks.finding import Problem
from generator.checks.run import problem_of
from generator.office.overlay import Overlay
from generator.office.roll import Exemplar
from generator.records.partial_date import PartialDate

AGE = 14
"""Years, PIPL art. 31."""


def is_minor(birth: PartialDate, today: datetime.date) -> bool:
    """Whether somebody may be under 14: of a birth that is known in part the latest day counts.

    A year of age is completed at the end of the birthday, so on that day one is still under it.
    """
    latest = birth.last_day
    year = latest.year + AGE
    # Who is born on 29 February completes the year at the end of February where it has no such day.
    last = 28 if (latest.month, latest.day) == (2, 29) and year % 4 else latest.day
    return today <= datetime.date(year, latest.month, last)


def unmarked_minors(exemplars: Iterable[Exemplar], overlay: Overlay, today: datetime.date) -> list[Problem]:
    """The children whose records do not say that they are."""
    problems: list[Problem] = []
    for exemplar in exemplars:
        birth = overlay.of(exemplar.id).birth
        if exemplar.kind == "person" and birth and not exemplar.minor and is_minor(birth, today):
            file = overlay.files[exemplar.id]
            problems.append(problem_of(minor_marked, file.path, minor_marked.unmarked(file.at("birth"))))
    return problems
