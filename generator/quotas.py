"""Reads and checks quota.yml, which the office's books alone need: a mistake in it stops no build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import id_unique, vocabulary_known
from generator.checks.finding import Finding, Problem
from generator.checks.run import check_form, problem_of
from generator.language import _
from generator.project import Project
from generator.records.quota import Quota
from generator.records.reader import Document, read_settings
from generator.records.settings import Vocabulary

FILE = "quota.yml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_quota(project: Project, vocabulary: Vocabulary) -> tuple[Quota | None, list[Problem]]:
    """The quota and its problems; None where the file is unusable, the usual numbers where there is none."""
    path = project.records / FILE
    if not path.exists():
        return Quota(), []
    file = read_settings(path, project.records, Quota, project.shown(path))
    problems = check_form(file)
    problems += [problem_of(id_unique, file.path, finding) for finding in _twice(file)]
    problems += [problem_of(vocabulary_known, file.path, finding) for finding in _unknown(file, vocabulary)]
    return (None if problems else file.value), problems


def _twice(file: Document[Quota]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, one in enumerate(file.value.units if file.value else ()):
        earlier = first.setdefault(one.unit, number)
        if earlier != number:
            at = file.at("units", number, "unit")
            said = _("the unit “{unit}” already stands in line {line}")
            message = said.format(unit=one.unit, line=file.at("units", earlier, "unit").line)
            yield Finding(at, message, _("take one of the two lines away"))


def _unknown(file: Document[Quota], vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is written as an id is one of the vocabulary; anything else is a name and may be any."""
    known = {term.id: term for term in vocabulary.units}
    for number, one in enumerate(file.value.units if file.value else ()):
        if _ID.fullmatch(one.unit) and one.unit not in known:
            yield vocabulary_known.unknown(one.unit, "units", known.values(), file.at("units", number, "unit"))
