"""Who somebody is: unit and post as they are said before and behind a name, and organisations by their full names."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.phrases import ended
from generator.records.model import Record

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
    return "、".join(_positions(record.name, record.unit or "", record.post or ""))


def introduced(record: Record) -> str:
    """Who it is in a line: the first position with the name, 某村党支部书记张三; an organisation by its full name."""
    name, unit, post = record.name, record.unit or "", record.post or ""
    full = own_full_name(record)
    if full:
        before = _before_name(full, name)
        return full if before is None else before + name
    first = _first(_positions(name, unit, post)[0]) if unit or post else ""
    if first and _apart(unit, post):
        first = "" if _PAST.match(post) else _first(post)
    return first + name


def own_full_name(record: Record) -> str:
    """The unit of an organisation that is itself, written out; otherwise "": 中共山东省汶上县委 is 中共汶上县委."""
    return _full_name(record.name, record.unit or "", record.post or "")


@lru_cache(maxsize=64)
def _full_name(name: str, unit: str, post: str) -> str:
    if not unit or post:
        return ""
    longer, shorter = _bare(unit), _bare(name)
    signs = iter(longer)
    same = longer[:2] == shorter[:2] and longer[-2:] == shorter[-2:] and all(sign in signs for sign in shorter)
    return unit if same or longer.endswith(shorter) else ""


def lead(record: Record) -> str:
    """The summary as full sentences that say of whom they tell."""
    return "".join(who_and_summary(record))


def who_and_summary(record: Record) -> tuple[str, str]:
    """Who it is, as a sentence that is "" if the summary says it, and the summary as one that names who is meant."""
    name, summary = record.name, ended(record.summary)
    if name in summary or any(summary.startswith(name[n:]) for n in range(1, len(name) - 3)):  # 县委 for 中共某县委
        return "", summary
    stands = whereabouts(record)
    return (f"{name}，{stands}。", summary) if stands else ("", f"{name}：{summary}")


@lru_cache(maxsize=64)
def _positions(name: str, unit: str, post: str) -> tuple[str, ...]:
    if full := _full_name(name, unit, post):
        return tuple(filter(None, [_before_name(full, name)]))
    for mark in "；;、":
        units, posts = unit.split(mark), post.split(mark)
        if len(units) == len(posts) > 1:
            return tuple(map(_joined, units, posts))
    return (f"{unit}，{post}" if _apart(unit, post) else _joined(unit, post),) if unit or post else ()


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
