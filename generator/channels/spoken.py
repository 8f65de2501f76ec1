"""Text for the ear: figures, dates and units as an announcer reads them, without brackets and addresses.

Years and telephone numbers are read digit by digit, amounts as numbers: 2011年 is 二〇一一年, 61户 is 六十一户,
85% is 百分之八十五, 3.5 is 三点五, 120急救电话 is 幺二〇急救电话.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.channels.numerals import by_digit, cardinal, decimal

_ANYTHING = re.compile(r"[-0-9０-９（）()〔〕\[\]【】/～~—A-Za-z￥¥]")
_SELDOM = re.compile(r"[０-９％～（）()〔〕\[\]【】/—￥¥w-]")
_UNIT_SIGN = re.compile(r"[A-Za-z℃°㎡]")
_BETWEEN = re.compile(r"(?<=[〇-龥])\s*/\s*(?=[〇-龥])")
_RANGE_DASH = re.compile(r"\d\s*——\s*\d")
_WIDE = str.maketrans("０１２３４５６７８９％～", "0123456789%~")
_WIDE_SIGNS, _BRACKET_SIGNS = frozenset("０１２３４５６７８９％～"), frozenset("（）()【】[]〔〕")
_ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+")
_DOCUMENT = re.compile(r"[〔\[](\d{4})[〕\]]\s*第?(\d+)号")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]|〔[^〔〕]*〕")
_UNPAIRED = re.compile(r"[（）()【】\[\]〔〕]")
_TWICE = re.compile(r"([^、，。]{2,})(?:、\1)+(?=[、，。等])")
"""What became the same when its brackets went: 一等功（军）、一等功（师）."""
_DASH = re.compile(r"\s*(?:——|--)\s*")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TO = r"\s*(?:-|—|——|–|~|至|到)\s*"
_FIGURE = re.compile(
    rf"""
    (?=[\d-])(?:  # nothing else begins a figure
      (?<![\d.])(?P<iso>((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](3[01]|[12]\d|0?[1-9]))(?![\d.%年])
    | (?<![\d.])(?P<month>((?:19|20)\d\d)-(0[1-9]|1[0-2]))(?![\d.%年-])
    | (?<!\d)(?P<years>(\d{{4}})年?{_TO}(\d{{4}}))(?=年)
    | (?<!\d)(?P<year>\d{{4}})(?=(?:、\d{{4}})*\s*(?:年|级|届))
    | (?<!\d)(?P<born>\d0|\d5)(?=后(?!来))
    | (?<!\d)(?P<day>(\d{{1,2}})·(\d{{1,2}}))(?!\d)
    | (?<!\d)(?P<time>([01]?\d|2[0-4])[:：]([0-5]\d))(?!\d)
    | (?P<percents>({_NUMBER})[%‰]?{_TO}({_NUMBER})([%‰]))
    | (?P<percent>({_NUMBER})([%‰]))
    | (?<!\d)(?P<fraction>(\d+)/(\d+))(?!\d)
    | (?P<ratio>(\d+)[:：](\d+))
    | (?P<range>({_NUMBER}){_TO}({_NUMBER}))
    | (?P<below>(?<![\dA-Za-z])-({_NUMBER}))(?=\s*(?:℃|°C|摄氏度|度))
    | (?P<telephone>(?<=热线)\d+|(?<=电话)\d+|(?<=拨打)\d+|\d{{3,5}}(?=[热专]线|电话|急救|平台))
    | (?P<number>{_NUMBER})
    )
    """,
    re.VERBOSE,
)
_ROW = re.compile(r"\d+")
_BEFORE, _AFTER = frozenset("-线话打"), frozenset("-–—~%‰/:：.·,、至到后热专线电急平\t\n 　")
"""What stands beside a row of digits that may be more than a year or an amount: 90后, 3.5, 热线120."""
_YEARS = frozenset("年级届")
_COUNTED = "个名位人户家口座挺箱次天年里亩吨块元条项件所篇间台辆米倍层处批例张册万千亿岁公斤只本部场间件套支棵头栋"
_UNITS = {
    "km²": "平方公里", "㎡": "平方米", "m²": "平方米", "km": "公里", "kg": "公斤", "cm": "厘米", "mm": "毫米",
    "℃": "摄氏度", "°C": "摄氏度", "kW": "千瓦", "mg": "毫克", "ml": "毫升", "m": "米", "g": "克", "t": "吨",
    "h": "小时",
}  # fmt: skip
_UNIT = re.compile("(?<=[〇-龥])\\s*(" + "|".join(map(re.escape, _UNITS)) + ")(?![A-Za-z])")
_MONEY = re.compile(r"[¥￥]\s*([0-9.,]+[万亿]?)")


@lru_cache(maxsize=512)
def spoken(text: str) -> str:
    """`text` as it is read aloud; what is already words stays as it is."""
    if not _ANYTHING.search(text):
        return text
    if _SELDOM.search(text):
        text = _tidied(text)
    return _in_words(text)


_BETWEEN_TEXTS = "\0"
"""No text holds it, and no figure reaches across it."""


def spoken_each(texts: Sequence[str]) -> list[str]:
    """Each of `texts` as it is read aloud: `spoken`, but that the figures of all are looked for at once."""
    text = _BETWEEN_TEXTS.join(texts)
    if _SELDOM.search(text):
        text = _BETWEEN_TEXTS.join([_tidied(text) if _SELDOM.search(text) else text for text in texts])
    return _in_words(text).split(_BETWEEN_TEXTS) if texts else []


def _in_words(text: str) -> str:
    """Figures and their units in words."""
    said: list[str] = []
    done = 0
    for row in _ROW.finditer(text):
        begin, end = row.span()
        if begin < done:  # read with the figure before it
            continue
        after = text[end : end + 1]
        is_year = after in _YEARS and end - begin == 4
        beside = text[end + 1 : end + 2] if is_year else after
        if beside in _AFTER or text[begin - 1 : begin] in _BEFORE:
            figure = (_FIGURE.match(text, begin - 1) if begin > done else None) or _FIGURE.match(text, begin)
            assert figure is not None, "a row of digits is a number at least"
            word, (begin, end) = _read(figure), figure.span()
        else:
            word = by_digit(row[0]) if is_year else _amount(row[0], after)
        said += text[done:begin], word
        done = end
    text = "".join(said) + text[done:] if said else text
    return _UNIT.sub(lambda unit: _UNITS[unit[1]], text) if _UNIT_SIGN.search(text) else text


def _tidied(text: str) -> str:
    """Without addresses and brackets; wide digits, sums of money, dashes and strokes as an announcer takes them."""
    # Every step looks first whether there is anything to do: most sentences have a bracket or a dash and no more.
    if not _WIDE_SIGNS.isdisjoint(text):
        text = text.translate(_WIDE)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub("", text)
    if not _BRACKET_SIGNS.isdisjoint(text):
        text = _DOCUMENT.sub(lambda m: f"{by_digit(m[1])}年{cardinal(int(m[2]))}号", text)
        while (bare := _BRACKETS.sub("", text)) != text:
            text = _TWICE.sub(r"\1", bare) if "、" in bare else bare
        text = _UNPAIRED.sub("", text)
    if "¥" in text or "￥" in text:
        text = _MONEY.sub(r"\1元", text)
    if "/" in text:
        text = _BETWEEN.sub("、", text)
    # A dash between figures is a range, and is read as one.
    if ("——" in text or "--" in text) and not _RANGE_DASH.search(text):
        text = _DASH.sub("，", text)
    return text.lstrip("，")


def _read(found: re.Match[str]) -> str:
    """One figure in words. The groups inside each alternative follow its name's own number."""
    kind = found.lastgroup or ""
    if kind == "year":
        return by_digit(found[0])
    if kind == "number":
        return _amount(found[0], _after(found))
    number = found.re.groupindex[kind]
    parts = [found[number + place] for place in range(1, 5) if number + place <= found.re.groups]
    match kind:
        case "iso":
            return f"{by_digit(parts[0])}年{cardinal(int(parts[1]))}月{cardinal(int(parts[2]))}日"
        case "month":
            return f"{by_digit(parts[0])}年{cardinal(int(parts[1]))}月"
        case "years":
            return f"{by_digit(parts[0])}年到{by_digit(parts[1])}"
        case "born":
            return by_digit(found[0])
        case "day":
            return by_digit(parts[0] + parts[1])
        case "time":
            hour, minutes = cardinal(int(parts[0])) + "点", int(parts[1])
            return hour + (f"{'零' if minutes < 10 else ''}{cardinal(minutes)}分" if minutes else "")
        case "percents":
            return f"{_hundredth(parts[2])}{decimal(parts[0])}到{_hundredth(parts[2])}{decimal(parts[1])}"
        case "percent":
            return _hundredth(parts[1]) + decimal(parts[0])
        case "fraction":
            return f"{cardinal(int(parts[1]))}分之{cardinal(int(parts[0]))}"
        case "ratio":
            return f"{cardinal(int(parts[0]))}比{cardinal(int(parts[1]))}"
        case "range":
            return f"{_amount(parts[0], '')}到{_amount(parts[1], _after(found))}"
        case "below":
            return "零下" + decimal(parts[0])
        case _:  # a telephone number
            return by_digit(found[0]).replace("一", "幺")


def _after(found: re.Match[str]) -> str:
    return found.string[found.end() : found.end() + 1]


def _hundredth(sign: str) -> str:
    return "百分之" if sign == "%" else "千分之"


@lru_cache(maxsize=4096)
def _amount(number: str, after: str) -> str:
    """A number by itself: an amount, or a row of digits such as 007 or 13800000000."""
    bare = number.replace(",", "")
    row = len(bare) > 1 and bare[0] == "0" and "." not in bare
    if row or (len(bare) > 6 and "," not in number and "." not in bare and not _counted(after)):
        return by_digit(bare)
    if bare == "2" and _counted(after):
        return "两"
    return decimal(bare)


def _counted(after: str) -> bool:
    return bool(after) and (after in _COUNTED or after in "余多")
