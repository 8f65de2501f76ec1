"""The table of conditions is complete, the documentation of each tells the truth, and none takes long."""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap

import pytest
from checks.sample import record_text
from world import TODAY

import generator.gate
from generator.gate.conditions import CONDITIONS, Condition
from generator.records.reader import record_of

from .test_gate import settings_of

ASKED = {
    "appraisal-meets": "appraisal:\n  - {}\n",
    "notice-over": "notice:\n  - {days: 5}\n",
    "decision-made": "decision:\n  - {}\n",
    "review-kept": "reviews:\n  - {months: 12}\n",
}
"""What gate.yml must ask for before an example fails."""
_PARTS = re.compile(r"\A.+?\n\nFails:\n\n(?P<fails>.+?)\n\nPasses:\n\n(?P<passes>.+?)\n\Z", re.DOTALL)
_DAY = re.compile(r"  # on ([0-9-]{10})")


def holds(condition: Condition, part: str) -> bool:
    """Whether a condition holds for the example of its documentation, on the day that it names."""
    match = _PARTS.match(condition.documentation)
    assert match, f"{condition.name} is documented in another form"
    example = textwrap.dedent(match[part])
    file = record_of(record_text(example), "zhang-san", "person", "record.md")
    assert file.value is not None, file.faults
    day = _DAY.search(example)
    case = settings_of(ASKED.get(condition.name, "")).rules.case("person", file.value)
    return condition.window(case).holds(day[1] if day else TODAY.isoformat())


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_the_examples_of_the_documentation_fail_and_pass(condition: Condition) -> None:
    assert not holds(condition, "fails")
    assert holds(condition, "passes")
    assert condition.title()


def test_every_condition_of_the_room_is_in_the_table_and_only_once() -> None:
    names = [name for _finder, name, _package in pkgutil.iter_modules(generator.gate.__path__)]
    modules = [importlib.import_module(f"generator.gate.{name}") for name in names]
    conditions = {module.__name__ for module in modules if hasattr(module, "window") and hasattr(module, "told")}
    assert sorted(conditions) == sorted(condition.module.__name__ for condition in CONDITIONS)
