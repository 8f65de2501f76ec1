"""Copy that is ready to use: what the channels make, and pages and data files show."""

from __future__ import annotations

from typing import NamedTuple


class ReadyCopy(NamedTuple):
    """A channel's copy of one record: its text and its length in characters.

    As a text message it goes out in `parts`, as truly cut, and costs `billed`; both are 0 for other channels.
    """

    channel: str
    label: str
    text: str
    characters: int
    parts: int = 0
    billed: int = 0
