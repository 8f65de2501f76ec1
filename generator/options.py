"""What a person may choose of a build."""

from __future__ import annotations

import datetime
from typing import NamedTuple


class Options(NamedTuple):
    """The day to build for, how many processes, and which of the heavy files to make."""

    today: datetime.date
    jobs: int = 1
    cards: str = "all"
    press: str = "recent"
