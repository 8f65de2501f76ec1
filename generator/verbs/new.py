"""`exemplar new`: begins a record. Asks for what it must know and writes a scaffold."""

from __future__ import annotations

import argparse

from generator.language import _
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

TAKES: tuple[str, ...] = ("day",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("begin a record: asks for what it must know, writes a scaffold")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("--kind", choices=("person", "organization"), help=_("a person or an organization"))
    parser.add_argument("--id", help=_("lower-case Latin letters, digits and hyphens; never changes"))
    for field, text in (
        ("name", _("name of the person or organization")),
        ("fields", _("fields by id, separated by commas")),
        ("unit", _("unit")),
        ("post", _("post")),
        ("region", _("region from the province down, separated by /")),
        ("level", _("level by id")),
        ("summary", _("the deed in one sentence")),
    ):
        parser.add_argument(f"--{field}", help=text)


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the scaffold and say what to do next."""
    from generator.interview import answers
    from generator.scaffold import IdTaken, write_scaffold

    project = project_of(options)
    settings, problems = settings_of(project)
    if settings is None:
        console.tell(project, problems)
        return PROBLEMS
    try:
        given = answers(vars(options), settings.vocabulary, console.ask, console.say)
        path = write_scaffold(project, given, settings.vocabulary, options.today)
    except IdTaken as error:
        raise Misuse(_("the id “{id}” is taken; ids are never used twice").format(id=error)) from error
    except ValueError as error:
        raise Misuse(str(error)) from error
    shown = project.shown(path)
    console.say(_("wrote {path}").format(path=shown))
    console.say(_("next: fill it in, then run   exemplar check {path}").format(path=shown))
    return DONE
