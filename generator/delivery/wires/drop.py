"""The files of a message for a folder: the copy as text, as HTML where there is any, and what goes along.

The delivery's key stands in every name, so that a second drop is the same files again. The text comes last: where it
lies, the rest lies too, which is what programs that watch a folder go by. Names hold on Windows as well (Microsoft,
Naming Files, Paths, and Namespaces): none of < > : " / \\ | ? *, no control characters, no dot or space at the end,
at most 255 characters there and 255 bytes elsewhere.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.delivery.message import Message

LONGEST_NAME = 200
"""Bytes of UTF-8; leaves room for what is put in front or behind while a file is being written."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


class Dropped(NamedTuple):
    """A file as it shall lie there."""

    name: str
    data: bytes


def files(key: str, message: Message) -> tuple[Dropped, ...]:
    """The files of a message, the text last. Attachments of the same name get numbers."""
    stem = f"{safe(message.item, 60)}-{message.purpose}-{key}"
    found: dict[str, bytes] = {}
    for attachment in message.attachments:
        name, number = f"{stem}-{safe(attachment.name, LONGEST_NAME - len(stem) - 5)}", 2
        while name.lower() in map(str.lower, found):  # Windows takes A.txt and a.txt for one
            path = PurePosixPath(f"{stem}-{safe(attachment.name, LONGEST_NAME - len(stem) - 5)}")
            name, number = f"{path.stem}-{number}{path.suffix}", number + 1
        found[name] = attachment.data
    if message.html:
        found[f"{stem}.html"] = message.html.encode()
    found[f"{stem}.txt"] = message.text.encode()
    return tuple(Dropped(name, data) for name, data in found.items())


def safe(name: str, longest: int) -> str:
    """A name that any system takes, at most `longest` bytes; its ending stays, its stem gives way."""
    name = _FORBIDDEN.sub("_", name).strip(" .") or "_"
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix.encode()) <= 10 else ""
    stem = name[: len(name) - len(ending)].encode()[: longest - len(ending.encode())].decode("utf-8", "ignore")
    return stem.rstrip(" .") + ending
