"""Sets pages with Typst: a `.typ` template becomes a PDF or a PNG, by the ending of the output's file."""

from __future__ import annotations

import ctypes
import datetime
import json
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.documents.commission import Commission, TemplateFailed
from generator.documents.faces import font_files
from generator.documents.issue import Issue
from generator.documents.pictures import as_svg, qr_svg

if TYPE_CHECKING:
    import typst

PPI = 144
"""Pixels per inch of a PNG: a page of 540 pt is 1080 pixels wide."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT = ((_TRIM_THRESHOLD, 64 << 20), (_MMAP_THRESHOLD, 32 << 20))
"""Options of mallopt(3), by their numbers in malloc.h, with sizes in bytes: the second as large as it may be."""

_PLACE = re.compile(r"^error: .*\n\s*┌─ (.+\.typ):(\d+):\d+", re.MULTILINE)
"""The first place of an error in a diagnostic, its file as seen from the working folder."""


def typeset(commission: Commission, issue: Issue, portrait: bytes) -> bytes:
    """The pages of `issue` as the template sets them; a PNG shows the first page.

    The template finds its data in `sys.inputs` (templates/channels/house.typ unpacks it). Raises GlyphsMissing
    before anything is set, and TemplateFailed with the template's line.
    """
    data = issue.model_dump(mode="json")
    given = {
        "issue": json.dumps(data, ensure_ascii=False),
        "portrait": as_svg(portrait) if portrait else "",
        "qr": qr_svg(issue.exemplar.link),
        "page": commission.page,
        "motif": commission.template.stem,
    }
    return set_pages(commission, given, data, issue.year)


def set_pages(commission: Commission, given: dict[str, str], data: Any, year: str, ppi: float | None = None) -> bytes:
    """The pages that a template makes of `given`; the texts of `data` are those that it may set. Raises likewise."""
    root = commission.template.parent.parent
    own = root.parent / "fonts"
    fonts = font_files(_texts(data), own)
    kind = commission.file.rpartition(".")[2]
    compiler = _compiler(root, fonts)
    try:
        made = compiler.compile(
            input=commission.template,
            format="png" if kind == "png" else "pdf",
            ppi=ppi or PPI,
            sys_inputs=given,
            timestamp=datetime.datetime(int(year), 1, 1, tzinfo=datetime.timezone.utc),  # noqa: UP017
        )
    except Exception as error:  # its class is known only once Typst is loaded
        raise _failed(commission, root, error) from error
    pages = [made] if isinstance(made, bytes) else list(made or ())
    return pages[0]


@lru_cache(maxsize=2)
def _compiler(root: Path, fonts: tuple[Path, ...]) -> typst.Compiler:
    """One compiler for all pages of a process: it remembers fonts, templates and what it has laid out."""
    import typst

    _keep_memory()
    folders = list(dict.fromkeys(path.parent for path in fonts))
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(root=root, font_paths=found, ignore_system_fonts=True)


def _keep_memory() -> None:
    """Let the process keep the memory of a picture for the next one.

    A picture of 1080 × 1920 takes 8 MB several times over. The GNU C library gives each back to the system when it is
    done and has it cleared again for the next, which takes a third of a poster's time. Other systems' do as they like.
    """
    if sys.platform == "linux" and (keep := getattr(ctypes.CDLL(None), "mallopt", None)):
        for option, size in _KEPT:
            keep(option, size)


def _failed(commission: Commission, root: Path, error: Exception) -> TemplateFailed:
    told = getattr(error, "diagnostic", "") or str(error)
    place = _PLACE.search(told)
    where = Path(place[1]).resolve() if place else commission.template
    if not (where.is_file() and where.is_relative_to(root.resolve())):
        place, where = None, commission.template
    return TemplateFailed(where, int(place[2]) if place else 1, getattr(error, "message", "") or str(error))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a tree of lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
