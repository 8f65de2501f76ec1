"""Tells what the last guard found, as problems of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.checks import private_data_in_output
from generator.checks.finding import Problem
from generator.checks.run import problem_of
from generator.guard import Leak
from generator.records.fault import START, Fault


def told(leaks: Iterable[Leak], shown: Mapping[str, str]) -> list[Problem]:
    """One problem for each number, at the record whose file it stands in, or at the file.

    `shown` gives the path of the record with an id. A number in the footer stands on every page: one file is named.
    """
    found: dict[tuple[str, str], list[Leak]] = {}
    for leak in sorted(leaks):
        found.setdefault((leak.kind, leak.masked), []).append(leak)
    problems: list[Problem] = []
    for (kind, masked), group in found.items():
        path = group[0].path
        folder, _slash, rest = path.partition("/")
        record = shown.get(rest.partition("/")[0], "") if folder == "exemplars" else ""
        details = {"file": path, "number": masked, "files": str(len({leak.path for leak in group}))}
        finding = private_data_in_output.word(Fault("private-data-in-output", START, kind, details))
        problems.append(problem_of(private_data_in_output, record or path, finding))
    return problems
