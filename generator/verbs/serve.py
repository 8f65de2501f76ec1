"""`exemplar serve`: shows the site on this machine and builds it again on every change."""

from __future__ import annotations

import argparse

from generator import language
from generator.language import _
from generator.verbs import build
from generator.verbs.verb import DONE, Console, Misuse, project_of

TAKES: tuple[str, ...] = ("day", "site")


def summary() -> str:
    """What the verb does, in a line."""
    return _("show the site on this machine, rebuilt on every change")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("--port", type=int, default=8000, help=_("port (default: 8000)"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Build, then serve until interrupted."""
    from generator.serve import serve

    project = project_of(options)
    build.run(options, console)

    def started(address: str) -> None:
        console.say(_("the site is at {address} — stop with Ctrl+C").format(address=address))

    try:
        serve(project, options.port, lambda: _rebuilt(options), started)
    except OSError as error:
        said = _("port {port} is taken or not allowed ({why}); choose another with --port")
        raise Misuse(said.format(port=options.port, why=error.strerror or error)) from error
    return DONE


def _rebuilt(options: argparse.Namespace) -> None:
    """Build again in a new process, so that changed templates, rules and words all take effect."""
    import subprocess
    import sys

    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--lang",
        language.chosen(),
        "--today",
        str(options.today),
    ]
    for name in ("records", "out", "cards", "press", "jobs"):
        if (value := getattr(options, name)) is not None:
            command += [f"--{name}", str(value)]
    subprocess.run(command, check=False)  # noqa: S603 (our own program and parsed options)
