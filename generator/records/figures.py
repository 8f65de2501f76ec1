"""The figures of a text by value: 61户 and 六十一户 say the same number, 1,300 and 1300 too.

Chinese numerals count as figures when they have a unit of ten or more (十百千万亿), or are two or more digits
(二〇一九), or stand before a measure word, as in 两座; a lone 一 in 一起 or 万一 is a word, not a figure.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_MEASURES = "个名位人户家口座挺箱次年月日天岁里亩斤吨元块条项件所篇间台辆米倍成层间处届批例张期册"
_ARABIC = re.compile(r"\d+(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_AFTER = re.compile(r"[百千万亿]+(?:(?<=[万亿])(?P<rest>\d{2,})(?![\d.,百千万亿]))?")
_CHINESE = re.compile(
    r"[〇零一二三四五六七八九十百千万亿两]+点[〇零一二三四五六七八九]+[万亿]?(?![分〇零一二三四五六七八九])"
    r"|[〇零一二三四五六七八九两十百千万亿]{2,}|[〇零一二三四五六七八九两十百千](?=[" + _MEASURES + "])"
)
_IDIOM = re.compile(
    r"一(?![〇零一二三四五六七八九十百千万亿])[一-龥]一|千[一-龥]万|万[一-龥]千|万一|十分"
    r"|千万(?![〇零一二三四五六七八九\d])|五[好带]|一一"
)
_SPELLED = re.compile(r"[〇零一二三四五六七八九]+\Z")


def figures(text: str) -> dict[str, str]:
    """The figures in `text`: value in plain decimal notation → as it is written there."""
    found: dict[str, str] = {}
    text = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    text = text.replace("幺", "一")  # 幺二〇, as telephone numbers are read
    taken = 0
    for match in _ARABIC.finditer(text):
        number = float(match[0].replace(",", "").replace("，", ""))
        if match.start() < taken:
            continue
        unit = _AFTER.match(text, match.end())
        if unit:
            rest = unit["rest"] or ""
            for sign in unit[0].removesuffix(rest):
                number *= _SMALL.get(sign) or _LARGE[sign]
            if rest:  # 33万6000
                number, taken = number + int(rest), unit.end()
        found.setdefault(_plain(number), match[0] + (unit[0] if unit else ""))
    idioms = {i for match in _IDIOM.finditer(text) for i in range(*match.span())}
    for match in _CHINESE.finditer(text):
        if match.start() in idioms or (match.start() and text[match.start() - 1].isdigit()):
            continue
        found.setdefault(_plain(_chinese(match[0])), match[0])
    return found


def _chinese(numeral: str) -> float:
    """The value of a Chinese numeral: 六十一, spelled digit by digit as 二〇一九, or with decimals as 一点五万."""
    if "点" in numeral:
        whole, _point, rest = numeral.partition("点")
        unit = _LARGE.get(rest[-1], 1)
        return (_chinese(whole) + float("0." + "".join(str(_DIGITS[s]) for s in rest if s in _DIGITS))) * unit
    if _SPELLED.match(numeral):
        return float("".join(str(_DIGITS[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section += (digit or 1) * _SMALL[sign]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[sign]
            section = digit = 0
    return float(total + section + digit)


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
