"""Builds the site: the table of contents of the whole program.

exemplars/ → READ → CHECK → EDITION → RENDER → WRITE → build/site/
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator import language
from generator.account import Account
from generator.artifact import Artifact, key_of
from generator.checks.finding import Problem, Severity
from generator.crew import Crew, Progress
from generator.edition import Edition
from generator.feed_plan import feed_plans
from generator.feeds.feeds import feeds
from generator.fingerprint import folder_key, installed
from generator.options import Options
from generator.output import Output
from generator.pages.data import data_files
from generator.pages.frame import Frames
from generator.pages.lists import Lists
from generator.pages.standing import home, shell_files, subscribe
from generator.plan import jobs
from generator.project import Project
from generator.reading import read_all
from generator.receipt import Receipt, forget_receipt, inputs_key, keep_receipt
from generator.settings import read_all_settings
from generator.shell import Shell


class Outcome(NamedTuple):
    """What a build did: every problem, and, if nothing forbade it, the edition and the files changed."""

    problems: list[Problem]
    edition: Edition | None = None
    account: Account | None = None
    written: int = 0
    removed: int = 0


def build(project: Project, options: Options, progress: Progress = lambda _done: None, inputs: str = "") -> Outcome:
    """Build the edition of `options.today`; on any error the last site stays as it is.

    `inputs` names what the build is made from; it must be taken before anything is read, so that what changes
    meanwhile counts for the next build.
    """
    inputs = inputs or inputs_key(project, options)
    # The site as it stands: a change that was cut short is finished first, and a folder of others is refused.
    output = Output(project.out, project.cache)
    # The settings: what all records share. Without them nothing can be read.
    settings, problems = read_all_settings(project)
    if settings is None or _forbids(problems):
        return Outcome(problems)
    # The shell: MkDocs builds frames and assets beside the reading, if its sources changed.
    shell = Shell(project, settings.office)
    code = folder_key(Path(__file__).parent, project.templates)
    shared = folder_key(*(project.records / name for name in ("vocabulary.yml", "office.yml")))
    try:
        with Crew(project, settings, options.jobs) as crew:
            # READ and CHECK: every record, from memory where nothing changed.
            read = read_all(project, key_of((code, shared, language.chosen())), crew, progress)
            problems += read.problems
            if _forbids(problems):
                return Outcome(problems)
            # EDITION: what may be public today.
            edition = Edition.of(read.cards, options.today, settings.vocabulary, settings.office)
            # RENDER: what is not fresh, profiles in the workers and the rest here meanwhile.
            shell.wait()
            basis = key_of((code, shared, shell.key))
            output.rests_on(basis)
            pictures = key_of((folder_key(Path(__file__).parent / "images"), installed()))
            stale = list(jobs(edition, settings, read.shown, options, output, pictures))
            written, missing = crew.stamp(stale, progress, _render(project, edition, options, output, basis))
            problems += missing
            if _forbids(problems):
                output.abandon()
                return Outcome(problems)
    finally:
        shell.stop()
    # WRITE: only now the site changes.
    output.accept(written)
    forget_receipt(project)
    changed, removed = output.commit()
    account = edition.account
    photos = [[str(project.root / read.shown[c.id]).removesuffix("/record.md"), c.photo] for c in read.cards if c.photo]
    keep_receipt(project, Receipt(inputs, account, problems, photos))
    return Outcome(problems, edition, account, changed, removed)


def _render(project: Project, edition: Edition, options: Options, output: Output, basis: str) -> Iterator[None]:
    """Make everything that is not the page of one exemplar; a step per file."""
    frames = Frames(project.shell, project.templates / "site" / "pieces")
    lists = Lists(frames, edition, basis)
    plans = feed_plans(edition, options.today)
    pages: list[Artifact] = [
        home(frames, edition, lists, basis),
        subscribe(frames, edition, plans, basis),
        *lists.artifacts(),
    ]
    listed = [page.path for page in pages] + ["about/index.html"]
    yield from _made(pages, output)
    yield from _made(shell_files(frames, project.shell, edition, basis), output)
    yield from _made(feeds(edition, plans, basis), output)
    yield from _made(data_files(edition, basis, listed), output)


def _made(artifacts: Iterator[Artifact] | list[Artifact], output: Output) -> Iterator[None]:
    for artifact in artifacts:
        if not output.fresh(artifact.path, artifact.key):
            output.put(artifact.path, artifact.key, artifact.make())
        yield


def _forbids(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
