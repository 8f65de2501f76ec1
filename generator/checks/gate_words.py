"""Checks gate.yml and calendar.yml beyond their form: words that the vocabulary knows, days in their year."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import date_order, id_unique, vocabulary_known
from generator.checks.finding import Context, Finding, Problem
from generator.checks.run import problem_of
from generator.language import _
from generator.records.calendar_settings import Calendar
from generator.records.gate_settings import Demand, GateSettings
from generator.records.reader import Document
from generator.records.settings import Vocabulary


def check_gate(gate: Document[GateSettings], calendar: Document[Calendar], vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong in them: unknown levels and fields, a year that stands twice, days of another year."""
    problems: list[Problem] = []
    if gate.value and gate.text:
        problems += [
            problem_of(vocabulary_known, gate.path, f) for f in _unknown(gate, gate.value, Context(vocabulary))
        ]
    if calendar.value and calendar.text:
        problems += [problem_of(id_unique, calendar.path, f) for f in _twice(calendar, calendar.value)]
        problems += [problem_of(date_order, calendar.path, f) for f in _misplaced(calendar, calendar.value)]
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))


def _unknown(file: Document[GateSettings], settings: GateSettings, context: Context) -> Iterator[Finding]:
    for name in type(settings).model_fields:
        demands: tuple[Demand, ...] = getattr(settings, name)
        for n, demand in enumerate(demands):
            for words, key in ((demand.levels, "levels"), (demand.fields_, "fields")):
                for k, word in enumerate(words):
                    if word not in context.terms[key]:
                        at = file.at(name, n, key, k)
                        yield vocabulary_known.unknown(word, key, context.terms[key].values(), at)


def _twice(file: Document[Calendar], calendar: Calendar) -> Iterator[Finding]:
    first: dict[int, int] = {}
    for n, year in enumerate(calendar.years):
        earlier = first.setdefault(year.year, n)
        if earlier != n:
            line = file.at("years", earlier, "year").line
            message = _("the year {year} already stands in line {line}").format(year=year.year, line=line)
            yield Finding(file.at("years", n, "year"), message, _("put both together"))


def _misplaced(file: Document[Calendar], calendar: Calendar) -> Iterator[Finding]:
    for n, year in enumerate(calendar.years):
        for k, holiday in enumerate(year.holidays):
            if holiday.last < holiday.start:
                message = _("{later} is {second}, before {earlier} {first}")
                told = message.format(later="to", second=holiday.last, earlier="from", first=holiday.start)
                yield Finding(file.at("years", n, "holidays", k, "to"), told, _("exchange the two, or correct one"))
            # The New Year holiday may begin in the old year (2023-12-30 to 2024-01-01).
            if year.year not in (holiday.start.year, holiday.last.year):
                yield _elsewhere(file, ("years", n, "holidays", k, "from"), holiday.start, year.year)
        for k, day in enumerate(year.workdays):
            if abs(day.year - year.year) > 1:
                yield _elsewhere(file, ("years", n, "workdays", k), day, year.year)


def _elsewhere(file: Document[Calendar], path: tuple[str | int, ...], day: str, year: int) -> Finding:
    message = _("{day} does not lie in {year}").format(day=day, year=year)
    return Finding(file.at(*path), message, _("correct the date, or move it to its year"))
