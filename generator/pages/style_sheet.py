"""Puts the style sheet of the site together: each line that imports a sheet of assets/style/ becomes that sheet.

A browser would do the same, with a request for every line. Which sheets there are, and in which order, is said by
assets/exemplar.css alone.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path

SHEET = "assets/exemplar.css"
PARTS = "assets/style/"

_IMPORTS = re.compile(r"""/\*.*?\*/|@import\s+(["'])style/(?P<named>[^"'/\\]+)\1\s*;|@import\b[^;\n]*;?""", re.DOTALL)
_ADDRESS = re.compile(r"""(\burl\(\s*["']?)(?![\s"']*(?:[a-z][a-z0-9+.-]*:|[/#]))""", re.IGNORECASE)
"""Where an address begins that counts from the folder of its sheet."""


class Why(Enum):
    """What can be wrong."""

    MISSING = auto()
    """A part is imported, and there is no such file."""
    TWICE = auto()
    """A part is imported more than once, so its rules would stand in two places."""
    NOWHERE = auto()
    """A part lies in the folder and is not imported."""
    FORM = auto()
    """Something is imported from elsewhere, on a condition, or by a sheet that is itself a part."""
    NOT_UTF_8 = auto()
    """A sheet was saved in another encoding."""


class StyleFailed(Exception):
    """The style sheet cannot be put together."""

    def __init__(self, why: Why, sheet: str, named: str = "") -> None:
        """`sheet` is the file that has to be mended, `named` the part that it is about, both as people see them; or
        `named` is what stands there and cannot."""
        super().__init__(why, sheet, named)
        self.why, self.sheet, self.named = why, sheet, named


def style_sheet(shell: Path) -> bytes:
    """The style sheet in the folder `shell` with its parts in it, as UTF-8. Raises StyleFailed.

    A sheet that has no parts comes out as it is.
    """
    there = {path.name for path in (shell / PARTS).glob("*.css")}
    joined: set[str] = set()

    def part(found: re.Match[str]) -> str:
        if found[0].startswith("/*"):
            return found[0]
        name = found["named"]
        if name is None:
            raise StyleFailed(Why.FORM, _shown(SHEET), found[0])
        if name not in there:
            raise StyleFailed(Why.MISSING, _shown(SHEET), _shown(PARTS + name))
        if name in joined:
            raise StyleFailed(Why.TWICE, _shown(SHEET), _shown(PARTS + name))
        joined.add(name)
        return _part(shell, PARTS + name)

    whole = _IMPORTS.sub(part, _text(shell, SHEET))
    for name in sorted(there - joined):
        raise StyleFailed(Why.NOWHERE, _shown(SHEET), _shown(PARTS + name))
    return whole.encode()


def _part(shell: Path, sheet: str) -> str:
    text = _text(shell, sheet)
    for found in _IMPORTS.finditer(text):
        if not found[0].startswith("/*"):  # what is imported by it would stand where nobody sees it
            raise StyleFailed(Why.FORM, _shown(sheet), found[0])
    return _ADDRESS.sub(r"\1style/", text).rstrip()


def _text(shell: Path, sheet: str) -> str:
    try:
        return (shell / sheet).read_text("utf-8-sig")  # the mark of Windows editors would spoil the rule behind it
    except UnicodeDecodeError as error:
        raise StyleFailed(Why.NOT_UTF_8, _shown(sheet)) from error


def _shown(sheet: str) -> str:
    return f"site/{sheet}"
