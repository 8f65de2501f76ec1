"""How facts of a record stand in a line of Chinese: the same words in a text message, a bulletin and on a poster."""

from __future__ import annotations

import re

from generator.records.folders import Kind
from generator.records.model import Honour, Record, Source
from generator.records.settings import Office

_ENDED = ("。", "！", "？", "!", "?", "…")
_CLOSING = "”’」』）》"
_RANKS = "乡镇县市区"
"""荆州乡 with 乡党委委员 is 荆州乡党委委员: what governs a place is named after its rank."""
_GOVERNING = tuple(rank + office for rank in _RANKS for office in ("党委", "委", "政府", "人大", "政协", "纪", "长"))
_PAST = re.compile("生前|曾任|历任")
_OF_ITS_OWN = re.compile(f"(?:{_PAST.pattern})|院士|学部委员|(?:人大|党)代表|政协委员")
"""A post that says its own body, or its time, does not belong to the unit before it."""


def whereabouts(record: Record) -> str:
    """Unit and post, as they stand in a line of their own: 某村党支部书记.

    Of several units with a post each, every post stands with its unit; what stands at the seam twice is said once. Of
    an organisation whose unit is its own full name only what stands before its name is left: 乌达区.
    """
    return "、".join(_positions(record))


def introduced(record: Record) -> str:
    """Who it is in a line: the first position with the name, 某村党支部书记张三; an organisation by its full name."""
    full = own_full_name(record)
    if full:
        before = _before_name(full, record.name)
        return full if before is None else before + record.name
    unit, post = record.unit or "", record.post or ""
    first = _first(_positions(record)[0]) if unit or post else ""
    if first and _apart(unit, post):
        first = "" if _PAST.match(post) else _first(post)
    return first + record.name


def own_full_name(record: Record) -> str:
    """The unit of an organisation that is itself, written out; otherwise "": 中共山东省汶上县委 is 中共汶上县委."""
    if not record.unit or record.post:
        return ""
    unit, name = _bare(record.unit), _bare(record.name)
    signs = iter(unit)
    longer = unit[:2] == name[:2] and unit[-2:] == name[-2:] and all(sign in signs for sign in name)
    return record.unit if longer or unit.endswith(name) else ""


def lead(record: Record) -> str:
    """The summary as full sentences that say of whom they tell, who it is going before if the summary does not."""
    stands, summary = whereabouts(record), ended(record.summary)
    name = record.name
    if name in summary or any(summary.startswith(name[n:]) for n in range(1, len(name) - 3)):  # 县委 for 中共某县委
        return summary
    return f"{name}，{stands}。{summary}" if stands else f"{name}：{summary}"


def repeats(headline: str, text: str) -> bool:
    """Whether a headline says hardly anything that the text does not: three in four of its pairs of characters."""
    bare = _bare(headline)
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


def _positions(record: Record) -> list[str]:
    unit, post = record.unit or "", record.post or ""
    if full := own_full_name(record):
        return list(filter(None, [_before_name(full, record.name) or ""]))
    for mark in "；;、":
        units, posts = unit.split(mark), post.split(mark)
        if len(units) == len(posts) > 1:
            return [_joined(*pair) for pair in zip(units, posts, strict=True)]
    return [f"{unit}，{post}" if _apart(unit, post) else _joined(unit, post)] if unit or post else []


def _apart(unit: str, post: str) -> bool:
    """Whether a post may not be joined to the unit: it is of a body of its own, or was."""
    return bool(unit and _OF_ITS_OWN.search(_first(post))) and not _seam(unit, post)


def _joined(unit: str, post: str) -> str:
    return unit + post[_seam(unit, post) :]


def _seam(unit: str, post: str) -> int:
    """How many characters end the unit and begin the post."""
    longest = next((n for n in range(min(len(unit), len(post)), 1, -1) if unit.endswith(post[:n])), 0)
    return longest or int(unit.endswith(post[:1]) and post.startswith(_GOVERNING))


def _first(positions: str) -> str:
    return re.split("[；;，、]", positions)[0]


def _before_name(full: str, name: str) -> str | None:
    """What stands in the full name before the name; None if they differ in more."""
    rest = len(_bare(full)) - len(_bare(name))
    return full[:rest] if _bare(full)[rest:] == _bare(name) else None


def _bare(name: str) -> str:
    """A name by its letters and characters alone: （） and 、 stand in one writing of it and not in the other."""
    return re.sub(r"\W", "", name)


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
