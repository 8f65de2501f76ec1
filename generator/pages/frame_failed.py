"""A mistake in a template of the site: where it stands, as its writer sees it, and what is wrong.

What fails is the frame that MkDocs made of the template. Its slots stand there as they were written, so the line that
failed is looked for in templates/site.
"""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2

_SHOWN = 160
"""Characters of the line that are shown."""


class FrameFailed(Exception):
    """A frame that cannot be compiled or filled in."""

    def __init__(self, template: str, line: str, why: str, record: str = "") -> None:
        """`template` as people see it, with the number of its line if it was found; `line` is its text; `record` is
        the path of the record whose page it was to be, or ""."""
        super().__init__(template, line, why, record)
        self.template, self.line, self.why, self.record = template, line, why, record

    def of(self, record: str) -> FrameFailed:
        """The same, of a record's page."""
        return FrameFailed(self.template, self.line, self.why, record)


def frame_failed(name: str, source: str, templates: Path, error: Exception) -> FrameFailed:
    """What went wrong with the frame `name`, compiled from `source`; `templates` is the folder that it came from."""
    line = _line(source, error)
    why = str(getattr(error, "message", "") or error) or type(error).__name__
    return FrameFailed(_place(line, templates) or name, line[:_SHOWN], why)


def _line(source: str, error: Exception) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        number = error.lineno
    else:
        # Jinja2 rewrites tracebacks: what stands in a template has the template's own line.
        frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        number = frames[-1] or 0 if frames else 0
    lines = source.split("\n")
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _place(line: str, templates: Path) -> str:
    """The file below `templates` that has this line, and its number there; "" if it is not found."""
    for path in sorted(templates.rglob("*.html")) if line else ():
        for number, text in enumerate(path.read_text("utf-8").split("\n"), 1):
            if text.strip() == line:
                return f"{path.relative_to(templates.parent.parent).as_posix()}:{number}"
    return ""
