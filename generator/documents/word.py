"""Fills Word templates: a `.docx` that a person drew in Word or WPS, with Jinja2 tags where the record's words go.

The template's named styles carry the look. The tags are docxtpl's: `{{ exemplar.name }}`, and `{%p for … %}` for
whole paragraphs.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping

from generator.documents.commission import Commission, TemplateFailed
from generator.documents.issue import Issue
from generator.documents.package import undated

TEXT_WIDTH = 156
"""Millimetres; the width of the type area (GB/T 9704-2012)."""


def fill(commission: Commission, issue: Issue) -> bytes:
    """The document as bytes of a .docx. Raises TemplateFailed with the line of the tag's part of document.xml."""
    told = {"issue": issue, "exemplar": issue.exemplar, "office": issue.office}
    title = issue.exemplar.headline or issue.exemplar.name
    return filled(commission, told, title=title, author=issue.office.name, year=int(issue.year))


def filled(
    commission: Commission,
    told: Mapping[str, object],
    *,
    title: str,
    author: str,
    year: int,
    pictures: Mapping[str, tuple[bytes, str]] | None = None,
) -> bytes:
    """The template filled with the names that `told` gives it.

    `pictures` are further names, each with an image and its text for those who do not see it; an image is as wide as
    the text. Raises TemplateFailed.
    """
    import jinja2
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    from generator.documents.tags import FOR_XML

    try:
        document = DocxTemplate(commission.template)
        document.init_docx()
        shown = {
            name: InlineImage(document, io.BytesIO(data), width=Mm(TEXT_WIDTH))
            for name, (data, _alt) in (pictures or {}).items()
        }
        document.render({**told, **shown}, FOR_XML)
        for shape, (_data, alt) in zip(document.docx.inline_shapes, (pictures or {}).values(), strict=False):
            shape._inline.docPr.set("descr", alt)
        properties = document.docx.core_properties
        properties.title = title
        properties.author = properties.last_modified_by = author
        properties.created = properties.modified = datetime.datetime(year, 1, 1)
        out = io.BytesIO()
        document.save(out)
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        raise TemplateFailed(commission.template, line, error.message or str(error)) from error
    except (ValueError, KeyError, OSError) as error:  # what python-docx raises over a file that is no .docx
        raise TemplateFailed(commission.template, 0, str(error)) from error
    return undated(out.getvalue())
