"""Reads earlier states of files from git: which changed since a commit, and what they said in between."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_OF_HOOKS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


class NoHistory(Exception):
    """Git cannot tell what was: `why` is one of "git", "repository" and "revision"; the text names what."""

    def __init__(self, why: str, what: str) -> None:
        super().__init__(what)
        self.why = why


class At(NamedTuple):
    """A file as a commit has it: the commit, and the path from the folder that was asked about."""

    commit: str
    path: str


class History:
    """The history of a folder since a revision such as HEAD~3, main or a commit's name."""

    def __init__(self, folder: Path, revision: str) -> None:
        program = shutil.which("git")
        if program is None:
            raise NoHistory("git", revision)
        # A hook of git sets these for itself, as seen from another folder.
        self._environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
        self._git = (program, "-C", str(folder), "-c", "core.quotePath=false")
        if self._asked("rev-parse", "--is-inside-work-tree") is None:
            raise NoHistory("repository", str(folder))
        found = self._asked("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not found:
            raise NoHistory("revision", revision)
        self.start = found.decode().strip()
        self._prefix = (self._asked("rev-parse", "--show-prefix") or b"").decode().rstrip("\n")

    def changed(self) -> list[str]:
        """The paths below the folder of files that are not as they were, gone or new; in their order."""
        tracked = self._asked("diff", "--name-only", "--no-renames", "--relative", "-z", self.start, "--", ".")
        new = self._asked("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        names = ((tracked or b"") + (new or b"")).split(b"\0")
        return sorted({name.decode("utf-8", "replace") for name in names if name})

    def steps(self, paths: Iterable[str]) -> list[At]:
        """The commits since that touched any of `paths`, each with the path it touched, oldest first."""
        wanted = set(paths)
        told = self._asked(
            "log", "--format=commit %H", "--name-only", "--no-renames", "--relative", "--reverse", "--topo-order", "-z",
            f"{self.start}..HEAD", "--", ".",
        )  # fmt: skip
        commit, found = "", []
        for word in (told or b"").split(b"\0"):
            text = word.decode("utf-8", "replace").strip("\n")
            if text.startswith("commit ") and "/" not in text:
                commit = text.removeprefix("commit ").partition("\n")[0]
                text = text.partition("\n")[2].strip("\n")
            if text in wanted:
                found.append(At(commit, text))
        return found

    def texts(self, wanted: Sequence[At]) -> list[bytes | None]:
        """What these files held, in this order; None where a commit has no such file."""
        asked = "".join(f"{at.commit}:{self._prefix}{at.path}\n" for at in wanted).encode()
        told = self._asked("cat-file", "--batch", given=asked) or b""
        found: list[bytes | None] = []
        place = 0
        for _at in wanted:
            line, _end, _rest = told[place : place + 4096].partition(b"\n")
            place += len(line) + 1
            words = line.split(b" ")
            if len(words) != 3 or words[1] != b"blob":
                found.append(None)
                continue
            size = int(words[2])
            found.append(told[place : place + size])
            place += size + 1
        return found

    def _asked(self, *arguments: str, given: bytes | None = None) -> bytes | None:
        """What git answers, or None if it refuses."""
        command = [*self._git, *arguments]  # git itself; what a person typed is never an option of it
        done = subprocess.run(command, input=given, env=self._environment, capture_output=True, check=False)  # noqa: S603
        return done.stdout if done.returncode == 0 else None
