"""Where a clause of Chinese may be parted, and how well: between phrases, as a small model sees them (BudouX, its
simplified Chinese model), corrected where short lines show it to be wrong.

Never inside a figure with its unit, a Latin word, a short title or quotation, a name or a word of the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import add

_FIRM = re.compile(
    r"(?:[0-9]{4}年?(?:至|到|[-—~–]{1,2}))?(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?[初底末起]?"
    r"|[0-9]{4}年?(?:至|到|[-—~–]{1,2})[0-9]{4}年?|[0-9]{4}年[初底末起]"
    r"|[0-9][0-9.,·:/%~—–-]*(?:[万亿][0-9]+)?[万亿余多几来]{0,3}"
    r"(?:平方公里|平方米|公里|人次|个月|年代|世纪|小时|分钟|公斤|[㐀-鿿]?)"
    r"|[A-Za-z][A-Za-z0-9.\-]*|《[^》]{1,12}》|“[^”]{1,8}”|（[^（）]{1,14}）|[〇零一二三四五六七八九十百千万亿]{2,}[余多]?[㐀-鿿]?"
)
_FIRM_BEGINS = re.compile("[0-9A-Za-z《“（〇零一二三四五六七八九十百千万亿]")
_CLOSING, _OPENING = frozenset(" ，。、；：！？”’」』）》…·%℃"), frozenset("“‘「『（《·")
_MARK = re.compile("[ ，。、；：！？“”‘’「」『』（）《》…·%℃]")
_WORDS = re.compile(
    "党组织|党支部|党总支|党工委|党委|党员|共产党|第一书记|副书记|书记|支部|委员会|宣传部|组织部|街道|社区|人民网|办事处|合作社"
    "|研究所|研究院|先进典型|先进个人|先进集体|创先争优|脱贫攻坚|乡村振兴|全心全意|人民群众"
    "|共和国|联合国|中国人|发展中国家|为什么|进一步|特别是|就是说"
)
"""Words of the field that the model, made from general text, would tear."""

_AWKWARD = 3_000
"""What an awkward seam costs, in the unit of the model's scores, of which a good seam has about 3,000."""
_LEFT: dict[str, float] = {
    **dict.fromkeys("在和与及把被从向对为给让由到于经并而又还也就都将以第每不", -_AWKWARD),
    "的": -2_000,
    **dict.fromkeys("、 ", 2 * _AWKWARD),
}
_RIGHT: dict[str, float] = {
    **dict.fromkeys("的了着过们地得", -2 * _AWKWARD), **dict.fromkeys("里上中下", -_AWKWARD),
    **dict.fromkeys("和与及并123456789", 1_500),
}  # fmt: skip
"""What the model does not know of the character before a seam, and of the one behind it."""
_BRIEF = 4
"""A list is not parted behind a first item of so few characters, its mark included."""
_PLACES = frozenset("省市县区州旗镇乡村院")
_COMMON, _GOES_ON = frozenset("全本各社地牧城农乡"), frozenset("省市县区州旗镇乡村院委长民政级直内外属域里上亲士校的")
"""What a name of a place ends with; what stands before it where it is no name, and behind it where the word goes on."""
_MEASURES, _COUNTING = frozenset("个名位户册座条项件所篇间台辆只头棵株亩"), frozenset("0123456789多余几两")
_JOINTS = _PLACES | _MEASURES | frozenset("道后")
"""The characters at which `_joint` knows better than the model."""

_TABLES = ("UW1", "UW2", "UW3", "UW4", "UW5", "UW6", "BW1", "BW2", "BW3")


def firm_places(clause: str, most: int, names: Iterable[str]) -> frozenset[int]:
    """The places of `clause` at which no line may end: inside of what belongs together, unless that is longer than a
    line of `most` characters."""
    firm: set[int] = set()
    begins = _FIRM_BEGINS.search(clause)
    while begins:
        match = _FIRM.match(clause, begins.start())
        end = match.end() if match else begins.end()
        if match and end - match.start() <= most:
            firm.update(range(match.start() + 1, end))
        begins = _FIRM_BEGINS.search(clause, end)
    for word in _WORDS.finditer(clause):
        firm.update(range(word.start() + 1, word.end()))
    for name in names:
        start = clause.find(name) if name else -1
        while start >= 0:
            inside = range(start + 1, start + len(name))
            firm.update(n for n in inside if len(name) <= most or clause[n - 1] != "·")
            start = clause.find(name, start + len(name))
    # Marks stay with their words (避头尾).
    for mark in _MARK.finditer(clause):
        if mark[0] in _CLOSING:
            firm.add(mark.start())
        if mark[0] in _OPENING:
            firm.add(mark.end())
    return frozenset(firm)


def seams(clause: str, places: Sequence[int]) -> dict[int, float]:
    """How well a line ends before each of `places`: the model's score, less for words torn from what they lean on."""
    base, (uw1, uw2, uw3, uw4, uw5, uw6, bw1, bw2, bw3) = _model()
    signs = [*f"\0\0\0{clause}\0\0\0"]
    pairs = list(map(add, signs, signs[1:]))
    scores = {}
    for place in places:
        far, near, left, right, next_, last = signs[place : place + 6]
        before, across, behind = pairs[place + 1 : place + 4]
        score = (
            base
            + uw1(far, 0) + uw2(near, 0) + uw3(left, 0) + uw4(right, 0) + uw5(next_, 0) + uw6(last, 0)
            + bw1(before, 0) + bw2(across, 0) + bw3(behind, 0)
            + _LEFT.get(left, 0) + _RIGHT.get(right, 0)
        )  # fmt: skip
        if left in _JOINTS:
            score += _joint(near, left, right)[1]
        if right in _JOINTS:
            score += _joint(left, right, next_)[0]
        if place <= _BRIEF and left in "、 ":
            score -= _LEFT[left]
        scores[place] = score
    return scores


def _joint(before: str, sign: str, after: str) -> tuple[float, float]:
    """What a seam before `sign` and one behind it are worth more or less than the model thinks.

    A line may well end behind the name of a place, 巫山县竹贤乡, and behind 毕业后, but not before their last
    character; 17个 belongs to what it counts.
    """
    if sign in _MEASURES:
        return (0, -_AWKWARD) if before in _COUNTING else (0, 0)
    if sign == "后":
        return (0, 0) if after == "来" else (-_AWKWARD, 1_500)
    if sign == "道":
        return (-_AWKWARD, 1_000) if before == "街" and after not in "党办干" else (0, 0)
    return (0, 0) if before in _COMMON or after in _GOES_ON else (-_AWKWARD, 1_000)


@cache
def _model() -> tuple[float, Sequence[Callable[[str, int], int]]]:
    """The model's score for a place of which it knows nothing, and how to ask its tables of one and two characters.

    Those of three have 56 entries between them; the words in them that matter stand in `_WORDS`.
    """
    from budoux import load_default_simplified_chinese_parser

    model = load_default_simplified_chinese_parser().model
    tables: Sequence[dict[str, int]] = [model.get(name, {}) for name in _TABLES]
    return -0.5 * sum(sum(table.values()) for table in model.values()), [table.get for table in tables]
