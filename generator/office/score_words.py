"""A score in words, for the office alone: total, stars, what is missing for the next star, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.language import _, ngettext
from generator.office.matrix_words import listed
from generator.office.roll import Exemplar
from generator.office.scoring import Result

_NAMED = 3
"""How many indicators are named where points were lost, or where none were given."""


def told(exemplar: Exemplar, result: Result) -> str:
    """A few lines about one exemplar's appraisal."""
    head = _("{name} ({id}): {table}, {day}").format(
        name=exemplar.name, id=exemplar.id, table=result.table.zh, day=result.scored.on
    )
    return "\n".join([head, *(f"    {line}" for line in _lines(result))])


def stars(result: Result) -> str:
    """Stars as signs, full and empty: ★★★★☆."""
    return "★" * result.stars + "☆" * (len(result.table.stars) - result.stars)


def number(value: Decimal) -> str:
    """A number without needless zeros: 92.50 is 92.5, 100 is 100."""
    return f"{value.normalize():f}"


def outcome(result: Result) -> str:
    """Whether it meets, in words."""
    words = {"meets": _("meets the threshold"), "fails": _("does not meet the threshold"), "": _("not complete")}
    return words[result.outcome]


def _lines(result: Result) -> Iterator[str]:
    satisfaction = result.scored.satisfaction
    yield _("{total} points  {stars}  {outcome}").format(
        total=number(result.total), stars=stars(result), outcome=outcome(result)
    )
    if result.missing:
        count = len(result.missing)
        said = ngettext(
            "{n} indicator without points: {which}; enter it in private.yml",
            "{n} indicators without points: {which}; enter them in private.yml",
            count,
        )
        names = listed(f"{one.zh} ({one.id})" for one in result.missing[:_NAMED])
        yield said.format(n=count, which=names + (" …" if count > _NAMED else ""))
    elif result.to_next is not None:
        lost = listed(
            _("{indicator} (−{points} points)").format(indicator=one.zh, points=number(points))
            for one, points in result.weakest(_NAMED)
        )
        said = _("{points} points to {n} stars; most was lost on: {lost}")
        yield said.format(points=number(result.to_next), n=result.stars + 1, lost=lost)
    if satisfaction is None:
        yield _("satisfaction is missing; enter the result of the survey as satisfaction, in per cent")
    elif result.remedial:
        said = _("satisfaction {share} %, less than {least} %: lessons to make up and mend (补课整改)")
        yield said.format(share=number(satisfaction), least=number(result.table.satisfaction))
    else:
        yield _("satisfaction {share} %").format(share=number(satisfaction))
