"""What a record offers to the templates of all channels: its own sentences and fields, nothing invented."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2.defaults import DEFAULT_NAMESPACE

from generator.channels.lines import clauses_of, lower_third, set_in_lines
from generator.phrases import contact_line, ended, honour_line, quotation, repeats, source_line
from generator.positions import introduced, lead, whereabouts
from generator.records.body import Block
from generator.records.reader import RecordFile
from generator.records.settings import Office


def material(file: RecordFile, office: Office) -> dict[str, Any]:
    """The names that a channel's template may use, with their values; those of Jinja2 itself are among them."""
    record = file.value
    assert record is not None, "copy is made of sound records"
    story = file.blocks
    standing = [honour for honour in record.honours if honour.revoked is None]
    stands = whereabouts(record)
    names = (record.name, *[honour.title for honour in standing])
    return {
        **DEFAULT_NAMESPACE,
        "record": record,
        "copy": record.copy_,
        "office": office,
        "headline": record.copy_.get("headline", ""),
        "positions": stands,
        "introduced": introduced(record),
        "lead": lead(record),
        "photo": record.photo,
        "honours": [honour_line(honour) for honour in standing],
        "titles": "、".join(honour.title for honour in standing),
        "story": story,
        "story_text": story_text(story),
        "sources": [source_line(source) for source in record.sources],
        "publishers": list(dict.fromkeys(source.publisher for source in record.sources if source.publisher)),
        "contact": contact_line(office),
        "link": f"{office.site_url}exemplars/{file.id}/",
        "ended": ended,
        "clauses": clauses,
        "quoted": quotation,
        "repeats": repeats,
        "lines": partial(set_in_lines, names=names),
        "lower_third": partial(lower_third, stands),
    }


def clauses(text: str) -> list[str]:
    """The clauses of a sentence without the marks at their ends."""
    return [clause.rstrip("，。！？；：…") for clause in clauses_of(text)]


def story_text(story: list[Block]) -> str:
    """The body as lines of plain text: headings in 【】, paragraphs indented by two, quotations with their speaker."""
    lines: list[str] = []
    for kind, text, _line, _citations, speaker in story:
        if kind == "heading":
            lines.append(f"\n【{text}】" if lines else f"【{text}】")
        elif kind == "quotation":
            lines.append("　　" + quotation(text, speaker))
        else:
            lines.append("　　" + text)
    return "\n".join(lines)
