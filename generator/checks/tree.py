"""Checks what only shows when all records are seen together."""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks import id_unique
from generator.checks.finding import Problem
from generator.checks.run import problem_of


def check_tree(ids: Iterable[tuple[str, str]]) -> list[Problem]:
    """Problems of the whole tree, given (id, shown path) of every record: ids used twice."""
    return [problem_of(id_unique, path, finding) for path, finding in id_unique.repeated(ids)]
