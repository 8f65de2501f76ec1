"""Runs the rules over a file and gives the problems in the order of their places."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from generator.checks.finding import Context, Finding, Problem
from generator.checks.private_number import masked
from generator.checks.rules import CHECKING, WORDING, Rule
from generator.records.reader import Document, RecordFile

# Looked up once: these run for every record of a large base.
_CHECKS = tuple((rule, rule.check) for rule in CHECKING)


def check_record(file: RecordFile, context: Context) -> list[Problem]:
    """All problems of one record."""
    problems = check_form(file) if file.faults else []
    for rule, check in _CHECKS:
        for finding in check(file, context):
            problems.append(_problem(rule, file.path, finding))
    return sorted(dict.fromkeys(problems), key=_place) if problems else problems


def check_form(file: Document[Any]) -> list[Problem]:
    """The problems that READ found in a file, in words."""
    found: list[Problem] = []
    for fault in file.faults:
        rule = WORDING[fault.rule]
        found.append(_problem(rule, file.path, rule.word(fault)))
    return sorted(found, key=_place)


def problem_of(module: ModuleType, path: str, finding: Finding) -> Problem:
    """A finding of the rule `module`, made outside the rule's own `check`, as a problem."""
    return _problem(Rule(module), path, finding)


def _problem(rule: Rule, path: str, finding: Finding) -> Problem:
    # Problems go into logs and mails; a private number must not go with them, whichever rule quotes it.
    at, message, hint = finding
    return Problem(path, at.line, at.column, rule.severity, rule.name, masked(message), masked(hint))


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.rule
