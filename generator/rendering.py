"""RENDER as a step of a build: stages what is not fresh, profiles in the workers and the rest here meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from generator.artifact import key_of
from generator.checks.finding import Problem
from generator.crew import Crew, Progress
from generator.edition import Edition
from generator.guard import Guard
from generator.issues import Issues
from generator.kit import newsroom_files
from generator.leaks import told
from generator.options import Options
from generator.output import Output
from generator.plan import Drawing, jobs
from generator.project import Project
from generator.reading import Read
from generator.receipt import edited, last_receipt
from generator.searching import Searching
from generator.settings import Settings


class Rendered(NamedTuple):
    """What was staged and what went wrong; `faces` and `digests` are for the receipt, `search` has to be remembered."""

    problems: list[Problem]
    faces: str
    digests: dict[str, str]
    search: Searching


class Inputs(NamedTuple):
    """What there is to render from, and names for it: `said` of the program and its settings, `basis` of these and
    the shell."""

    project: Project
    settings: Settings
    options: Options
    read: Read
    edition: Edition
    said: str
    basis: str


def render(given: Inputs, output: Output, crew: Crew, progress: Progress) -> Rendered:
    """Stage every file of the edition that does not stand as it should; the site itself does not change."""
    project, settings, options, read, edition, said, basis = given
    output.rests_on(basis)
    output.guard = Guard.of(settings.office)
    drawing = Drawing.of(project, settings)
    issues = Issues(project, edition, settings, read.shown)
    search = Searching(project, edition, said, output, read.shown)
    # If only the text of some records was edited, all but their own files stand; else everything is compared.
    digests = {card.id: card.digest for card in edition.cards}
    shown = (*(card.id + card.face for card in edition.cards), *issues.faces)
    shown += (*map(str, edition.noticed), *(gone.face for gone in edition.withdrawn))
    faces = key_of((basis, drawing.pictures, *map(str, options), *shown))
    changed = edited(last_receipt(project), faces, digests)
    moving = {f"exemplars/{id_}" for id_ in changed or ()} | search.changing | issues.changing
    few = changed is not None and output.keep_but(moving)
    cards = [edition.by_id[id_] for id_ in sorted(changed or ())] if few else edition.cards
    newsroom = newsroom_files(settings.channels)
    rest: Iterator[None] = iter(())
    if not few:
        from generator.surroundings import surroundings  # lists and feeds: half of what renders

        rest = surroundings(project, edition, options, output, basis, issues.room(options), newsroom)
    index = search.steps(crew, standing_taken=few)
    next(index)  # what the workers read is indexed before pages are stamped from it, and it is let go
    # Press kits come last: their makers take much memory, and by then most of what READ kept is let go.
    made = jobs(cards, edition, settings, read.shown, options, output, drawing)
    stale = sorted(made, key=attrgetter("weight"))
    written, missing = crew.stamp(stale, progress, chain(index, rest, issues.steps(output, drawing.documents)))
    output.accept(written)
    return Rendered(missing + issues.problems + told(output.leaks, read.shown), faces, digests, search)
