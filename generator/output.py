"""WRITE: the only module that writes files of the site.

New files are first written beside the site, in a staging folder. Only when all of them lie there is the site changed:
a first build by one rename of the whole folder, a later one by a list of renames that is written down before it is
carried out. A build that fails or is killed while it renders leaves the last site untouched; one that is killed while
it renames is finished by the next command that opens the site.

A manifest keeps of each file the key it was made from, its size and its time, so that an unchanged file is neither made
nor touched again (a web server's ETag stays), and one that somebody altered is put right.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.guard import Guard, Leak
from generator.staged import Entry, Written

_MARK = '{"generator":"exemplar-kb"'
"""How api/exemplars.json of every site of ours begins."""
APART = "*"
"""How the key of a file begins that depends on nothing but what its key says, such as a drawn picture."""


class NotOurs(Exception):
    """The output folder holds files that no build of ours made; nothing in it is touched."""


class PathTakenTwice(Exception):
    """Two artifacts want one path."""


def stage(site: Path, path: str, key: str, data: bytes, guard: Guard, said: str = "") -> Written:
    """Lay `data` ready for `path` of `site`, unless the file there has just these bytes, or `guard` objects.

    `said` is the text that a drawn file was made of. Several processes may stage different paths at once.
    """
    if leaks := guard.leaks(path, data, said):
        return Written(path, Entry("", 0, 0), staged=False, leaks=leaks)
    final = os.path.join(site, path)  # noqa: PTH118 (called 20,000 times a build; pathlib costs as much as the write)
    try:
        status = os.stat(final)  # noqa: PTH116
        if status.st_size == len(data):
            with open(final, "rb") as old:  # noqa: PTH123
                if old.read() == data:
                    return Written(path, Entry(key, status.st_size, status.st_mtime_ns), staged=False)
    except OSError:
        pass
    target = os.path.join(staging_of(site), path)  # noqa: PTH118
    try:
        descriptor = os.open(target, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        descriptor = os.open(target, _NEW, 0o666)
    except FileExistsError as error:
        raise PathTakenTwice(path) from error
    with open(descriptor, "wb") as new:  # noqa: PTH123
        new.write(data)
        new.flush()
        status = os.fstat(descriptor)
    return Written(path, Entry(key, status.st_size, status.st_mtime_ns), staged=True)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def staging_of(site: Path) -> str:
    """The folder beside `site` in which new files wait."""
    return str(site) + ".staging"


class Output:
    """The site's folder between two builds. Opening it finishes a switch that was cut short."""

    def __init__(self, site: Path, cache: Path) -> None:
        self.site = site
        self._manifest = cache / "manifest.json"
        self._journal = Path(str(site) + ".journal")
        self._taken: dict[str, Entry] = {}
        self._staged: list[str] = []
        self._basis = ""
        self.guard = Guard()
        self.leaks: list[Leak] = []
        cache.mkdir(parents=True, exist_ok=True)
        site.parent.mkdir(parents=True, exist_ok=True)
        if self._journal.exists():
            self._finish()
        self.abandon()
        self.entries = self._load()
        if not self._ours():
            raise NotOurs(str(site))

    def keep_but(self, folders: Collection[str]) -> bool:
        """Keep all files but those in `folders` ("exemplars/zhang-san"); none, and False, if one was altered."""
        kept = {path: e for path, e in self.entries.items() if "/".join(path.split("/", 2)[:2]) not in folders}
        whole = bool(kept) and all(self.stands(path, entry) for path, entry in kept.items())
        self._taken |= kept if whole else {}
        return whole

    def rests_on(self, basis: str) -> None:
        """`basis` names what every file depends on. If it is new, nothing is fresh but what is APART from it."""
        if basis != self._basis:
            self._basis = basis
            kept = self.entries.items()
            self.entries = {path: e if e.key.startswith(APART) else Entry("", e.size, e.time) for path, e in kept}

    def fresh(self, path: str, key: str) -> bool:
        """Whether `path` stands as made from `key`; then it is kept and counts as taken."""
        entry = self.entries.get(path)
        if stands := entry is not None and entry.key == key and self.stands(path, entry):
            self._take(path, entry)
        return stands

    def stands(self, path: str, entry: Entry) -> bool:
        """Whether the file at `path` is as it was left."""
        try:
            status = os.stat(f"{self.site}{os.sep}{path}")  # noqa: PTH116 (once per file)
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == entry[1:]

    def put(self, path: str, key: str, data: bytes, said: str = "") -> None:
        """Make `path` from `data`, at the next commit; what the guard finds in it is added to `leaks`."""
        self.accept([stage(self.site, path, key, data, self.guard, said)])

    def accept(self, written: Iterable[Written]) -> None:
        """Take over what was staged, here or in another process."""
        for path, entry, staged, leaks in written:
            self.leaks += leaks
            self._take(path, entry)
            if staged:
                self._staged.append(path)

    def _take(self, path: str, entry: Entry) -> None:
        if path in self._taken:
            raise PathTakenTwice(path)
        self._taken[path] = entry

    def commit(self) -> tuple[int, int]:
        """Change the site over to what was taken; gives how many files were written and removed."""
        stale = self._stale()
        if not self.site.exists():
            Path(staging_of(self.site)).mkdir(exist_ok=True)
            Path(staging_of(self.site)).rename(self.site)
        elif self._staged or stale:
            put = {path: self._taken[path] for path in self._staged}
            write_whole(self._journal, json.dumps({"put": put, "remove": stale}, ensure_ascii=False))
            self._switch(put, stale)
        if self._staged or stale or self._taken != self.entries:
            self._remember(self._taken)
        self.abandon()
        return len(self._staged), len(stale)

    def _stale(self) -> list[str]:
        """Files that the last build made and this one did not; without a manifest, all that nobody took."""
        unknown = [] if self.entries else [file for file in self.site.rglob("*") if file.is_file()]
        found = self.entries or [file.relative_to(self.site).as_posix() for file in unknown]
        return [path for path in found if path not in self._taken]

    def _switch(self, put: Iterable[str], remove: Iterable[str]) -> None:
        """Move what is staged into the site. Every step may be done twice: it can be taken up again."""
        # What goes is removed first: a folder may have to stand where a file was, and the other way round.
        for path in remove:
            stale = self.site / path
            if stale.is_file():
                stale.unlink()
            with contextlib.suppress(OSError):  # it stops at the first folder that is not empty
                os.removedirs(stale.parent)
        for path in put:
            source, target = f"{staging_of(self.site)}{os.sep}{path}", f"{self.site}{os.sep}{path}"
            try:
                os.replace(source, target)  # noqa: PTH105
            except FileNotFoundError:
                if not os.path.exists(source):  # noqa: PTH110
                    continue  # moved before the last run was cut short
                os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
                os.replace(source, target)  # noqa: PTH105

    def _finish(self) -> None:
        """Carry out the journal of a build that was cut short, and remember what stands now, to be removed some day."""
        todo = json.loads(self._journal.read_text("utf-8"))
        self._switch(todo["put"], todo["remove"])
        if entries := self._load():
            for path in todo["remove"]:
                entries.pop(path, None)
            # Without a key: what the build that was cut short made them from is not what the next one rests on.
            self._remember(entries | {path: Entry("", size, time) for path, (_key, size, time) in todo["put"].items()})

    def _remember(self, entries: dict[str, Entry]) -> None:
        from pydantic_core import to_json  # three times as fast as json; a build that changes nothing does without

        write_whole(self._manifest, to_json({"basis": self._basis, "files": entries}))
        self.entries = entries

    def abandon(self) -> None:
        """Take away what only a build in progress needs; the site stays as it is."""
        self._journal.unlink(missing_ok=True)
        Path(f"{self._journal}.new").unlink(missing_ok=True)
        shutil.rmtree(staging_of(self.site), ignore_errors=True)

    def _ours(self) -> bool:
        """Whether the folder is free for us: absent, empty, or a site that an earlier build made."""
        if not self.site.is_dir():
            return not self.site.exists()
        if not any(self.site.iterdir()) or any(self.stands(*kept) for kept in self.entries.items()):
            return True
        try:
            with (self.site / "api" / "exemplars.json").open(encoding="utf-8") as stream:
                return stream.read(len(_MARK)) == _MARK
        except OSError:
            return False

    def _load(self) -> dict[str, Entry]:
        try:
            kept = json.loads(self._manifest.read_text("utf-8"))
            self._basis = kept["basis"]
            return {path: Entry(*entry) for path, entry in kept["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


def write_whole(path: Path, content: str | bytes | Iterable[bytes]) -> None:
    """Write `path` so that it is there whole or not at all, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Path(f"{path}.new")
    with new.open("wb") as stream:
        content = content.encode() if isinstance(content, str) else content
        stream.writelines([content] if isinstance(content, bytes) else content)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet; raises `FileExistsError` rather than replace one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
