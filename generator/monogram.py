"""How a name stands where there is no portrait: the surname, or the first character of a body's name."""

from __future__ import annotations

_COMPOUND = (
    "欧阳 上官 司马 诸葛 皇甫 尉迟 司徒 令狐 慕容 宇文 长孙 公孙 夏侯 轩辕 端木 独孤 南宫 "
    "闻人 申屠 太史 淳于 单于 澹台 公冶 宗政 钟离 司空 司寇 呼延 赫连 万俟 "
    "拓跋 完颜 东郭 北堂 左丘 谷梁 公羊 羊舌 微生 梁丘 段干 鲜于 闾丘 仲孙 叔孙"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
"""Compound surnames that are borne today, without those that are places or numbers as well (东方, 濮阳, 第五)."""


def monogram(name: str, kind: str) -> str:
    """The character or two that stand for `name`: 张, 欧阳; for a body its first. `kind` is "person" or another."""
    if kind == "person" and len(name) > 2 and name[:2] in COMPOUND_SURNAMES:
        return name[:2]
    return name[:1]
