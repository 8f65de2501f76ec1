"""Names for the content of folders and for the installed packages: what a build is made from, in a few digits."""

from __future__ import annotations

import hashlib
import os
import sysconfig
from pathlib import Path


def folder_key(*folders: Path) -> str:
    """A name for the content of all files below `folders`; a file may be named instead of a folder."""
    digest = hashlib.blake2b(digest_size=12)
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(folder.parent).as_posix().encode() + b"\0")
                digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def installed() -> str:
    """A name for the installed packages with their versions: another theme or renderer makes other pages."""
    names = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))  # noqa: PTH208
    return hashlib.blake2b("\n".join(names).encode(), digest_size=12).hexdigest()
