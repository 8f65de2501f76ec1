"""Frames: pages that MkDocs built once and that still have slots, stamped here once per record.

A frame is a page of build/shell. Between <% and %> stands what MkDocs left for us; these delimiters cannot
come out of Markdown text, where < is written &lt;. Autoescape is on in every frame, so whatever a record says
comes out as text.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
import markupsafe

from generator.pages.frame_failed import FrameFailed, frame_failed

_SPECIAL = re.compile(r"[&<>\"']").search


def escape(value: Any) -> str:
    """What markupsafe.escape gives, without making a new object of a text in which nothing is to be escaped.

    Nine texts of ten in a page are such, and a page has a hundred of them: this halves the time of stamping.
    """
    if type(value) is str and _SPECIAL(value) is None:
        return value
    return markupsafe.escape(value)


_GAPS = re.compile(r"(<pre\b.*?</pre>)|\s*\n\s*", re.DOTALL)


def _source(folders: tuple[Path, ...], name: str) -> str | None:
    """The text of a frame or piece, without the indentation and empty lines that templates left in it."""
    for folder in folders:
        if (folder / name).is_file():
            return _GAPS.sub(lambda gap: gap[1] or "\n", (folder / name).read_text("utf-8"))
    return None


class Frames:
    """The frames below a shell folder, compiled when first asked for."""

    def __init__(self, shell: Path, parts: Path, compiled: Path) -> None:
        """`shell` holds what MkDocs built, `parts` the pieces that are stamped many times a page. In `compiled`, a
        folder that is there, the next build finds what this one compiled: a tenth of the time of an edit."""
        self._folders = (shell, parts)
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(partial(_source, self._folders)),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            block_start_string="<%",
            block_end_string="%>",
            variable_start_string="<%=",
            variable_end_string="%>",
            comment_start_string="<%#",
            comment_end_string="%>",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled), "frame-%s.compiled"),
        )
        # Slots hold objects with attributes and never mappings, so the plain lookup will do. It is five times as
        # fast as Jinja's own, which would also try items, and a misspelt name raises all the same.
        self._environment.getattr = getattr  # type: ignore[method-assign, assignment]
        self._template = cache(self._load)

    def _load(self, name: str) -> jinja2.Template:
        try:
            template = self._environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            raise self._failed(name, error) from error
        # Jinja keeps globals as a chain of mappings and copies it at every rendering; a plain dict is ten times faster.
        template.globals = dict(template.globals)
        # The functions of a compiled template find `escape` in their module's namespace.
        template.root_render_func.__globals__["escape"] = escape
        return template

    def stamp(self, frame: str, **slots: Any) -> bytes:
        """The page of `frame` ("exemplars/frame/index.html") with its slots filled, as UTF-8. Raises FrameFailed."""
        return self._filled(frame, slots).encode()

    def piece(self, name: str, **slots: Any) -> str:
        """A small piece of HTML, such as one row of a list, rendered with autoescape. Raises FrameFailed."""
        return self._filled(name, slots)

    def _filled(self, name: str, slots: dict[str, Any]) -> str:
        template = self._template(name)
        try:
            return template.render(slots)
        except Exception as error:
            raise self._failed(name, error) from error

    def _failed(self, name: str, error: Exception) -> FrameFailed:
        return frame_failed(name, _source(self._folders, name) or "", self._folders[1].parent, error)
