"""What is asked of a maker of documents, and how it says that it could not."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Commission(NamedTuple):
    """One output: the template that makes it, its file name, and its page ("a3", "1080x1920") where that is set."""

    template: Path
    file: str
    page: str = ""


class TemplateFailed(Exception):
    """A template has a mistake, or cannot take this exemplar. `line` is 0 where a format has no lines."""

    def __init__(self, template: Path, line: int, said: str) -> None:
        super().__init__(f"{template.name}:{line}: {said}")
        self.template, self.line, self.said = template, line, said

    def __reduce__(self) -> tuple[type[TemplateFailed], tuple[Path, int, str]]:
        """Worker processes send it; an exception is rebuilt from its own arguments."""
        return TemplateFailed, (self.template, self.line, self.said)


class GlyphsMissing(Exception):
    """The fonts cannot write these characters; nothing is drawn rather than a box in a name."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__("".join(characters))
        self.characters = characters
