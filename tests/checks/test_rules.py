"""The table of rules is complete, and the documentation of every rule tells the truth."""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap

import pytest

import generator.checks
from generator.checks.finding import Severity
from generator.checks.rules import CHECKING, RULES, WORDING, Rule

from .sample import World

# Raised outside CHECK: whether copy fits shows once it is composed, a missing glyph once it is drawn; and those of
# bulletins, indicator tables, the overlay and outlets are held against other files (tests/test_bulletins.py,
# tests/office, tests/pushing), the calendar against gate.yml (tests/gate), a notice against office.yml
# (tests/test_notices.py).
APART = {"bulletin-number", "bulletin-exemplar", "bulletin-public", "appraisal-table"}
APART |= {"overlay-record", "minor-marked", "outlet-address", "outlet-option"}
RAISED_LATER = (
    {"template-works", "private-data-in-output", "copy-fits", "glyph-present", "calendar-covers"}
    | APART
    | {"notice-objection"}
)
_PARTS = re.compile(r"\A(?P<rule>.+?)\n\nFails:\n\n(?P<fails>.+?)\n\nPasses:\n\n(?P<passes>.+?)\n\Z", re.DOTALL)


def parts(rule: Rule) -> dict[str, str]:
    """The statement and the two examples of a rule's documentation."""
    match = _PARTS.match(rule.documentation)
    assert match, f"{rule.name} is documented in another form"
    named = match.groupdict()
    return named | {name: textwrap.dedent(named[name]) for name in ("fails", "passes")}


def test_every_rule_module_is_in_the_table_and_only_once() -> None:
    names = [name for _finder, name, _package in pkgutil.iter_modules(generator.checks.__path__)]
    modules = [importlib.import_module(f"generator.checks.{name}") for name in names]
    rules = {module.__name__ for module in modules if hasattr(module, "SEVERITY")}
    assert sorted(rules) == sorted(rule.module.__name__ for rule in RULES)


def test_names_are_the_modules_with_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)
    assert {"key-known", "private-data", "id-unique"} <= {rule.name for rule in RULES}


def test_every_rule_words_checks_or_looks_at_all_records_together() -> None:
    able = {rule.name for rule in CHECKING} | set(WORDING)
    assert {rule.name for rule in RULES} - able == {"id-unique"} | APART


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_documentation_states_the_rule_as_a_sentence_with_two_examples(rule: Rule) -> None:
    first = parts(rule)["rule"].split("\n")[0]
    assert first[0].isupper()
    assert "." in parts(rule)["rule"]
    assert isinstance(rule.severity, Severity)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in RAISED_LATER], ids=lambda rule: rule.name)
def test_the_failing_example_fails(rule: Rule, world: World) -> None:
    assert rule.name in {problem.rule for problem in world.example(parts(rule)["fails"])}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in RAISED_LATER], ids=lambda rule: rule.name)
def test_the_passing_example_raises_no_error_at_all(rule: Rule, world: World) -> None:
    found = world.example(parts(rule)["passes"])
    assert [problem for problem in found if problem.severity is Severity.ERROR or problem.rule == rule.name] == []
