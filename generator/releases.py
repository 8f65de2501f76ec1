"""Lays a finished site into a folder that a web server serves, and switches it over in one step.

    DIR/releases/3f2a9c1b0d4e/     a whole site, under the digest of all its files
    DIR/current                    leads to the release that is served

Each release is copied whole beside the others, file times included, so that the ETags of unchanged files stay. The
switch replaces a symbolic link by a rename: a reader sees the old site or the new one. Windows gives links to
administrators alone; there `current` is a folder, and two renames, a moment apart, exchange it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

KEPT = 3
"""Releases that stay, the served one among them: one step back is one command."""
NAME = 12
"""Hexadecimal digits of a release's name."""


class Laid(NamedTuple):
    """What was done: the release's name, whether it is new, and how many old ones were removed."""

    name: str
    new: bool
    removed: int


def digest_of(site: Path) -> str:
    """A name for all files of a site: their paths and bytes, and nothing else."""
    digest = hashlib.blake2b(digest_size=NAME // 2)
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        content = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        digest.update(path.relative_to(site).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()


def lay(site: Path, target: Path, *, links: bool = os.name != "nt") -> Laid:
    """Copy `site` into `target` as a release and serve it from now on. Killed at any moment, one whole site is served.

    Raises OSError if the folder cannot be written; the served site is then as it was.
    """
    name = digest_of(site)
    release = target / "releases" / name
    current = target / "current"
    marked = (target / "served").read_text("utf-8").strip() if (target / "served").is_file() else ""
    served = _release_of(current) if links else marked
    new = served != name
    if new:
        if not release.is_dir():
            _copied(site, release)
        (_linked if links else _exchanged)(current, release, served)
        if not links:
            (target / "served").write_text(name + "\n", "utf-8")
    os.utime(release if links else current)  # the newest by time is the one that was served last
    return Laid(name, new, _cleared(target / "releases", name))


def _copied(site: Path, release: Path) -> None:
    beside = release.with_name(release.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(site, beside)
    beside.rename(release)


def _release_of(current: Path) -> str:
    return current.readlink().name if current.is_symlink() else ""


def _linked(current: Path, release: Path, _served: str) -> None:
    beside = current.with_name("current.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(Path("releases") / release.name, target_is_directory=True)
    beside.replace(current)


def _exchanged(current: Path, release: Path, served: str) -> None:
    if current.is_dir():
        current.rename(release.with_name(served or "before"))
    release.rename(current)


def _cleared(releases: Path, served: str) -> int:
    """Remove all but the newest; never the one that is served."""
    old = [path for path in releases.iterdir() if path.is_dir() and path.name != served]
    old.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in old[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
    return len(old[KEPT - 1 :])
