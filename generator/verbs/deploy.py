"""`exemplar deploy`: brings the built site to where it is served, and switches it over in one step."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.language import _
from generator.verbs.verb import DONE, Console, Misuse, project_of

TAKES: tuple[str, ...] = ()


def summary() -> str:
    """What the verb does, in a line."""
    return _("bring the built site to its web server, and switch it over in one step")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar=_("WHERE"), help=_("a folder on this machine, or user@host:folder by rsync"))
    said = _("push it as a commit of a branch of its own, such as --git origin pages")
    where.add_argument("--git", nargs=2, metavar=(_("REMOTE"), _("BRANCH")), help=said)
    parser.add_argument("--out", type=Path, help=_("folder of the site (default: build/site)"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Bring it there; says what is served now."""
    from generator.deploying import DeployFailed, by_git, by_rsync, remote_of
    from generator.releases import digest_of, lay

    project = project_of(options)
    if not (project.out / "index.html").is_file():
        raise Misuse(_("there is no built site in {folder}; run  exemplar build  first").format(folder=project.out))
    try:
        if options.git:
            remote, branch = options.git
            message = f"{digest_of(project.out)}"
            commit = by_git(project.out, project.root, remote, branch, message)
            said = _("pushed to {remote} {branch}: {commit}") if commit else _("{remote} {branch} has this very site")
            console.say(said.format(remote=remote, branch=branch, commit=commit[:12]))
            return DONE
        far = remote_of(options.to)
        if far:
            console.say(_("served now: {name}").format(name=by_rsync(project.out, far)))
            return DONE
        laid = lay(project.out, Path(options.to))
    except DeployFailed as failed:
        raise Misuse(_("the site is as it was: {why}").format(why=failed)) from failed
    console.say(_("served now: {name}").format(name=laid.name) if laid.new else _("this very site is served already"))
    return DONE
