"""Level, fields and criteria stand in the vocabulary."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "level": ("level: conty", [(2, 8, "“conty”")]),
    "second field": ("fields: [rural, helth]", [(2, 17, "“helth”")]),
    "criterion": ("criteria: [leads-servic]", [(2, 12, "“leads-servic”")]),
    "criterion of the other kind": ("criteria: [good-results]", [(2, 12, "工作业绩好")]),
    "all known": ("level: national\nfields: [health]\ncriteria: [leads-service]", []),
    "fields missing altogether": ("fields:", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("vocabulary-known", text), expected)


def test_an_organization_has_criteria_of_its_own(world: World) -> None:
    fragment = "criteria: [leads-service, good-results]"
    found = world.head("vocabulary-known", fragment, place="organizations/dong-po")
    assert matches(found, [(2, 12, "leads-service")])


def test_the_hint_names_the_word_that_was_meant(world: World) -> None:
    assert world.head("vocabulary-known", "level: conty")[0].hint == "did you mean “county”?"


def test_an_empty_vocabulary_is_not_held_against_records(world: World) -> None:
    from generator.checks.finding import Context

    world.context = Context()
    assert world.head("vocabulary-known", "level: conty") == []
