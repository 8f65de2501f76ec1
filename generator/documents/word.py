"""Fills Word templates: a `.docx` that a person drew in Word or WPS, with Jinja2 tags where the record's words go.

The template's named styles carry the look. The tags are docxtpl's: `{{ exemplar.name }}`, and `{%p for … %}` for
whole paragraphs.
"""

from __future__ import annotations

import datetime
import io

from generator.documents.commission import Commission, TemplateFailed
from generator.documents.excerpt import FILTERS
from generator.documents.issue import Issue
from generator.documents.package import repacked


def fill(commission: Commission, issue: Issue) -> bytes:
    """The document as bytes of a .docx. Raises TemplateFailed with the line of the tag's part of document.xml."""
    import jinja2
    from docxtpl import DocxTemplate

    try:
        document = DocxTemplate(commission.template)
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
        environment.filters |= FILTERS
        document.render({"issue": issue, "exemplar": issue.exemplar, "office": issue.office}, environment)
        properties = document.docx.core_properties
        properties.title = issue.exemplar.headline or issue.exemplar.name
        properties.author = properties.last_modified_by = issue.office.name
        properties.created = properties.modified = datetime.datetime(int(issue.year), 1, 1)
        out = io.BytesIO()
        document.save(out)
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        raise TemplateFailed(commission.template, line, error.message or str(error)) from error
    except (ValueError, KeyError, OSError) as error:  # what python-docx raises over a file that is no .docx
        raise TemplateFailed(commission.template, 0, str(error)) from error
    return repacked(out.getvalue())
