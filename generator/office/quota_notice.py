"""The words of the quarterly notice (通报): figures and names as counted, and nothing that praises or blames."""

from __future__ import annotations

from collections.abc import Sequence

from generator.documents.circular import Circular, Part, UnitLine
from generator.documents.dossier import office_line
from generator.documents.issue import Issue
from generator.office.quota import Asked, Count, Tally
from generator.phrases import chinese_date
from generator.records.bulletin import Bulletin
from generator.records.settings import Office

_ORDINALS = "一二三四"
_RULE = (
    "统计口径：典型按命名的季度统计（以命名决定的日期为准，没有的依次取最早一项荣誉的日期、开始公开的日期），已撤销或撤下的不计；"
    "信息按送稿或发表的月份统计，一次送稿或发表计一条；都记在管理单位名下，没有管理单位的记在所在单位名下，"
    "所属单位记在上级单位名下。"
)


def notice_of(tally: Tally, office: Office, number: int, last: Bulletin | None) -> Circular:
    """The notice on the day of the tally; `number` is 0 where the editor numbers it by hand.

    Whom it is reported and sent to is as in the last bulletin.
    """
    quarter = tally.quarter
    date = tally.today.isoformat()
    named = f"{quarter.year}年第{_ORDINALS[quarter.number - 1]}季度"
    line = office_line(office)
    title = (f"关于{named}", "典型培树和信息报送情况的通报")
    issue = Issue(
        number=number,
        year=date[:4],
        date=chinese_date(date),
        title="".join(title),
        items=(),
        office=line,
        report=(last and last.report) or "",
        send=(last and last.send) or "",
        distribute=(last and last.distribute) or "",
        copies=(last and last.copies) or 0,
    )
    lines = tuple(_line(count) for count in tally.units)
    others = tally.others
    if others.exemplars or others.reported:
        lines += (_line(others, "未列入指标的单位"),)
    months = tuple(f"{int(month[5:])}月" for month in quarter.months)
    return Circular(
        issue=issue,
        title_lines=title,
        addressee="各有关单位：",
        opening=f"按照{_asked([count.asked for count in tally.units])}的要求，现将{named}各单位完成情况通报如下。",
        before=Part(title="一、总体情况", paragraphs=tuple(_overall(tally, named))),
        table_title=f"{named}各单位完成情况",
        months=months,
        units=lines,
        total=_total(tally),
        chart_title=f"{named}各单位上报信息条数（竖线为本季度指标）",
        after=tuple(_after(tally)),
        notes=tuple(_notes(tally)),
    )


def _asked(asked: Sequence[Asked]) -> str:
    exemplars, items = {one.exemplars for one in asked}, {one.items for one in asked}
    said = f"每季度至少培树{exemplars.pop()}个典型" if len(exemplars) == 1 else "每季度按各自指标培树典型"
    return said + (f"、每月上报信息不少于{items.pop()}条" if len(items) == 1 else "、每月按各自指标上报信息")


def _overall(tally: Tally, named: str) -> list[str]:
    units = tally.units
    exemplars = sum(len(count.exemplars) for count in units)
    said = [f"列入统计的{len(units)}个单位{named}共培树典型{exemplars}个，上报信息{_reported(units)}条。"]
    if tally.over:
        done = sum(not count.short for count in units)
        every = sum(not any(count.missing) for count in units)
        both = sum(not count.short and not any(count.missing) for count in units)
        said[0] += (
            f"完成典型培树指标的单位{done}个，三个月信息报送均完成指标的单位{every}个，两项都完成的单位{both}个。"
        )
    else:
        said[0] += f"本季度尚未结束，以上为截至{chinese_date(tally.today.isoformat())}的情况。"
    return said


def _reported(units: Sequence[Count]) -> int:
    return sum(count.reported for count in units)


def _after(tally: Tally) -> list[Part]:
    lacking = [count.asked.unit for count in tally.units if count.short]
    months = [f"{count.asked.unit}（{_months(count)}）" for count in tally.units if any(count.missing)]
    said = [f"典型培树未完成指标的单位：{'、'.join(lacking)}。"] if lacking else []
    said += [f"信息报送未完成指标的单位：{'、'.join(months)}。"] if months else []
    return [Part(title="三、未完成指标的情况", paragraphs=tuple(said))] if said else []


def _notes(tally: Tally) -> list[str]:
    notes = [_RULE]
    if tally.vague:
        names = "、".join(exemplar.name for exemplar in tally.vague)
        notes.append(f"命名日期只写到年份、无法归入季度而没有计入的典型：{names}。")
    if tally.vague_items:
        notes.append(f"日期只写到年份、无法归入月份而没有计入的信息{tally.vague_items}条。")
    return notes


def _months(count: Count) -> str:
    """The months that a unit missed, each with what it reported: 8月1条."""
    told = zip(count.months, count.items, count.missing, strict=True)
    return "，".join(f"{int(month[5:])}月{len(items)}条" for month, items, missing in told if missing)


def _line(count: Count, unit: str = "") -> UnitLine:
    met = not count.short and not any(count.missing)
    return UnitLine(
        unit=unit or count.asked.unit,
        asked=count.asked.exemplars,
        done=len(count.exemplars),
        monthly=count.asked.items,
        months=tuple(map(len, count.items)),
        total=count.reported,
        informed=not any(count.missing),
        state=("完成" if all(count.closed) else "进行中") if met else "未完成",
    )


def _total(tally: Tally) -> UnitLine:
    units = tally.units
    return UnitLine(
        unit="合计",
        asked=sum(count.asked.exemplars for count in units),
        done=sum(len(count.exemplars) for count in units),
        monthly=sum(count.asked.items for count in units),
        months=tuple(sum(len(count.items[number]) for count in units) for number in range(3)),
        total=_reported(units),
        informed=True,
        state="",
    )


def as_text(circular: Circular) -> str:
    """The notice as plain text, the table a line a unit."""
    issue = circular.issue
    lines = [issue.title, "", circular.addressee, "　　" + circular.opening]
    lines += ["", circular.before.title, *("　　" + text for text in circular.before.paragraphs)]
    lines += ["", "二、各单位完成情况"]
    for unit in (*circular.units, circular.total):
        months = "、".join(f"{month}{number}条" for month, number in zip(circular.months, unit.months, strict=True))
        said = f"典型{unit.done}个（指标{unit.asked}个）；信息{unit.total}条（{months}；每月指标{unit.monthly}条）"
        lines.append(f"　　{unit.unit}：{said}{f'；{unit.state}' if unit.state else ''}。")
    for part in circular.after:
        lines += ["", part.title, *("　　" + text for text in part.paragraphs)]
    lines += ["", *circular.notes]
    return "\n".join([*lines, "", issue.office.name, issue.date]) + "\n"
