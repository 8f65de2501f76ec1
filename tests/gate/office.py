"""A made-up office with a gate, and records that are before it. TODAY is Sunday, 22 November 2026."""

from __future__ import annotations

GATE = """\
checks:
  - by: [纪检监察, 公安]
    kinds: [person]
    months: 12
  - by: [税务]
    kinds: [organization]
    fields: [health]
notice:
  - {days: 7, count: calendar, fields: [education]}
  - {days: 5}
decision:
  - {}
appraisal:
  - {levels: [county]}
reviews:
  - {months: 6, grace: 10, levels: [national]}
  - {months: 12, grace: 10}
"""

CALENDAR = """\
years:
  - year: 2026
    source: 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）
    holidays:
      - {name: 国庆节, from: 2026-10-01, to: 2026-10-07}
    workdays: [2026-09-20, 2026-10-10]
"""

PARTS = {
    "consent": "{on: 2026-09-01, scope: [site, media, portrait]}",
    "checks": "[{by: 虚构县纪检监察机关, result: clear, on: 2026-10-12}, {by: 公安, result: clear, on: 2026-10-13}]",
    # Monday to Friday, with no holiday among them.
    "notice": "{from: 2026-10-19, to: 2026-10-23, objections: none}",
    "appraisal": "{result: meets, on: 2026-10-14}",
    "decision": "{number: 虚构〔2026〕1号, by: 虚构县委, on: 2026-11-02}",
}
"""An approval to which nothing is lacking, by its keys."""


def approval(basis: str = "consent", **given: str | None) -> str:
    """The lines of an approval: complete, but for what is given; None takes a key out."""
    parts = {**PARTS, **given}
    lines = [f"  {key}: {value}" for key, value in parts.items() if value is not None]
    return "\n".join([f"approval:\n  basis: {basis}", *lines])


def exemplar(
    approval: str,
    *,
    name: str = "张三",
    stage: str = "named",
    level: str = "county",
    fields: str = "rural",
    source: str = "title: 虚构报道, publisher: 虚构日报",
    on: str = "2026-11-02",
    more: str = "",
) -> str:
    """A record with these lines of approval."""
    return f"""\
---
name: {name}
unit: 虚构县东坡村
region: 湖北/虚构市/虚构县
level: {level}
fields: [{fields}]
honours:
  - {{title: 优秀共产党员, by: 虚构县委, on: {on}}}
summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
stage: {stage}
{approval}
sources:
  - {{id: s1, {source}}}
{more}updated: 2026-11-20
---

## 事迹

他带着61户乡亲远迁安家。[^s1]
"""
