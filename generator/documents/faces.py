"""The typefaces of typeset documents: the office's own first, then the two open ones, and what none of them can write.

An office lays its licensed fonts (方正小标宋, 仿宋, 楷体, or one with very rare characters) into templates/fonts/.
A font that merely happens to be installed is not used: two machines must give identical pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from generator.documents.commission import GlyphsMissing
from generator.images.fonts import Font, find, missing

_ENDINGS = (".ttf", ".otf", ".ttc")


def font_files(own: Path) -> tuple[Path, ...]:
    """The font files in the folder `own`, if there is one, and the packaged Song and Hei."""
    given = sorted(path for path in own.glob("*") if path.suffix.lower() in _ENDINGS) if own.is_dir() else []
    return (*given, find("song").path, find("hei").path)


def require_glyphs(texts: Iterable[str], own: Path) -> None:
    """Raises `GlyphsMissing` with the characters of `texts` that no font can write."""
    if absent := _absent("".join(texts), font_files(own)):
        raise GlyphsMissing(absent)


@lru_cache(maxsize=4)
def _absent(text: str, fonts: tuple[Path, ...]) -> tuple[str, ...]:
    """All documents of an exemplar ask for the same characters."""
    absent: tuple[str, ...] = tuple(dict.fromkeys(text))
    for path in reversed(fonts):  # nearly everything is in the packaged ones
        absent = missing("".join(absent), Font(path)) if absent else ()
    return absent
