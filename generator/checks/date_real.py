"""A date is written YYYY, YYYY-MM or YYYY-MM-DD and stands in the calendar.

So dates sort, and 2011 does not pretend to know a day (ISO 8601-1:2019, 5.2.2). Where the law counts
days, as in a public notice or an embargo, the day is required.

Fails:

    updated: 2026-02-30

Passes:

    updated: 2026-02-28
"""

from __future__ import annotations

import calendar
import re
import unicodedata

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault
from generator.records.partial_date import PartialDate

SEVERITY = Severity.ERROR
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?\Z")


def word(fault: Fault) -> Finding:
    """Names the date and, where it can be guessed, the date that was meant."""
    value = fault.details.get("value", "")
    named = {"value": value, "path": fault.what}
    match fault.details.get("why"):
        case "calendar":
            return Finding(fault.at, _("there is no date {value} ({path})").format(**named), _limit(value))
        case "day":
            message = _("“{value}” has no day, and {path} needs one").format(**named)
            return Finding(fault.at, message, _("write the day too, as in 2011-07-01"))
    message = _("“{value}” is no date ({path})").format(**named)
    if mended := _mended(value):
        return Finding(fault.at, message, _("write {date}").format(date=mended))
    return Finding(fault.at, message, _("write YYYY, YYYY-MM or YYYY-MM-DD, as in 2011-07-01"))


def _limit(value: str) -> str:
    """Which part of the date is beyond the calendar."""
    year, month, _day = (int(part) for part in f"{value}-01-01"[:10].split("-"))
    if year < 1:
        return _("years run from 0001 to 9999")
    if not 1 <= month <= 12:
        return _("months run from 01 to 12")
    days = calendar.monthrange(year, month)[1]
    return _("{month} has {days} days").format(month=value[:7], days=days)


def _mended(value: str) -> str:
    """The date that 2011年7月1日, 2011/7/1, 2011.7 or 20110701 says, or ""."""
    text = unicodedata.normalize("NFKC", value).strip()
    compact = _COMPACT.match(text)
    parts = [p for p in compact.groups() if p] if compact else re.findall(r"[0-9]+", text)
    if not 1 <= len(parts) <= 3 or len(parts[0]) != 4 or any(len(p) > 2 for p in parts[1:]):
        return ""
    try:
        return PartialDate.parse("-".join([parts[0], *(p.zfill(2) for p in parts[1:])]))
    except ValueError:
        return ""
