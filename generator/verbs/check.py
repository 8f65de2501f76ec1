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
    parser.add_argument(
        "--since",
        metavar=_("REVISION"),
        default="",
        help=_("also what changed since a commit, branch or tag of git and may not, such as --since origin/main"),
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Check; `PROBLEMS` if any is an error, `DONE` with warnings alone."""
    from generator.checking import NothingThere, check
    from generator.checks.report import as_github, as_json, as_text, summary_line
    from generator.history.git import NoHistory
    from generator.records.text_file import line_reader

    project = project_of(options)
    try:
        with console.bar(options) as bar:
            checked = check(project, options.paths, options.jobs, bar.advance, options.since)
    except NothingThere as error:
        raise Misuse(_("{path} is no record, folder of records or settings file").format(path=error)) from error
    except NoHistory as error:
        raise Misuse(_history(error.why, str(error))) from error
    if options.format == "json":
        console.say(as_json(checked.problems))
    elif options.format == "github":
        console.say(as_github(checked.problems))
    else:
        console.say(as_text(checked.problems, line_reader(project.root, project.records)))
        console.say(summary_line(checked.problems, checked.records))
    return exit_code(checked.problems)


def _history(why: str, what: str) -> str:
    """Why git cannot tell what was, and what to do."""
    if why == "git":
        return _("--since needs git, which is not installed on this machine")
    if why == "repository":
        return _("--since needs the history, and {folder} lies in no git repository").format(folder=what)
    said = _(
        "git knows no “{revision}” here; name a commit, branch or tag, and fetch the whole history (fetch-depth: 0)"
    )
    return said.format(revision=what)
