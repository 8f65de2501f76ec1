"""What every verb stands on: exit codes, the console it speaks through, the project it acts in."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.progress import Bar
from generator.project import Project

DONE, PROBLEMS, MISUSE = 0, 1, 2
"""Exit codes: done, problems found, misuse of the command."""


class Misuse(Exception):
    """The command cannot be carried out as asked; the text says why and what to do."""


class Faulty(Exception):
    """The settings have errors, which were told; the command ends with `PROBLEMS`."""


class Console(NamedTuple):
    """The way to the person at the keyboard; `cli` makes it, and nothing else prints or asks.

    `say` and `warn` take whole lines of text, `write` exact bytes for standard output, `read` gives what stands on
    standard input. `ask` puts a question, or is None where nobody is there to answer. `draw` puts progress on the
    screen as it is, or is None where nobody watches. `terminal` says that standard output is one, which shows text.
    """

    say: Callable[[str], None]
    warn: Callable[[str], None]
    write: Callable[[bytes], None]
    read: Callable[[], bytes]
    ask: Callable[[str], str] | None
    draw: Callable[[str], object] | None
    terminal: bool = False

    def bar(self, options: argparse.Namespace) -> Bar:
        """A progress count, if a person is watching."""
        return Bar(self.draw is not None and not options.quiet, self.draw or (lambda _text: None))

    def tell(self, project: Project, problems: Sequence[Any]) -> None:
        """Say problems in words, with their lines."""
        if problems:
            from generator.checks.report import as_text
            from generator.records.text_file import line_reader

            self.warn(as_text(problems, line_reader(project.root, project.records)))


def project_of(options: argparse.Namespace) -> Project:
    """The project around the folder that the command was given in."""
    return Project.find(Path.cwd(), getattr(options, "records", None), getattr(options, "out", None))


def settings_of(project: Project, console: Console):  # type: ignore[no-untyped-def]  # the type would load pydantic
    """The settings of a project. Raises `Faulty` if they cannot be used, after saying what is wrong with them."""
    from generator.settings import read_all_settings

    settings, problems = read_all_settings(project)
    if settings is None:
        console.tell(project, problems)
        raise Faulty
    return settings


def exit_code(problems: Sequence[Any]) -> int:
    """`PROBLEMS` if any is an error."""
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else DONE
