"""`exemplar new`: begins a record, or the next issue of the bulletin. Asks for what it must know, writes a scaffold."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator.language import _
from generator.project import Project
from generator.verbs.verb import DONE, Console, Misuse, project_of, settings_of

if TYPE_CHECKING:
    from generator.settings import Settings

TAKES: tuple[str, ...] = ("day",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("begin a record: asks for what it must know, writes a scaffold")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument(
        "issue",
        nargs="*",
        metavar="bulletin ID",
        help=_("“bulletin” and the ids of its exemplars in their order: begin the next issue"),
    )
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
    project = project_of(options)
    settings = settings_of(project, console)
    return (
        _issue(options, console, project, settings) if options.issue else _record(options, console, project, settings)
    )


def _issue(options: argparse.Namespace, console: Console, project: Project, settings: Settings) -> int:
    """Begin the next issue of the bulletin."""
    from generator.bulletins import next_issue, path_of
    from generator.output import write_new
    from generator.places import find_records

    what, *ids = options.issue
    if what != "bulletin" or not ids:
        raise Misuse(_("write “exemplar new bulletin” and the ids of its exemplars, or only “exemplar new”"))
    known = {place.id for place in find_records(project)}
    if unknown := [id_ for id_ in ids if id_ not in known]:
        raise Misuse(_("there is no exemplar “{id}”").format(id=unknown[0]))
    name, text = next_issue(settings.bulletins, ids, options.today)
    path = path_of(project, name)
    try:
        write_new(path, text)
    except FileExistsError as error:
        raise Misuse(_("{path} exists already; mend it first").format(path=project.shown(path))) from error
    console.say(_("wrote {path}").format(path=project.shown(path)))
    console.say(_("next: exemplar preview bulletin {id} --format docx --out {id}.docx").format(id=name))
    return DONE


def _record(options: argparse.Namespace, console: Console, project: Project, settings: Settings) -> int:
    """Begin a record."""
    from generator.interview import answers
    from generator.scaffold import IdTaken, write_scaffold

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
