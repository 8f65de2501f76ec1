"""The mark that stands where a portrait would: a surname in Song on paper, in a thin gold frame."""

from __future__ import annotations

from .canvas import Canvas
from .fonts import Font
from .lettering import ASCENT, draw, face

# Compound surnames that are borne today, without those that are places or numbers as well (东方, 濮阳, 第五):
# an organisation's name can have four characters too.
_COMPOUND_SURNAMES = (
    "欧阳 上官 司马 诸葛 皇甫 尉迟 司徒 令狐 慕容 宇文 长孙 公孙 夏侯 轩辕 端木 独孤 南宫 "
    "闻人 申屠 太史 淳于 单于 澹台 公冶 宗政 钟离 司空 司寇 呼延 赫连 万俟 "
    "拓跋 完颜 东郭 北堂 左丘 谷梁 公羊 羊舌 微生 梁丘 段干 鲜于 闾丘 仲孙 "
    "叔孙"
)
_SIZE = 288
_SIZE_OF_TWO = 184


def letters(name: str) -> str:
    """The surname if the name has the length of a person's (up to four characters), else its first character.

    Marks are passed over, a Latin letter is a capital; empty if the name has no letter at all.
    """
    seen = [character for character in name if character.isalnum()]
    surname = "".join(seen[:2])
    if 3 <= len(seen) <= 4 and "·" not in name and surname in _COMPOUND_SURNAMES.split():
        return surname
    return "".join(seen[:1]).upper()


def monogram(canvas: Canvas, name: str, font: Font, box: tuple[int, int, int, int]) -> None:
    """Draw frame and letters in box (left, top, right, bottom); two characters stand one above the other."""
    left, top, right, bottom = box
    canvas.frame(box, "gold", 2)
    canvas.frame((left + 10, top + 10, right - 10, bottom - 10), "gold", 1)
    written = letters(name)
    size = _SIZE if len(written) < 2 else _SIZE_OF_TWO
    opened = face(font, size)
    for number, letter in enumerate(written):
        centre = (top + bottom) / 2 + (number - (len(written) - 1) / 2) * size
        mask, x, y = draw(letter, opened)
        start, baseline = (left + right - opened.advance(letter)) / 2, centre + (ASCENT - 0.5) * size
        canvas.mask(mask, (round(start) - x, round(baseline) - y), "red")
