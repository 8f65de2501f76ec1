"""A command is light to start: it loads what it uses. Everybody in the records is made up (虚构)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench import corpus
from conftest import MakeWorld
from world import World, people, record

from generator import arguments

SAMPLE = Path(corpus.__file__).parents[2] / "exemplars"
BUILD = ("build", "--cards", "none", "--press", "none", "--today", "2026-11-22")


def loaded_by(world: World, *given: str) -> set[str]:
    """The modules that a command has loaded when it ends well, in a process of its own."""
    program = (
        "import sys; from generator.cli import main; code = main(); print(*sys.modules, file=sys.stderr); exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *given],
        cwd=world.root,
        env={**os.environ, "PYTHONPATH": str(Path(arguments.__file__).parents[1])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.split("\n")[-2].split())


def verbs_in(modules: set[str]) -> set[str]:
    known = {f"generator.verbs.{name.replace('-', '_')}" for name in arguments.VERBS}
    return {name.rpartition(".")[2] for name in modules & known}


@pytest.mark.parametrize(
    ("given", "verbs"),
    [
        (["build"], ("build",)),
        (["count-sms", "--json"], ("count-sms",)),
        (["--lang", "en", "push", "check"], ("push",)),
        (["--lang=en", "push"], ("push",)),
        (["buidl", "check"], arguments.VERBS),
        (["--help", "build"], arguments.VERBS),
        (["--lang"], arguments.VERBS),
        ([], arguments.VERBS),
    ],
    ids=" ".join,
)
def test_the_first_word_that_is_no_option_names_the_verb(given: list[str], verbs: tuple[str, ...]) -> None:
    assert arguments.asked_for(given) == verbs


def test_a_command_loads_its_own_verb_and_help_tells_of_all(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    assert verbs_in(loaded_by(world, "check")) == {"check"}
    assert verbs_in(loaded_by(world, "--lang", "en", "explain", "summary-length")) == {"explain"}


def test_a_check_of_one_record_loads_nothing_that_makes_pages_or_documents(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    modules = loaded_by(world, "check", "exemplars/people/zhang-san/record.md")
    heavy = {
        "numpy",
        "PIL",
        "lxml",
        "feedgen",
        "typst",
        "docx",
        "generator.surroundings",
        "generator.documents.dossier",
    }
    assert modules & heavy == set()


def test_a_build_after_an_edit_loads_nothing_for_lists_feeds_and_documents(make_world: MakeWorld) -> None:
    world = make_world()
    corpus.write(world.records, 30)
    shutil.copy(SAMPLE / "vocabulary.yml", world.records)
    assert world.run_apart(*BUILD).code == 0
    edited = world.records / "people" / "made-up-000005" / "record.md"
    edited.write_text(edited.read_text("utf-8") + "\n他又为7户人家修好了门前的路。[^s1]\n", encoding="utf-8")
    modules = loaded_by(world, *BUILD)
    assert "generator.pages.profile" in modules, "something was made"
    heavy = {"PIL", "lxml", "feedgen", "typst", "docx", "generator.surroundings", "generator.documents.dossier"}
    assert modules & heavy == set()
