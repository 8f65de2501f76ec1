"""A book as one page that needs no other file: to be read in a browser, and printed on A4."""

from __future__ import annotations

from pathlib import Path

import jinja2

from generator import language
from generator.office.sheet import Book


def as_html(book: Book, template: Path) -> bytes:
    """The page, UTF-8; `template` is given `book` and `lang`. Raises `jinja2.TemplateError` for a faulty template."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template.parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    lang = "zh-CN" if language.chosen() == "zh" else "en"
    return environment.get_template(template.name).render(book=book, lang=lang).encode()
