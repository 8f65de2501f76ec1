"""Looks at one record as a whole: reads it, checks it, and tries whether its copy fits every channel."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.channels.compose import Composer
from generator.checks.finding import Context, Problem, Severity
from generator.checks.run import check_form, check_record
from generator.ready_copy import ReadyCopy
from generator.records.fault import Fault
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
    copies, too_long = composer.copies(file)
    for copy in too_long:
        written = copy.channel in file.value.copy_
        at = file.at("copy", copy.channel) if written else file.at("summary")
        file.faults.append(Fault("copy-fits", at, copy.channel, {"label": copy.label, "over": str(copy.over)}))
    if too_long:
        problems = problems + check_form(file)
    return Inspected(file, problems, copies)
