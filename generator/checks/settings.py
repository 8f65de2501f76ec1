"""Checks the settings: what vocabulary.yml and office.yml say beyond their form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks import id_unique, vocabulary_known
from generator.checks.finding import Context, Finding, Problem
from generator.checks.run import problem_of
from generator.records.reader import Document
from generator.records.settings import Column, Office, Vocabulary

_SELECTED = {"fields": "fields_", "levels": "levels", "honours": "honours", "regions": "regions"}


def check_settings(vocabulary: Document[Vocabulary], office: Document[Office]) -> list[Problem]:
    """What is wrong beyond the form (`check_form`): ids used twice, columns that select unknown words."""
    problems: list[Problem] = []
    known = vocabulary.value
    if known:
        problems += [problem_of(id_unique, vocabulary.path, f) for f in _terms(vocabulary, known)]
    if office.value:
        columns = office.value.columns
        problems += [problem_of(id_unique, office.path, f) for f in id_unique.twice(office, "columns", columns)]
        if known:
            found = _selections(office, columns, Context(known))
            problems += [problem_of(vocabulary_known, office.path, finding) for finding in found]
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))


def _terms(file: Document[Vocabulary], vocabulary: Vocabulary) -> Iterator[Finding]:
    for name, info in type(vocabulary).model_fields.items():
        yield from id_unique.twice(file, info.alias or name, getattr(vocabulary, name))


def _selections(file: Document[Office], columns: Sequence[Column], context: Context) -> Iterator[Finding]:
    for n, column in enumerate(columns):
        for name, attribute in _SELECTED.items():
            terms = context.terms[name]
            for k, word in enumerate(getattr(column.select, attribute)):
                if word not in terms:
                    at = file.at("columns", n, "select", name, k)
                    yield vocabulary_known.unknown(word, name, terms.values(), at)
