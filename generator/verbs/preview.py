"""`exemplar preview`: the exact bytes a channel would publish."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.language import _
from generator.verbs.verb import PROBLEMS, Console, Misuse, exit_code, project_of, settings_of

TAKES: tuple[str, ...] = ()


def summary() -> str:
    """What the verb does, in a line."""
    return _("show the exact bytes a channel would publish")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("channel", metavar=_("CHANNEL"), help=_("such as sms, bulletin, newspaper"))
    parser.add_argument("id", metavar="ID", help=_("the exemplar's id, or a bulletin's such as 2026-11"))
    parser.add_argument("--format", help=_("ending or name of the output wanted, such as md or poster-red.pdf"))
    parser.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the bytes to standard output or to a file."""
    from generator.output import write_whole
    from generator.preview import TakenDown, Unknown, preview

    project = project_of(options)
    settings = settings_of(project, console)
    try:
        file, data, problems = preview(project, settings, options.channel, options.id, options.format or "")
    except Unknown as error:
        kinds = {"channel": _("channel"), "format": _("format"), "exemplar": _("exemplar")}
        said = _("there is no {what} “{name}”; known: {known}")
        known = ", ".join(error.known[:20]) + (" …" if len(error.known) > 20 else "")
        raise Misuse(said.format(what=kinds[error.what], name=error.name, known=known)) from error
    except TakenDown as error:
        said = _(
            "“{id}” was revoked or withdrawn: no copy is made of it; “exemplar takedown {id}” lists what to recall"
        )
        raise Misuse(said.format(id=error)) from error
    console.tell(project, problems)
    if not data:
        return PROBLEMS
    if options.out:
        options.out.parent.resolve(strict=True)  # a mistyped folder is told, not made
        write_whole(options.out, data)
    elif console.terminal and not _is_text(data):
        said = _("this form is no text for a terminal; name a file with --out, such as --out {file}")
        raise Misuse(said.format(file=file))
    else:
        console.write(data)
    return exit_code(problems)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
