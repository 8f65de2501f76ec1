"""`exemplar gate`: what a record still needs before it is public, as a colleague would put it."""

from __future__ import annotations

import argparse

from generator.language import _
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

TAKES: tuple[str, ...] = ("day",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("say whether a record is public on a day, and what it still needs")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    said = _("the exemplars' ids; without any, all that are held back")
    parser.add_argument("ids", nargs="*", metavar="ID", help=said)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the note"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell; `DONE` if all that were named are public on the day, `PROBLEMS` if one is not, or cannot be read."""
    from generator.checks.nearest import did_you_mean
    from generator.gate_notes import as_json, as_roll, as_text
    from generator.gating import Unknown, all_held, named

    project = project_of(argparse.Namespace(records=options.records))
    settings = settings_of(project, console)
    try:
        if options.ids:
            notes = named(project, settings, options.ids, options.today)
        else:
            with console.bar(options) as bar:
                notes = all_held(project, settings, options.today, options.jobs, bar.advance)
    except Unknown as error:
        said = _("there is no exemplar “{id}”").format(id=error)
        raise Misuse(_("; ").join(part for part in (said, did_you_mean(str(error), error.known)) if part)) from error
    if options.format == "json":
        console.say(as_json(notes))
    elif options.ids:
        console.say("\n".join(as_text(note, options.today) for note in notes))
    else:
        console.say(as_roll(notes, options.today))
    return DONE if all(note.public for note in notes) else PROBLEMS
