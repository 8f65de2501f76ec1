"""Scores against an indicator table: total, stars, what is missing for the next star, and whether it meets.

The practice behind it (百分制量化): from 90 points on there are five stars, and whoever has less is not commended;
where fewer than 90 % of the people are content, 补课整改 follows. The points stay in the private overlay.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import ModuleType
from typing import Literal, NamedTuple

from generator.checks import value_form, vocabulary_known
from generator.checks.finding import Finding, Problem
from generator.checks.nearest import did_you_mean
from generator.checks.run import problem_of
from generator.language import _
from generator.office.overlay import Overlay
from generator.office.overlay_model import Private, Scored
from generator.office.roll import Exemplar
from generator.records.appraisal_settings import AppraisalSettings, Indicator, Table
from generator.records.folders import Kind
from generator.records.model import Appraisal
from generator.records.partial_date import PartialDate

Outcome = Literal["meets", "fails", ""]


class Result(NamedTuple):
    """An appraisal, added up. `missing` are indicators without points; `outcome` is "" while anything is missing."""

    table: Table
    scored: Scored
    total: Decimal
    missing: tuple[Indicator, ...]

    @property
    def stars(self) -> int:
        """How many stars the points give."""
        return sum(self.total >= points for points in self.table.stars)

    @property
    def to_next(self) -> Decimal | None:
        """How many points are missing for the next star; None with all of them."""
        return next((points - self.total for points in self.table.stars if points > self.total), None)

    @property
    def remedial(self) -> bool:
        """Whether too few people are content: 补课整改."""
        return self.scored.satisfaction is not None and self.scored.satisfaction < self.table.satisfaction

    @property
    def outcome(self) -> Outcome:
        """Whether it meets the threshold: all points given, all stars, and enough people content."""
        if self.missing or self.scored.satisfaction is None:
            return ""
        return "meets" if self.total >= self.table.commended_from and not self.remedial else "fails"

    @property
    def word(self) -> Appraisal | None:
        """What of it may stand in the record: the word and the day, never a figure."""
        return Appraisal(result=self.outcome, on=PartialDate(self.scored.on)) if self.outcome else None

    def weakest(self, most: int) -> list[tuple[Indicator, Decimal]]:
        """The indicators that lost most points, with what was lost; at most `most`."""
        given = self.scored.items
        lost = [(one, one.points - given[one.id]) for one in self.table.indicators() if one.id in given]
        return sorted((pair for pair in lost if pair[1] > 0), key=lambda pair: -pair[1])[:most]


def result_of(private: Private, kind: Kind, settings: AppraisalSettings, table: str | None = None) -> Result | None:
    """The latest appraisal by `table`, or by any table that holds for the kind; None where there is none."""
    found: list[tuple[Scored, Table]] = []
    for scored in private.scores:
        by = settings.table(scored.table)
        if by and (by.id == table if table else by.kind in (None, kind)):
            found.append((scored, by))
    if not found:
        return None
    scored, by = max(reversed(found), key=lambda pair: pair[0].on)
    given = scored.items
    total = sum((given[one.id] for one in by.indicators() if one.id in given), Decimal())
    return Result(by, scored, total, tuple(one for one in by.indicators() if one.id not in given))


def check_scores(overlay: Overlay, settings: AppraisalSettings, exemplars: list[Exemplar]) -> list[Problem]:
    """Scores that no table knows, or that give more than there is; told by place, without the points."""
    kinds = {exemplar.id: exemplar.kind for exemplar in exemplars}
    problems: list[Problem] = []
    for id_, private in overlay.people.items():
        if id_ in kinds:
            path = overlay.files[id_].path
            for n, scored in enumerate(private.scores):
                table = settings.table(scored.table)
                if table is None:
                    message = _("there is no table “{id}” in appraisal.yml").format(id=scored.table)
                    hint = did_you_mean(scored.table, [table.id for table in settings.tables])
                    at = overlay.files[id_].at("scores", n, "table")
                    problems.append(problem_of(vocabulary_known, path, Finding(at, message, hint)))
                    continue
                problems += [problem_of(*found) for found in _items(overlay, id_, n, table, kinds[id_])]
    return problems


def _items(overlay: Overlay, id_: str, n: int, table: Table, kind: Kind) -> Iterator[tuple[ModuleType, str, Finding]]:
    file = overlay.files[id_]
    indicators = {one.id: one for one in table.indicators()}
    if table.kind not in (None, kind):
        message = _("the table “{id}” ({label}) does not hold for this kind").format(id=table.id, label=table.zh)
        yield vocabulary_known, file.path, Finding(file.at("scores", n, "table"), message)
    for item, points in overlay.of(id_).scores[n].items.items():
        at = file.at("scores", n, "items", item)
        if item not in indicators:
            message = _("there is no indicator “{id}” in the table “{table}”").format(id=item, table=table.id)
            at = file.key_at("scores", n, "items", item)
            yield vocabulary_known, file.path, Finding(at, message, did_you_mean(item, indicators))
        elif points > indicators[item].points:
            most = indicators[item].points
            message = _("“{id}” ({label}) has more points than it gives").format(id=item, label=indicators[item].zh)
            yield value_form, file.path, Finding(at, message, _("write {number} or less").format(number=most))
