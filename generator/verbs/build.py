"""`exemplar build`: builds the site."""

from __future__ import annotations

import argparse
import gc
import time

from generator.language import _
from generator.verbs.verb import DONE, PROBLEMS, Console, project_of

TAKES: tuple[str, ...] = ("day", "site")


def summary() -> str:
    """What the verb does, in a line."""
    return _("build the site")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options: none beside those of every verb that makes a site."""


def run(options: argparse.Namespace, console: Console) -> int:
    """Build, unless nothing would change; `PROBLEMS` if anything forbade it."""
    from generator.account import closing_line
    from generator.options import Options
    from generator.receipt import inputs_key, unchanged

    project = project_of(options)
    began = time.monotonic()
    gc.disable()  # a build forms no garbage cycles; looking for them takes a third of the time
    chosen = Options(options.today, options.jobs, options.cards, options.press)
    inputs = inputs_key(project, chosen)
    if kept := unchanged(project, inputs):
        console.tell(project, kept.problems)
        console.say(closing_line(kept.account, 0, 0, time.monotonic() - began))
        return DONE
    from generator.build import build

    with console.bar(options) as bar:
        outcome = build(project, chosen, bar.advance, inputs)
    console.tell(project, outcome.problems)
    if outcome.account is None:
        console.warn(_("nothing was published; the last good site stays as it is"))
        return PROBLEMS
    console.say(closing_line(outcome.account, outcome.written, outcome.removed, time.monotonic() - began))
    return DONE
