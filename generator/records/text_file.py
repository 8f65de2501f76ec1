"""Reads a file as text: names the encoding a Windows office may have saved it in, and refuses what is no text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

from generator.records.fault import Fault
from generator.records.folders import PRIVATE

MOST_BYTES = 1_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableFile(Exception):
    """The file cannot be taken as text; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault


def read_text(path: Path | str, root: Path) -> str:
    """The text of `path` with line ends as \\n and without a byte order mark.

    Raises `UnreadableFile` for a link that leaves `root`, a file over 1 MB (10^6 bytes), and any encoding
    but UTF-8; GBK and UTF-16 are recognised, so that the message can name them.
    """
    name = os.fspath(path)
    linked = os.path.islink(name) or os.path.islink(os.path.dirname(name))  # noqa: PTH114, PTH120 (once per record)
    if linked and not Path(name).resolve().is_relative_to(root.resolve()):
        raise UnreadableFile(Fault("file-inside", what=os.path.basename(name)))  # noqa: PTH119
    try:
        with open(name, "rb", buffering=0) as stream:  # noqa: PTH123
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(size) if size <= MOST_BYTES else b""
    except OSError as error:
        raise UnreadableFile(Fault("front-matter-readable", what="missing-file")) from error
    if size > MOST_BYTES:
        raise UnreadableFile(Fault("file-size", what=str(size)))
    return decode(data)


def decode(data: bytes) -> str:
    """`data` as text; raises `UnreadableFile` (rule file-encoding) unless it is UTF-8."""
    if data.startswith(_UTF16) or (b"\0" in data[:200] and _looks_like_utf16(data)):
        raise UnreadableFile(Fault("file-encoding", what="UTF-16"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault("file-encoding", what=_likely_encoding(data))) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff")


def _looks_like_utf16(data: bytes) -> bool:
    # Front matter is mostly ASCII keys and line ends, so in UTF-16 every second byte of it tends to be zero.
    sample = data[:400]
    return max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) // 8


def _likely_encoding(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"


def line_reader(base: Path, root: Path) -> Callable[[str, int], str]:
    """Gives line n (from 1) of a file by its path from `base`, to be shown; "" where there is none.

    No line of the private overlay is shown: what is told goes into logs and mails.
    """
    texts: dict[str, list[str]] = {}

    def line(shown: str, number: int) -> str:
        if shown not in texts:
            try:
                private = shown.rpartition("/")[2] == PRIVATE
                texts[shown] = [] if private else read_text(base / shown, root).split("\n")
            except UnreadableFile:
                texts[shown] = []
        return texts[shown][number - 1] if 0 < number <= len(texts[shown]) else ""

    return line
