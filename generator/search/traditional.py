"""Traditional characters to simplified ones, so that 焦裕祿 finds 焦裕禄."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("traditional.txt")


@cache
def simplified() -> dict[str, str]:
    """Traditional character → simplified character, one code point each; no value is itself a key.

    Where a traditional character stands for several simplified ones it is the commonest (乾 → 干). Records and
    queries are folded alike, so this finds a little more and misses nothing. The data is OpenCC's, of characters
    alone; traditional.txt names its licence.
    """
    _about, traditional, simple = _TABLE.read_text("utf-8").splitlines()
    return dict(zip(traditional, simple, strict=True))
