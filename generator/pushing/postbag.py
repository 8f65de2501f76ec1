"""The messages that a mail server or a fetch tool left behind, one by one: from files, mboxes, Maildirs and a pipe.

Nothing in them is moved, marked or removed; they stay what the mailbox holds. An mbox (RFC 4155) begins each message
with a line "From …" after an empty line, and a line of a message that would look so with ">" before it. A Maildir is a
folder with `new` and `cur`, a message a file, which a mail program may rename while we read.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

PIPE = "-"
_QUOTED = re.compile(rb">+From ")
_BOXES = ("new", "cur")


class Letter(NamedTuple):
    """A message as bytes, and where it lies: a file, and for those of an mbox `#` and their number."""

    where: str
    data: bytes


def letters(paths: Iterable[str], piped: Callable[[], bytes]) -> Iterator[Letter]:
    """All messages at these paths, in a fixed order; `piped` gives standard input. Raises OSError."""
    for path in paths:
        if path == PIPE:
            yield from _opened(PIPE, io.BytesIO(piped()))
            continue
        for file in _files(Path(path)):
            try:
                stream = file.open("rb")
            except FileNotFoundError:
                if file == Path(path):
                    raise
                continue  # a mail program has moved it meanwhile; the next reading meets it under its new name
            with stream:
                yield from _opened(str(file), stream)


def _files(path: Path) -> list[Path]:
    """A file itself; of a Maildir its messages, and of any other folder those that are saved as .eml."""
    if not path.is_dir():
        return [path]
    boxes = [path / name for name in _BOXES if (path / name).is_dir()]
    if boxes:
        return sorted(file for box in boxes for file in box.iterdir() if file.is_file() and file.name[0] != ".")
    return sorted(file for file in path.iterdir() if file.suffix.lower() == ".eml" and file.is_file())


def _opened(where: str, stream: IO[bytes]) -> Iterator[Letter]:
    first = stream.readline()
    if not first.startswith(b"From "):
        if data := first + stream.read():
            yield Letter(where, data)
        return
    for number, data in enumerate(_split(stream), 1):
        yield Letter(f"{where}#{number}", data)


def _split(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of an mbox whose first line was read already, one in memory at a time."""
    lines: list[bytes] = []
    before = b"\n"
    for line in itertools.chain(stream, (None,)):
        if line is None or (line.startswith(b"From ") and not before.strip()):
            yield b"".join(lines)
            lines = []
        else:
            lines.append(line[1:] if _QUOTED.match(line) else line)
        before = line or b""
