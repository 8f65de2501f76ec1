"""Looks at one record as a whole: reads it, checks it, and tries whether its copy fits every channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.channels.compose import Composer
from generator.channels.flaw import Broken, Flaw, TooLong
from generator.checks import template_works
from generator.checks.finding import Context, Problem, Severity
from generator.checks.run import check_form, check_record, problem_of
from generator.gate.clearance import cleared, media_cleared
from generator.ready_copy import ReadyCopy
from generator.records.fault import Fault, Position
from generator.records.reader import RecordFile, read_record


class Inspected(NamedTuple):
    """A record with its problems, and its copy if it is sound."""

    file: RecordFile
    problems: list[Problem]
    copies: list[ReadyCopy]

    @property
    def sound(self) -> bool:
        """Whether nothing forbids to publish it."""
        return self.file.value is not None and not any(p.severity is Severity.ERROR for p in self.problems)


def inspect_record(folder: Path, root: Path, shown: str, context: Context, composer: Composer) -> Inspected:
    """Everything there is to know of the record in `folder`, which lies below `root`."""
    file = read_record(folder, root, shown)
    problems = check_record(file, context)
    if file.value is None:
        return Inspected(file, problems, [])
    file.value = cleared(file.value)  # after the rules have seen all, and before anything is made of it
    copies, flaws = composer.copies(file)
    if flaws:
        problems = problems + flawed(file, flaws)
    return Inspected(file, problems, copies if media_cleared(file.value) else [])


def read_cleared(folder: Path, root: Path, shown: str) -> RecordFile:
    """A record to make something of again, without what its consent does not let be shown."""
    file = read_record(folder, root, shown)
    if file.value:
        file.value = cleared(file.value)
    return file


def flawed(file: RecordFile, flaws: Sequence[Flaw]) -> list[Problem]:
    """What is wrong with composed copy, as problems of the record, or of the template if it is broken."""
    broken: list[Problem] = []
    faults: list[Fault] = []
    for flaw in flaws:
        if isinstance(flaw, Broken):
            details = {name: str(value) for name, value in flaw._asdict().items()}
            told = template_works.word(Fault("template-works", Position(flaw.line, 1), flaw.channel, details))
            broken.append(problem_of(template_works, flaw.template, told))
            continue
        key = (flaw.copy if isinstance(flaw, TooLong) else "") or flaw.channel
        written = file.value is not None and key in file.value.copy_
        at = file.at("copy", key) if written else file.at("summary")
        details = {name: str(value) for name, value in flaw._asdict().items()}
        faults.append(Fault("copy-fits" if isinstance(flaw, TooLong) else "number-in-copy", at, key, details))
    if not faults:
        return broken
    alone = replace(file, faults=faults)
    return broken + check_form(alone)
