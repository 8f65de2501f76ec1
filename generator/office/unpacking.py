"""Everything that a file of the site says, out of whatever it is packed in: archives, office files, PDF, pictures."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from PIL import ExifTags, Image, UnidentifiedImageError

_MOST = 500_000_000
"""Bytes that may come out of one file: more is no file of ours, but made to fill the memory."""
_DEEPEST = 4
_TAG = re.compile(rb"<[^<>]*>")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
_WINDOWS_TEXT = range(0x9C9B, 0x9CA0)
"""Tags of EXIF in which Windows keeps title, comment, author, keywords and subject, as UTF-16."""


class Part(NamedTuple):
    """Bytes that can be searched, and the way to them: `inner` names the file within an archive, or is ""."""

    inner: str
    data: bytes


class Unreadable(Exception):
    """A file that could not be looked into; the text says what for want of."""


def parts(data: bytes, inner: str = "", depth: int = 0) -> Iterator[Part]:
    """The bytes of a file as they are, and everything that is packed in them.

    Raises `Unreadable` for a PDF where pypdfium2 is not installed, and for an archive that cannot be unpacked.
    """
    yield Part(inner, data)
    if data.startswith(b"PK\x03\x04"):
        yield from _archived(data, inner, depth)
    elif data.startswith(b"%PDF-"):
        yield Part(inner, pdf_text(data).encode("utf-8", "surrogatepass"))
    elif data.startswith(_PICTURES):
        yield Part(inner, _described(data).encode("utf-8", "surrogatepass"))
    elif len(data) > 2 and data[0] == 0x78 and (data[0] << 8 | data[1]) % 31 == 0:  # RFC 1950, 2.2
        packed = zlib.decompressobj()
        try:
            yield Part(inner, packed.decompress(data, _MOST))
        except zlib.error:
            return  # it only begins like one


def _archived(data: bytes, inner: str, depth: int) -> Iterator[Part]:
    if depth >= _DEEPEST:
        raise Unreadable(inner)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST:
                raise Unreadable(inner)
            for entry in archive.infolist():
                name = f"{inner} › {entry.filename}".removeprefix(" › ")
                content = archive.read(entry)
                yield from parts(content, name, depth + 1)
                if entry.filename.endswith((".xml", ".rels")):
                    yield Part(name, _TAG.sub(b"", content))  # a sentence of Word may be cut into several runs
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
        raise Unreadable(inner) from error


def pdf_text(data: bytes) -> str:
    """What a PDF says on its pages and about itself: its bytes name glyphs, not characters."""
    try:
        import pypdfium2 as pdfium
    except ImportError as error:
        raise Unreadable("pypdfium2") from error
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("") from error
    try:
        told = list(document.get_metadata_dict().values())
        for page in document:
            text = page.get_textpage()
            told.append(text.get_text_bounded())
            text.close()
            page.close()
        return "\n".join(told)
    finally:
        document.close()


def _described(data: bytes) -> str:
    """What a picture says besides what it shows: EXIF, XMP and comments."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            exif = image.getexif()
            tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif), **exif.get_ifd(ExifTags.IFD.GPSInfo)}
            told = [_tag_text(number, value) for number, value in tags.items()]
            told += [value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                     for value in image.info.values() if isinstance(value, str | bytes)]  # fmt: skip
            return "\n".join(told)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return ""


def _tag_text(number: int, value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-16-le" if number in _WINDOWS_TEXT else "utf-8", "replace")
    return str(value)
