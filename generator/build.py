"""Builds the site: the table of contents of the whole program.

exemplars/ → READ → CHECK → EDITION → RENDER → WRITE → build/site/
"""

from __future__ import annotations

from typing import NamedTuple

from generator.account import Account
from generator.artifact import key_of
from generator.checks.finding import Problem, Severity
from generator.crew import Crew, Progress
from generator.edition import Edition
from generator.fingerprint import folder_key
from generator.options import Options
from generator.output import Output
from generator.project import Project
from generator.reading import program_key, read_all, readings_key
from generator.receipt import Receipt, Snapshot, forget_receipt, keep_receipt, snapshot
from generator.rendering import Inputs, render
from generator.settings import read_all_settings
from generator.shell import Shell


class Outcome(NamedTuple):
    """What a build did: every problem, and, if nothing forbade it, the edition and the files changed."""

    problems: list[Problem]
    edition: Edition | None = None
    account: Account | None = None
    written: int = 0
    removed: int = 0


def build(
    project: Project, options: Options, progress: Progress = lambda _done: None, taken: Snapshot | None = None
) -> Outcome:
    """Build the edition of `options.today`; on any error the last site stays as it is.

    `taken` is what the build is made from, if it was looked at already.
    """
    taken = taken or snapshot(project, options)
    # The site as it stands: a change that was cut short is finished first, and a folder of others is refused.
    output = Output(project.out, project.cache)
    # The settings: what all records share. Without them nothing can be read.
    settings, problems = read_all_settings(project)
    if settings is None or _forbids(problems):
        return Outcome(problems)
    # The shell: MkDocs builds frames and assets beside the reading, if its sources changed.
    shell = Shell(project, settings.office)
    code = program_key(project)
    shared = folder_key(*project.words)
    try:
        with Crew(project, settings, options.jobs) as crew:
            # READ and CHECK: every record, from memory where nothing changed.
            read = read_all(project, readings_key(project, code, shared), taken.records, crew, progress)
            problems += read.problems
            if _forbids(problems):
                return Outcome(problems)
            # EDITION: what may be public today.
            edition = Edition.of(read.cards, options.today, settings.vocabulary, settings.office)
            # RENDER: what does not stand as it should is staged.
            shell.wait()
            said = key_of((code, shared))
            given = Inputs(project, settings, options, read, edition, said, key_of((code, shared, shell.key)))
            made = render(given, output, crew, progress)
            problems += made.problems
            if _forbids(problems):
                output.abandon()
                return Outcome(problems)
    finally:
        shell.stop()
    # WRITE: only now the site changes.
    forget_receipt(project)
    put, removed = output.commit()
    made.search.remember()
    receipt = Receipt(taken.key, edition.account, problems, read.photos(project), made.faces, made.digests)
    keep_receipt(project, receipt)
    return Outcome(problems, edition, edition.account, put, removed)


def _forbids(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
