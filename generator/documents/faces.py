"""The typefaces of typeset documents: the office's own first, then the two open ones, and what none of them can write.

An office lays its licensed fonts (方正小标宋, 仿宋, 楷体, or one with very rare characters) into templates/fonts/.
A font that merely happens to be installed is not used: two machines must give identical pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from generator.documents.commission import GlyphsMissing
from generator.images.fonts import Font, find, missing, spare

_ENDINGS = (".ttf", ".otf", ".ttc")


def own_fonts(own: Path) -> tuple[Path, ...]:
    """The font files in the folder `own`, if there is one."""
    return tuple(sorted(path for path in own.glob("*") if path.suffix.lower() in _ENDINGS)) if own.is_dir() else ()


def font_files(texts: Iterable[str], own: Path) -> tuple[Path, ...]:
    """The files that `texts` are set from: those in `own`, the packaged Song and Hei, and what steps in if these lack
    a character. Raises `GlyphsMissing` with the characters that no font can write."""
    text = "".join(texts)
    files = (*own_fonts(own), find("song").path, find("hei").path)
    if not _absent(text, files):
        return files
    files = (*files, spare("song"), spare("hei"))
    if absent := _absent(text, files):
        raise GlyphsMissing(absent)
    return files


@lru_cache(maxsize=4)
def _absent(text: str, fonts: tuple[Path, ...]) -> tuple[str, ...]:
    """All documents of an exemplar ask for the same characters."""
    absent: tuple[str, ...] = tuple(dict.fromkeys(text))
    for path in reversed(fonts):  # nearly everything is in the packaged ones
        absent = missing("".join(absent), Font(path)) if absent else ()
    return absent
