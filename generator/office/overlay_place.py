"""Where a private overlay may lie: outside of everything that is published or that git keeps."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from generator.language import _
from generator.project import Project


class Exposed(Exception):
    """The folder is no safe place for an overlay; the text says why, and where it may go."""


def safe_place(folder: Path, project: Project) -> Path:
    """`folder` itself, resolved; raises `Exposed` where its files could come to be published or committed.

    Links are followed first, so a link does not hide where the files really lie. A folder that git ignores is taken,
    as long as nothing in it was committed before. Raises `FileNotFoundError` where there is no such folder.
    """
    real = folder.resolve(strict=True)
    if not real.is_dir():
        raise Exposed(_("{folder} is a file; --private takes the folder of the overlay").format(folder=folder))
    for published, why in (
        (project.records, _("the records, and all of them are public")),
        (project.out, _("the site, and all of it is public")),
        (project.root / "site", _("the hand-written pages, and MkDocs publishes all of them")),
        (project.templates, _("the templates, and these are public")),
        (project.shell, _("what MkDocs builds, and it empties this folder")),
    ):
        if real.is_relative_to(published.resolve()):
            raise Exposed(_told(folder, _("lies inside {what}").format(what=why)))
    _kept_from_git(folder, real, project)
    return real


def _kept_from_git(folder: Path, real: Path, project: Project) -> None:
    """Git forgets nothing: what is committed once stays in the history for everybody who copies it."""
    tree = next((here for here in (project.root, *project.root.parents) if (here / ".git").exists()), None)
    if tree is None or not real.is_relative_to(tree.resolve()):
        return
    if real == tree.resolve() or _git(real, "check-ignore", "-q", "--no-index", ".") != "":
        why = _("lies inside the project's git work tree and is not ignored, and a public history forgets nothing")
        raise Exposed(_told(folder, why))
    if _git(real, "ls-files", "-z", "--", ".") != "":
        why = _("holds files that are committed already; tell the maintainer, for a public history forgets nothing")
        raise Exposed(_told(folder, why))


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says, or None where it says no or is not there."""
    program = shutil.which("git")
    if not program:
        return None
    done = subprocess.run(  # noqa: S603 (the arguments are ours)
        [program, "-C", str(folder), *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _told(folder: Path, why: str) -> str:
    remedy = _("move it out of the project, to a folder of your own that only the office can read")
    return _("what is private may not lie in {folder}: it {why}; {remedy}").format(
        folder=folder, why=why, remedy=remedy
    )
