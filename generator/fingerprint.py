"""Names for the content of folders and for the installed packages: what a build is made from, in a few digits."""

from __future__ import annotations

import hashlib
import os
import sysconfig
from functools import lru_cache
from pathlib import Path


def folder_key(*folders: Path) -> str:
    """A name for the content of all files below `folders`; a file may be named instead of a folder."""
    digest = hashlib.blake2b(digest_size=12)
    for folder in folders:
        for name, content in _contents(folder):
            digest.update(f"{folder.name}/{name}\0".encode() + content)
    return digest.hexdigest()


def _contents(folder: Path) -> list[tuple[str, bytes]]:
    """The files below a folder by their path from there, in order, each with its digest; a file is itself.

    Nothing if there is neither.
    """
    if folder.is_file():
        status = folder.stat()
        return [("", _digest(str(folder), status.st_mtime_ns, status.st_size))]
    if not folder.is_dir():
        return []
    found: list[tuple[str, bytes]] = []
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}{os.sep}{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(f"{below}{entry.name}/")
                elif entry.is_file():
                    status = entry.stat()
                    name = f"{below}{entry.name}"
                    found.append((name, _digest(f"{folder}{os.sep}{name}", status.st_mtime_ns, status.st_size)))
    return sorted(found)


@lru_cache(maxsize=4096)
def _digest(path: str, _time: int, _size: int) -> bytes:
    """The digest of a file's content, which several keys of one build ask for."""
    return hashlib.blake2b(Path(path).read_bytes()).digest()


def installed() -> str:
    """A name for the installed packages with their versions: another theme or renderer makes other pages."""
    names = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))  # noqa: PTH208
    return hashlib.blake2b("\n".join(names).encode(), digest_size=12).hexdigest()
