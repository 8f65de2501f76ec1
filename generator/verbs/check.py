"""`exemplar check`: checks records and settings, and says every problem in one run."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.language import _
from generator.verbs.verb import Console, Misuse, exit_code, project_of

TAKES: tuple[str, ...] = ()


def summary() -> str:
    """What the verb does, in a line."""
    return _("check records and settings")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("paths", nargs="*", type=Path, metavar=_("PATH"), help=_("record, folder or records root"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=_("form of the report"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Check; `PROBLEMS` if any is an error, `DONE` with warnings alone."""
    from generator.checking import NothingThere, check
    from generator.checks.report import as_github, as_json, as_text, summary_line
    from generator.records.text_file import line_reader

    project = project_of(options)
    try:
        with console.bar(options) as bar:
            checked = check(project, options.paths, options.jobs, bar.advance)
    except NothingThere as error:
        raise Misuse(_("{path} is no record, folder of records or settings file").format(path=error)) from error
    if options.format == "json":
        console.say(as_json(checked.problems))
    elif options.format == "github":
        console.say(as_github(checked.problems))
    else:
        console.say(as_text(checked.problems, line_reader(project.root, project.records)))
        console.say(summary_line(checked.problems, checked.records))
    return exit_code(checked.problems)
