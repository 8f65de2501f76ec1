"""A paragraph or quotation with figures carries a citation.

A figure is the first thing that a reader checks and the first that is exaggerated: its source must stand
beside it. A lone 一, as in 一个人, is no figure here.

Fails:

    张三带着61户乡亲远迁安家。

Passes:

    张三带着61户乡亲远迁安家。[^s1]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, place
from generator.language import _
from generator.records.body import Block
from generator.records.fault import Position
from generator.records.figures import figures
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks for figures in what carries no citation; one finding for each paragraph."""
    if all_cited(file.body):
        return
    for block in file.blocks:
        if block.kind == "heading" or block.citations:
            continue
        written = [form for form in figures(block.text).values() if form != "一"]
        if written:
            message = _("the figure {figure} carries no citation").format(figure=written[0])
            yield Finding(_at(file, block, written[0]), message, _hint(file))


def all_cited(body: str) -> bool:
    """Whether every paragraph is seen to be cited at a glance; cutting the body into blocks takes longer."""
    for chunk in body.strip("\n").split("\n\n"):
        if "\n" not in chunk:
            if "[^" not in chunk and chunk[:1] not in ("#", ""):
                return False
        elif "[^" not in chunk or not _quotation(chunk):
            return False
    return True


def _quotation(chunk: str) -> bool:
    return chunk[0] == ">" and chunk.count("\n>") == chunk.count("\n")


def _at(file: RecordFile, block: Block, figure: str) -> Position:
    start = 0
    for _line in range(block.line):
        start = file.body.index("\n", start) + 1
    end = file.body.find("\n\n", start)
    found = file.body.find(figure, start, end if end >= 0 else len(file.body))
    return place(file.body, found if found >= 0 else start, file.body_line)


def _hint(file: RecordFile) -> str:
    record = file.record
    if record and record.sources:
        return _("write [^{id}] (or another source) at its end").format(id=record.sources[0].id)
    return _("add the source under sources and cite it at the end, as in [^s1]")
