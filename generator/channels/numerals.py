"""Arabic figures in Chinese numerals: as an amount, digit by digit, and with decimals."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_SPOKEN = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")


def by_digit(number: str) -> str:
    """Digit by digit: 2011 is 二〇一一."""
    return number.translate(_DIGITS)


@lru_cache(maxsize=4096)
def decimal(number: str) -> str:
    """An amount that may have decimals, and commas: 3.5 is 三点五, 1,300 is 一千三百."""
    whole, _point, rest = number.replace(",", "").partition(".")
    if len(whole) > 16:
        return by_digit(whole)
    return cardinal(int(whole)) + ("点" + "".join(_SPOKEN[int(digit)] for digit in rest) if rest else "")


def cardinal(number: int) -> str:
    """A whole number below 10^16 as an amount: 61 is 六十一, 1005 is 一千零五, 20000 is 两万."""
    if number == 0:
        return "零"
    groups: list[int] = []
    rest = number
    while rest:
        rest, group = divmod(rest, 10_000)
        groups.append(group)
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if said and (group < 1_000 or groups[place + 1] == 0):
            said += "零"
        said += ("两" if group == 2 and place else _below_ten_thousand(group)) + _GROUPS[place]
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_ten_thousand(number: int) -> str:
    said = ""
    for place, digit in enumerate(f"{number:d}"[::-1]):
        if digit != "0":
            sign = "两" if digit == "2" and place == 3 else _SPOKEN[int(digit)]
            said = sign + _PLACES[place] + said
        elif said and not said.startswith("零"):
            said = "零" + said
    return said
