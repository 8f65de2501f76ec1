"""`exemplar build`: builds the site."""

from __future__ import annotations

import argparse
import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _, ngettext
from generator.project import Project
from generator.verbs.verb import DONE, PROBLEMS, Console, project_of

if TYPE_CHECKING:
    from generator.options import Options

TAKES: tuple[str, ...] = ("day", "site")


def summary() -> str:
    """What the verb does, in a line."""
    return _("build the site")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument(
        "--export-search",
        type=Path,
        metavar=_("FILE"),
        help=_("also write the edition for an OpenSearch server, as bulk NDJSON with a mapping beside it"),
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Build, unless nothing would change; `PROBLEMS` if anything forbade it."""
    from generator.turn import turn

    project = project_of(options)
    if file := getattr(options, "export_search", None):
        file.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made
    said = _("another build of this project is under way; waiting for it")
    with turn(project.turn, lambda: console.warn(said)):
        return _built(project, options, console)


def _built(project: Project, options: argparse.Namespace, console: Console) -> int:
    from generator.account import closing_line
    from generator.options import Options
    from generator.receipt import snapshot, unchanged

    began = time.monotonic()
    gc.disable()  # a build forms no garbage cycles; looking for them takes a third of the time
    chosen = Options(options.today, options.jobs, options.cards, options.press)
    taken = snapshot(project, chosen)
    if kept := unchanged(project, taken.key):
        console.tell(project, kept.problems)
        console.say(closing_line(kept.account, 0, 0, time.monotonic() - began))
        return _exported(project, chosen, options, console)
    from generator.build import build

    with console.bar(options) as bar:
        outcome = build(project, chosen, bar.advance, taken)
    console.tell(project, outcome.problems)
    if outcome.account is None:
        console.warn(_("nothing was published; the last good site stays as it is"))
        return PROBLEMS
    console.say(closing_line(outcome.account, outcome.written, outcome.removed, time.monotonic() - began))
    return _exported(project, chosen, options, console)


def _exported(project: Project, chosen: Options, options: argparse.Namespace, console: Console) -> int:
    """Write the edition for a search server, if that was asked for."""
    file: Path | None = getattr(options, "export_search", None)
    if file:
        from generator.exporting import export_search

        with console.bar(options) as bar:
            count, beside = export_search(project, chosen, file, bar.advance)
        said = ngettext(
            "{count} exemplar for a search server: {file}, {mapping}",
            "{count} exemplars for a search server: {file}, {mapping}",
            count,
        )
        console.say(said.format(count=count, file=file, mapping=beside))
    return DONE
