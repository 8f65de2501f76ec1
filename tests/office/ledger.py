"""Made-up exemplars with publicity, for the tests of the office's books."""

from __future__ import annotations

import datetime

from generator.office.matrix import Asked, Matrix, matrix_of
from generator.office.matrix_words import Labels
from generator.office.roll import Exemplar
from generator.records.model import Publicity, Stage

TODAY = datetime.date(2026, 11, 22)
CHANNELS = ("sms", "newspaper", "radio", "tv", "site")
LABELS = Labels(
    {"sms": "短信", "newspaper": "报纸", "radio": "广播", "tv": "电视", "site": "网络"},
    {"county": "县级", "city": "市级", "province": "省级", "national": "中央"},
)


def exemplar(name: str, *cells: dict[str, str], stage: Stage = "named") -> Exemplar:
    """An exemplar with these cells of publicity."""
    return Exemplar(name, name, f"{name}的虚构单位", stage, tuple(Publicity.model_validate(cell) for cell in cells))


def cell(channel: str = "newspaper", level: str = "county", **more: str) -> dict[str, str]:
    """A cell of publicity as a record writes it."""
    return {"channel": channel, "level": level, **more}


def matrix(*exemplars: Exemplar, month: str = "", levels: tuple[str, ...] = ()) -> Matrix:
    """The matrix of these exemplars on the day of the tests."""
    return matrix_of(exemplars, CHANNELS, Asked(TODAY, month, levels))


def publicity(*cells: str) -> str:
    """Lines of a record's head: publicity("channel: tv, planned: 2026-11")."""
    return "publicity:\n" + "".join(f"  - {{{cell}}}\n" for cell in cells)
