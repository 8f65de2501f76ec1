"""Copy that is ready to use: what the channels make, and pages and data files show."""

from __future__ import annotations

from typing import NamedTuple


class ReadyCopy(NamedTuple):
    """A channel's copy of one record: its text, its length in characters, and how many messages as SMS."""

    channel: str
    label: str
    text: str
    characters: int
    parts: int
