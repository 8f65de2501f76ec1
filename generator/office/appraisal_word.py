"""Writes the word of an appraisal into a record, `approval.appraisal: {result, on}`, and leaves every other byte.

The place is found by position in the text. Several ways of writing it are tried, the tidiest first; a way is taken only
if the file then reads as the same record but for the appraisal. So neither comments nor order, quotation marks, line
ends or a byte order mark are touched, and a file that is too unusual is refused rather than spoilt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.records import yaml_text
from generator.records.model import Appraisal

_FENCE = re.compile(r"(?<![^\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")
_END = re.compile(r"\r\n|\r|\n")


class NoPlace(Exception):
    """The word cannot be written here without touching more; `args[0]` is "approval" where that part is missing."""


def with_word(text: str, appraisal: Appraisal) -> str:
    """`text`, a whole record.md, with the appraisal; the same text if it says so already. Raises `NoPlace`."""
    start, end = _head(text)
    head = text[start:end]
    before = _data(head)
    if not isinstance(before, dict) or not isinstance(before.get("approval"), dict):
        raise NoPlace("approval")
    word = {"result": appraisal.result, **({"on": str(appraisal.on)} if appraisal.on else {})}
    wanted = {**before, "approval": {**before["approval"], "appraisal": word}}
    if wanted == before:
        return text
    for way in _ways(head, word):
        made = text[:start] + way + text[end:]
        if _data(way) == wanted and _head(made) == (start, start + len(way)):
            return made
    raise NoPlace


def _head(text: str) -> tuple[int, int]:
    """Where the head begins and ends: between the first two lines of hyphens."""
    fences = [match.span() for match in _FENCE.finditer(text.replace("\ufeff", "\n", 1))]
    if len(fences) < 2:
        raise NoPlace
    return fences[0][1], fences[1][0]


def _data(head: str) -> Any:
    try:
        return yaml_text.plain(_END.sub("\n", head))
    except ValueError:
        return None


def _ways(head: str, word: dict[str, str]) -> Iterator[str]:
    """The head with the word in it, in ways that may or may not be right, the tidiest first."""
    approval = _child(yaml.compose(head, yaml.CSafeLoader), "approval")
    if not isinstance(approval, yaml.MappingNode) or not approval.value:
        return
    flow = f"{{result: {word['result']}{', on: ' + word['on'] if 'on' in word else ''}}}"
    keys = {key.value: (key, value) for key, value in approval.value}
    if "appraisal" in keys:
        key, there = keys["appraisal"]
        yield from _changed(head, there, word)
        yield _replaced(head, there, flow)
        colon = head.find(":", key.end_mark.index)
        yield head[: colon + 1] + f" {flow}" + head[colon + 1 :]
        yield head[: key.end_mark.index] + f": {flow}" + head[key.end_mark.index :]
        return
    yield from _added(head, approval, f"appraisal: {flow}", before="decision")


def _changed(head: str, there: yaml.Node, word: dict[str, str]) -> Iterator[str]:
    """Change the values of an appraisal that is there, and add the one that is not."""
    if not isinstance(there, yaml.MappingNode) or not there.value:
        return
    values = {key.value: value for key, value in there.value}
    made = head
    for name in sorted(set(word) & set(values), key=lambda name: -values[name].start_mark.index):
        if _scalar(values[name]) != word[name]:
            made = _replaced(made, values[name], word[name])
    yield made
    missing = [name for name in word if name not in values]
    if missing and isinstance(again := yaml.compose(made, yaml.CSafeLoader), yaml.MappingNode):
        approval = _child(again, "approval")
        now = _child(approval, "appraisal") if approval else None
        if isinstance(now, yaml.MappingNode):
            yield from _added(made, now, f"{missing[0]}: {word[missing[0]]}", before="")


def _added(head: str, mapping: yaml.MappingNode, entry: str, before: str) -> Iterator[str]:
    """Put one entry into a mapping: before the key `before`, else behind the last one, else in front of all."""
    first = mapping.value[0][0].start_mark
    last = mapping.value[-1][1]
    end = _end_of(last)
    named = [key.start_mark for key, _value in mapping.value if key.value == before]
    if mapping.flow_style:
        for mark in named:
            yield head[: mark.index] + f"{entry}, " + head[mark.index :]
        yield head[:end] + f", {entry}" + head[end:]
        yield head[: first.index] + f"{entry}, " + head[first.index :]
        return
    broken = _END.search(head)
    line_end = broken[0] if broken else "\n"
    for mark in named:
        yield head[: mark.index] + entry + line_end + " " * mark.column + head[mark.index :]
    if head[:end].endswith(("\r", "\n")):
        yield head[:end] + " " * first.column + entry + line_end + head[end:]
    stop = _END.search(head, end)
    place = stop.start() if stop else len(head)
    yield head[:place] + line_end + " " * first.column + entry + head[place:]
    yield head[: first.index] + entry + line_end + " " * first.column + head[first.index :]


def _end_of(node: yaml.Node) -> int:
    """Where the last character of a value stands: blocks of YAML end where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None


def _scalar(node: yaml.Node) -> str | None:
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _replaced(head: str, node: yaml.Node, text: str) -> str:
    return head[: node.start_mark.index] + text + head[node.end_mark.index :]
