"""What a record offers to the templates of all channels: its own sentences and fields, nothing invented."""

from __future__ import annotations

from typing import Any

from generator.records.body import Block
from generator.records.model import Honour, Record, Source
from generator.records.reader import RecordFile
from generator.records.settings import Office


def material(file: RecordFile, office: Office) -> dict[str, Any]:
    """The names that a channel's template may use, with their values."""
    record = file.value
    assert record is not None, "copy is made of sound records"
    story = file.blocks
    standing = [honour for honour in record.honours if honour.revoked is None]
    return {
        "record": record,
        "copy": record.copy_,
        "office": office,
        "headline": record.copy_.get("headline", ""),
        "whereabouts": whereabouts(record),
        "honours": [honour_line(honour) for honour in standing],
        "titles": "、".join(honour.title for honour in standing),
        "story": story,
        "story_text": story_text(story),
        "paragraphs": story_text([block for block in story if block.kind != "heading"]),
        "first_section": story_text(first_section(story)),
        "sources": [source_line(source) for source in record.sources],
        "contact": contact_line(office),
        "link": f"{office.site_url}exemplars/{file.id}/",
    }


def whereabouts(record: Record) -> str:
    """Unit and post, as they stand before a name: 某村党支部书记."""
    unit, post = record.unit or "", record.post or ""
    return unit if post and unit.endswith(post) else unit + post


def honour_line(honour: Honour) -> str:
    """An honour in one line: 2011年，时代楷模（中央宣传部）."""
    given = f"（{honour.by}）" if honour.by else ""
    return (f"{honour.on[:4]}年，" if honour.on else "") + honour.title + given


def source_line(source: Source) -> str:
    """A source in one line: 题目，发布单位，日期."""
    title = f"《{source.title}》" if source.title else ""
    return "，".join(part for part in (title, source.publisher, source.on) if part) or (source.url or "")


def contact_line(office: Office) -> str:
    """How to reach the office: only what is set."""
    contact = office.contact
    given = (contact.person, contact.phone, contact.email, contact.address)
    return "　".join(part for part in given if part)


def story_text(story: list[Block]) -> str:
    """The body as lines of plain text: headings in 【】, paragraphs indented by two, quotations with their speaker."""
    lines: list[str] = []
    for kind, text, _line, _citations, speaker in story:
        if kind == "heading":
            lines.append(f"\n【{text}】" if lines else f"【{text}】")
        elif kind == "quotation":
            lines.append(f"　　{speaker}：“{text}”" if speaker else f"　　“{text}”")
        else:
            lines.append("　　" + text)
    return "\n".join(lines)


def first_section(story: list[Block]) -> list[Block]:
    """What stands under the first heading, or the whole body if there is but one."""
    headings = [number for number, block in enumerate(story) if block.kind == "heading"]
    section = story[: headings[1]] if len(headings) > 1 else story
    return [block for block in section if block.kind != "heading"]
