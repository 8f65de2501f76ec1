"""How facts of a record stand in a line of Chinese: the same words in a text message, a bulletin and on a poster."""

from __future__ import annotations

import re

from generator.records.folders import Kind
from generator.records.model import Honour, Source
from generator.records.settings import Office

_ENDED = ("。", "！", "？", "!", "?", "…")
_CLOSING = "”’」』）》"


def repeats(headline: str, text: str) -> bool:
    """Whether a headline says hardly anything that the text does not: three in four of its pairs of characters."""
    bare = re.sub(r"\W", "", headline)
    pairs = [bare[n : n + 2] for n in range(len(bare) - 1)]
    return bool(pairs) and sum(pair in text for pair in pairs) >= 0.75 * len(pairs)


def ended(text: str) -> str:
    """`text` as a full sentence: with a mark at its end if it has none."""
    text = text.strip()
    return text if text.rstrip(_CLOSING).endswith(_ENDED) else text.rstrip("；，、：;,:") + "。"


def quotation(text: str, speaker: str) -> str:
    """Something said, as a sentence: 李四：“好。” Its full stop stands inside the marks (GB/T 15834-2011)."""
    said = f"“{ended(text.strip('“”'))}”"
    return f"{speaker}：{said}" if speaker else said


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


def chinese_date(date: str) -> str:
    """A date as far as it is known, in Chinese: 2026-11-02 is 2026年11月2日, 2026-11 is 2026年11月."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False))


_FIELDS = {
    "pinyin": "拼音", "aliases": "别名", "unit": "单位", "post": "职务", "region": "地区", "level": "层级",
    "fields": "领域", "honours": "荣誉", "summary": "事迹摘要", "body": "正文", "criteria": "标准", "photo": "照片",
    "decision": "命名决定", "approval": "命名决定", "sources": "出处", "pledges": "公开承诺", "comments": "点评",
    "events": "学习活动", "copy": "转载用稿", "publicity": "宣传报道",
}  # fmt: skip


def field_label(field: str, kind: Kind) -> str:
    """What readers call a field of the record, by the first part of `honours.0.on`; other words stay as they are."""
    first = field.partition(".")[0]
    if first == "name":
        return "姓名" if kind == "person" else "名称"
    return _FIELDS.get(first, field)
