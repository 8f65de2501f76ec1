"""Fills slides: a `.pptx` that a person drew in PowerPoint or WPS, with Jinja2 tags where the record's words go.

Every paragraph of a shape is a template of its own. It may give several lines, each a paragraph in the same form,
or none, and then it goes. A shape called "portrait" becomes the photograph if there is one, and one called "qr" the
code of the exemplar's page. Text is made smaller, never cut, where its box is set to shrink text on overflow; before
that it takes the room that a box right above or below it does not need. A slide whose heading (标题) comes out empty
has nothing to say and goes; `number` is that of the slide among those that stay.
"""

from __future__ import annotations

import copy
import datetime
import io
from itertools import pairwise
from typing import Any, NamedTuple

from generator.documents.commission import Commission, TemplateFailed
from generator.documents.issue import Issue
from generator.documents.package import undated
from generator.documents.pictures import qr_png

_SIZES = (1.0, 0.9, 0.8, 0.72, 0.64, 0.56, 0.5, 0.45, 0.4)
_LEADING = 1.5
EMU = 12700
"""English metric units in a point."""
_NEAR = 12
"""Boxes so many points from each other, equally wide, share their room."""
_HEADING = "标题"


def fill(commission: Commission, issue: Issue, portrait: bytes) -> bytes:
    """The slides as bytes of a .pptx. Raises TemplateFailed with the number of the slide as its line."""
    import jinja2
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    number = 0
    try:
        show = Presentation(str(commission.template))
        left_out: list[int] = []
        for slide in show.slides:
            number += 1
            if not _fill_slide(slide, issue, portrait, number - len(left_out)):
                left_out.append(slide.slide_id)
        _leave_out(show, left_out)
    except jinja2.TemplateError as error:
        raise TemplateFailed(commission.template, number, error.message or str(error)) from error
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise TemplateFailed(commission.template, 0, str(error)) from error
    properties = show.core_properties
    properties.title = issue.exemplar.headline or issue.exemplar.name
    properties.author = properties.last_modified_by = issue.office.name
    properties.created = properties.modified = datetime.datetime(int(issue.year), 1, 1)
    out = io.BytesIO()
    show.save(out)
    return undated(out.getvalue())


def _fill_slide(slide: Any, issue: Issue, portrait: bytes, number: int) -> bool:
    """Fill a slide; whether it has anything to say."""
    names = {"issue": issue, "exemplar": issue.exemplar, "office": issue.office, "number": number}
    boxes = []
    says = True
    for shape in list(slide.shapes):
        name = shape.name
        if name == "qr":
            _replace(slide, shape, qr_png(issue.exemplar.link))
        elif name == "portrait" and portrait:
            _replace(slide, shape, portrait)
        elif shape.has_text_frame:
            tagged = "{" in shape.text_frame.text
            _fill_text(shape, names)
            if name == _HEADING and tagged and number > 1:  # on the cover it is the headline, which may be missing
                says = bool(shape.text_frame.text)
            if (size := shape.text_frame.auto_size) is not None and size.name == "TEXT_TO_FIT_SHAPE":
                boxes.append(shape)
    _share(boxes)
    for box in boxes:
        _shrink(box)
    if slide.has_notes_slide:
        for shape in slide.notes_slide.placeholders:
            if shape.has_text_frame:
                _fill_text(shape, names)
    return says


def _leave_out(show: Any, slides: list[int]) -> None:
    """Take the slides with these ids out of the show, and their parts out of the file."""
    for entry in list(show.slides._sldIdLst):
        if entry.id in slides:
            show.part.drop_rel(entry.rId)
            show.slides._sldIdLst.remove(entry)


def _replace(slide: Any, shape: Any, picture: bytes) -> None:
    """Put a picture into the place of a shape, whole and centred, and give it the shape's name."""
    added = slide.shapes.add_picture(io.BytesIO(picture), 0, 0)
    scale = min(shape.width / added.width, shape.height / added.height)
    added.width, added.height = int(added.width * scale), int(added.height * scale)
    added.left = shape.left + (shape.width - added.width) // 2
    added.top = shape.top + (shape.height - added.height) // 2
    added.name = shape.name
    shape._element.addprevious(added._element)
    shape._element.getparent().remove(shape._element)


def _fill_text(shape: Any, names: dict[str, Any]) -> None:
    from generator.documents.tags import FOR_TEXT

    frame = shape.text_frame
    for paragraph in list(frame.paragraphs):
        text = "".join(run.text for run in paragraph.runs)
        if "{" not in text:
            continue
        lines = [line for line in FOR_TEXT.from_string(text).render(names).split("\n") if line.strip()]
        for line in lines:
            element = copy.deepcopy(paragraph._p)
            paragraph._p.addprevious(element)
            runs = element.findall("{*}r")
            for spare in runs[1:]:
                element.remove(spare)
            runs[0].find("{*}t").text = line
        if lines or len(frame.paragraphs) > 1:
            paragraph._p.getparent().remove(paragraph._p)
        else:
            for run in paragraph.runs:
                run.text = ""


def _share(boxes: list[Any]) -> None:
    """Of two boxes one below the other, let the one whose text is too high take what the other does not need."""
    for upper, lower in pairwise(sorted(boxes, key=lambda box: (box.left, box.top))):
        apart = lower.top - upper.top - upper.height
        if (upper.left, upper.width) != (lower.left, lower.width) or not 0 <= apart <= _NEAR * EMU:
            continue
        if not upper.text_frame.text:  # nothing of the kind: what comes next begins in its place
            lower.height += lower.top - upper.top
            lower.top = upper.top
            continue
        free_above, free_below = (box.height - int(_height(box, 1) * EMU) for box in (upper, lower))
        if free_above < 0 < free_below:
            moved = min(-free_above, free_below)
        elif free_below < 0 < free_above:
            moved = -min(-free_below, free_above)
        else:
            continue
        upper.height += moved
        lower.top += moved
        lower.height -= moved


def _height(box: Any, scale: float) -> float:
    """How high the text of a box is, in points, with the box's own margins, if its type is scaled."""
    frame = box.text_frame
    width = (box.width - frame.margin_left - frame.margin_right) / EMU
    text = sum(_measured(paragraph).height(width, scale) for paragraph in frame.paragraphs)
    return float(text + (frame.margin_top + frame.margin_bottom) / EMU)


def _shrink(shape: Any) -> None:
    """Set the text in the largest size at which it fits; programs do this only when a person edits the box."""
    from pptx.util import Pt

    scale = next((scale for scale in _SIZES if _height(shape, scale) <= shape.height / EMU), _SIZES[-1])
    for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs) if scale < 1 else ():
        if run.font.size:
            run.font.size = Pt(round(run.font.size.pt * scale, 1))


class _Paragraph(NamedTuple):
    """What the height of a paragraph follows from; `ems` is the length of its text, `size` and `after` in points."""

    ems: float
    size: float
    leading: float
    after: float

    def height(self, width: float, scale: float) -> float:
        """Its height in points in a box of that width, if its type is scaled."""
        size = self.size * scale
        lines = max(1, -(-int(self.ems * size) // max(1, int(width - size))))  # the end of a line is not always full
        return lines * size * max(self.leading, 1.2) + self.after


def _measured(paragraph: Any) -> _Paragraph:
    """An ideograph is one em wide, anything in ASCII half of it."""
    runs = paragraph.runs
    size = next((size.pt for size in (run.font.size for run in runs) if size), 18)
    text = "".join(run.text for run in runs)
    narrow = len(text.encode("ascii", "ignore"))
    leading, after = paragraph.line_spacing, paragraph.space_after
    return _Paragraph(
        ems=len(text) - 0.45 * narrow,
        size=size,
        leading=leading if isinstance(leading, float) else _LEADING,
        after=after.pt if after is not None else 0,
    )
