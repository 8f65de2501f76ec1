"""Brings a finished site to another machine: by rsync over SSH, or by git as a commit of its own branch."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.releases import KEPT, digest_of

_REMOTE = re.compile(r"(?P<host>(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9._-]*):(?P<path>[^\0]+)\Z")


class DeployFailed(Exception):
    """A program that was needed failed or is not there; holds what it said."""


class Remote(NamedTuple):
    """A folder on another machine, as `user@host:path`."""

    host: str
    path: str


def remote_of(text: str) -> Remote | None:
    """The other machine that is meant, or None for a folder on this one; `C:\\site` is a folder."""
    found = _REMOTE.match(text)
    return Remote(found["host"], found["path"].rstrip("/") or "/") if found and len(found["host"]) > 1 else None


def by_rsync(site: Path, remote: Remote) -> str:
    """Lay a release on the other machine and switch its link over; gives the release's name. Raises `DeployFailed`.

    What is unchanged is linked to the served release and not sent again.
    """
    name = digest_of(site)
    path = shlex.quote(remote.path)
    _ran("ssh", remote.host, f"mkdir -p {path}/releases")
    to = f"{remote.host}:{remote.path}/releases/{name}.new/"
    _ran("rsync", "--archive", "--delete", "--checksum", "--link-dest=../../current/", f"{site}{os.sep}", to)
    # One line of sh. `mv -T` renames over a link (rename(2)); where it is lacking, ln does what it can.
    steps = (
        f"cd {path}",
        f"if [ -d releases/{name} ]; then rm -rf releases/{name}.new; else mv releases/{name}.new releases/{name}; fi",
        f"touch releases/{name}",
        f"ln -sfn releases/{name} current.new",
        f"{{ mv -T current.new current 2>/dev/null || {{ ln -sfn releases/{name} current && rm current.new; }}; }}",
        f"ls -1dt releases/*/ | tail -n +{KEPT + 1} | xargs rm -rf",
    )
    _ran("ssh", remote.host, " && ".join(steps))
    return name


def by_git(site: Path, root: Path, remote: str, branch: str, message: str) -> str:
    """Push the site as a commit on a branch that holds nothing else; gives the commit, "" if nothing had changed.

    By plumbing: an index of its own, so that neither the work tree nor what is staged in it is touched. Raises
    `DeployFailed`.
    """
    git = ("git", "-C", str(root))
    index = Path(root, _ran(*git, "rev-parse", "--git-path", "exemplar-deploy.index")).resolve()
    own = {"GIT_INDEX_FILE": str(index)}
    _ran(*git, "read-tree", "--empty", extra=own)
    _ran(*git, f"--work-tree={site}", "add", "--all", "--force", ":/", extra=own, folder=site)
    tree = _ran(*git, "write-tree", extra=own)
    tip = _ran(*git, "ls-remote", remote, f"refs/heads/{branch}").partition("\t")[0]
    parent: tuple[str, ...] = ()
    if tip:
        _ran(*git, "fetch", "--quiet", "--no-write-fetch-head", "--depth=1", remote, f"refs/heads/{branch}")
        if _ran(*git, "rev-parse", f"{tip}^{{tree}}") == tree:
            return ""
        parent = ("-p", tip)
    commit = _ran(*git, "commit-tree", tree, *parent, "-m", message)
    _ran(*git, "push", "--quiet", remote, f"{commit}:refs/heads/{branch}")
    return commit


def _ran(*command: str, extra: Mapping[str, str] | None = None, folder: Path | None = None) -> str:
    try:
        done = subprocess.run(  # noqa: S603  fixed programs; what is asked for stands in their arguments
            command, check=False, capture_output=True, cwd=folder, env={**os.environ, **(extra or {})},
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise DeployFailed(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        raise DeployFailed(f"{command[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout.decode("utf-8", "replace").strip()
