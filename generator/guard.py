"""The last guard: every text that is about to be published is looked through for numbers of private persons.

Records are checked when they are read. What reaches a page can come from elsewhere too: a template, a hand-written
page, the vocabulary, a bulletin. So `output.stage` shows each file to the guard before it is laid ready, and a number
that it finds stops the build; the last good site stays. What counts as such a number is said by
`checks/private_number.py`; the office's own numbers, under `contact` in office.yml, may stand everywhere.

Word files, slides and archives are opened and their members read. Of what is drawn (PDF and PNG of a press kit) the
text that went in is read, which whoever stages it gives as `said`. Pictures and the compressed files of the search
index are no text and are not scanned: they are made from values that pages and data files show as well.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.private_number import Number, private_numbers

if TYPE_CHECKING:  # the output opens with a guard before anything else is loaded
    from generator.records.settings import Office

_DRAWN = (".png", ".jpg", ".jpeg", ".webp", ".ico", ".pdf", ".bin", ".woff", ".woff2")
_PACKED = (".zip", ".docx", ".pptx", ".xlsx")
# A fast no, on bytes: of a number's eleven digits or more nothing is left but noughts, once what may stand between
# them is taken out. Wide digits (UTF-8: EF BC 90 to 99) lose their first two bytes and count as well.
_TO_ZERO = bytes(0x30 if 0x30 <= byte <= 0x39 or 0x90 <= byte <= 0x99 else byte for byte in range(256))
_BETWEEN = b" -" + bytes(set("\u3000\u00a0\u2010－".encode()) - {0x90})
_ELEVEN = b"0" * 11
# An address ends where RFC 3986 says, and not where a space comes: in JSON that can be much later.
_ADDRESS = re.compile(rb"https?://[^\s\"<>\\^`{|}\x00-\x1f\x7f-\xff]+")
_ESCAPE = re.compile(r"\\(?:[nrtbf]|u[0-9a-fA-F]{4})")
_TAG = re.compile(rb"<[^<>]*>")
_LINE_END = re.compile(rb"</(?:w|a):p>|<(?:w|a):(?:br|tab)/>")


class Leak(NamedTuple):
    """A private number in a file of the site: its path, the kind of number, the number with its middle hidden."""

    path: str
    kind: str
    masked: str


class Guard:
    """Looks through files, one after the other.

    It remembers what stands alike around every page, and what was sound in an office file or an archive: most parts of
    all Word files are those of their template, and a press kit's archive holds the files that lie beside it.
    """

    def __init__(self, allowed: frozenset[str] = frozenset()) -> None:
        """`allowed` numbers, digits alone and a mobile without 86, may be published."""
        self._allowed = allowed
        self._around: dict[int, bytes] = {}
        self._sound: set[tuple[str, bytes]] = set()

    @classmethod
    def of(cls, office: Office) -> Guard:
        """A guard that lets pass what the office says of itself."""
        said = [text for text in office.contact.model_dump().values() if text]
        return cls(frozenset(_digits(text, number) for text in said for number in private_numbers(text)))

    def leaks(self, path: str, data: bytes, said: str = "") -> tuple[Leak, ...]:
        """The private numbers of the file at the site path `path`; `said` is the text of a drawn one."""
        if path.endswith(_DRAWN):
            data = said.encode()
        if path.endswith(_PACKED):
            leaks = tuple(dict.fromkeys(self._packed(path, data)))
            if not leaks:
                self._sound.add(_mark(path, data))
            return leaks
        if path.endswith(".html"):
            data = self._own(data)
        elif path.endswith(".ics"):
            data = data.replace(b"\r\n ", b"")  # long lines are folded (RFC 5545, 3.1)
        return tuple(self._found(path, data)) if _may_hold(data) else ()

    def _own(self, page: bytes) -> bytes:
        """A page without its header and footer if just these were sound before: a quarter of its bytes."""
        body, content = page.find(b"<body"), page.find(b'id="content"')
        footer = page.rfind(b"<footer")
        if not 0 <= body < content < footer:
            return page
        header, foot = page[body:content], page[footer:]
        for part in (header, foot):
            if self._around.get(len(part)) != part:
                if _may_hold(part) and any(self._found("", part)):
                    return page
                self._around[len(part)] = part
        return page[:body] + page[content:footer]

    def _packed(self, path: str, data: bytes) -> Iterator[Leak]:
        import zipfile

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                content = archive.read(member)
                in_runs = member.endswith(".xml") and path.endswith((".docx", ".pptx"))
                mark = _mark(path if in_runs else member, content)
                if mark in self._sound:
                    continue
                # A word may be cut into runs, each in its own element.
                words = b"\n" + _TAG.sub(b"", _LINE_END.sub(b"\n", content)) if in_runs else b""
                leaks = self.leaks(member, content + words)
                if in_runs and not leaks:
                    self._sound.add(mark)
                yield from (leak._replace(path=f"{path}: {leak.path}") for leak in leaks)

    def _found(self, path: str, data: bytes) -> Iterator[Leak]:
        if b"://" in data:
            data = _ADDRESS.sub(b" . ", data)
            if not _may_hold(data):  # mostly it was the long number of an address
                return
        # In JSON the letter of \n would stand before the number and make it a part of a word.
        text = _ESCAPE.sub("  ", data.decode("utf-8", "replace"))
        for number in private_numbers(text):
            if _digits(text, number) not in self._allowed:
                yield Leak(path, number.kind, number.masked)


def _mark(path: str, data: bytes) -> tuple[str, bytes]:
    """A name for some content and the way in which it is read, which the ending of `path` says."""
    return path.rpartition(".")[2], hashlib.blake2b(data, digest_size=16).digest()


def _may_hold(data: bytes) -> bool:
    return _ELEVEN in data.translate(_TO_ZERO, _BETWEEN)


def _digits(text: str, number: Number) -> str:
    """What is compared: digits, and of a mobile the last eleven."""
    import unicodedata

    written = unicodedata.normalize("NFKC", text[number.start : number.end]).upper()
    digits = "".join(sign for sign in written if sign.isdigit() or sign == "X")
    return digits[-11:] if number.kind == "mobile" else digits
