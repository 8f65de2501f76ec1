"""Where things are in a project's folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


class NoProject(Exception):
    """No mkdocs.yml here or above."""


@dataclass(frozen=True)
class Project:
    """The folders of a project. `records` and `out` may lie elsewhere than the default."""

    root: Path
    records: Path
    out: Path

    @classmethod
    def find(cls, start: Path, records: Path | None = None, out: Path | None = None) -> Project:
        """The project around `start`: the nearest folder at or above it with mkdocs.yml and templates."""
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / "mkdocs.yml").is_file() and (folder / "templates").is_dir():
                return cls(
                    folder,
                    (records or folder / "exemplars").resolve(),
                    (out or folder / "build" / "site").resolve(),
                )
        raise NoProject(str(start))

    @property
    def words(self) -> list[Path]:
        """What all pages depend on: the vocabulary, and the office that signs."""
        return [self.records / name for name in ("vocabulary.yml", "office.yml")]

    @property
    def gate(self) -> list[Path]:
        """What decides who is public beside the records, where it is there: the gate's settings and the calendar."""
        return [path for path in (self.records / "gate.yml", self.records / "calendar.yml") if path.is_file()]

    @property
    def templates(self) -> Path:
        """How it is said: site frames, channels, scaffolds."""
        return self.root / "templates"

    @property
    def fonts(self) -> Path:
        """The office's own fonts, which go before the packaged ones."""
        return self.templates / "fonts"

    @property
    def shell(self) -> Path:
        """What MkDocs builds: frames and assets."""
        return self.root / "build" / "shell"

    @property
    def turn(self) -> Path:
        """What a build of this project holds while it works."""
        return self.root / "build" / "cache" / "turn"

    @property
    def cache(self) -> Path:
        """What is kept between builds of this records folder into this output folder."""
        name = f"{self.records}\0{self.out}".encode()
        return self.root / "build" / "cache" / hashlib.blake2b(name, digest_size=6).hexdigest()

    def shown(self, path: Path) -> str:
        """`path` as people see it: from the project's folder where it lies inside, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
