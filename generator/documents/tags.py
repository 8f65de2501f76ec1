"""The Jinja2 tags of Word documents and slides: what they may use, and each text of a template compiled once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jinja2

from generator.documents.excerpt import FILTERS


class Tags(jinja2.Environment):
    """Compiles a text of a template when it is first met; filling its tags for a further exemplar is little work."""

    def __init__(self, *, autoescape: bool) -> None:
        super().__init__(undefined=jinja2.StrictUndefined, autoescape=autoescape)
        self.filters |= FILTERS
        self._compiled = lru_cache(maxsize=256)(super().from_string)

    def from_string(self, source: Any, *_more: Any, **_named: Any) -> jinja2.Template:
        """The template that the text is. Raises jinja2.TemplateSyntaxError."""
        return self._compiled(source)


FOR_XML = Tags(autoescape=True)
"""For texts that are XML, such as the parts of a Word document."""
FOR_TEXT = Tags(autoescape=False)
"""For texts of which a library makes XML."""
