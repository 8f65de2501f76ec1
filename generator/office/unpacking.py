"""Everything that a file of the site says, out of whatever it is packed in: archives, office files, PDF, pictures."""

from __future__ import annotations

import contextlib
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
    """Bytes that can be searched, and the way to them: `inner` names the file within an archive, or is "".

    `text` says that they are text, in which a number means something; those of a picture hold every number by chance.
    """

    inner: str
    data: bytes
    text: bool = True


class Unreadable(Exception):
    """A file that could not be looked into; the text says what for want of."""


def parts(data: bytes, inner: str = "", depth: int = 0) -> Iterator[Part]:
    """The bytes of a file as they are, and everything that is packed in them.

    Raises `Unreadable` for a PDF where pypdfium2 is not installed, and for an archive that cannot be unpacked.
    """
    packed = data.startswith((b"PK\x03\x04", b"%PDF-", *_PICTURES))
    yield Part(inner, data, text=not packed)
    if data.startswith(b"PK\x03\x04"):
        yield from _archived(data, inner, depth)
    elif data.startswith(b"%PDF-"):
        yield Part(inner, pdf_text(data).encode("utf-8", "surrogatepass"))
    elif packed:
        yield Part(inner, _described(data).encode("utf-8", "surrogatepass"))
    elif len(data) > 2 and data[0] == 0x78 and (data[0] << 8 | data[1]) % 31 == 0:  # RFC 1950, 2.2
        try:
            yield Part(inner, zlib.decompressobj().decompress(data, _MOST), text=False)
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
    """What a picture says besides what it shows: EXIF, XMP and comments. The picture itself is not unpacked."""
    try:
        if data.startswith(b"\x89PNG"):
            return "\n".join(_png_texts(data))
        with Image.open(io.BytesIO(data)) as image:
            told = [_text(value) for value in image.info.values() if isinstance(value, str | bytes)]
            return "\n".join([*told, *_exif_texts(image.getexif())])
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, zlib.error):
        return ""


def _png_texts(data: bytes) -> Iterator[str]:
    """The chunks of a PNG that hold text (PNG, third edition, 11.3.3). Pillow would unpack the picture to find them."""
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + size]
        at += size + 12
        if kind in (b"zTXt", b"iTXt"):
            yield _text(content)
            start = content.find(b"\x78")
            while start >= 0:  # where the text begins depends on names of any length before it
                with contextlib.suppress(zlib.error):
                    yield _text(zlib.decompressobj().decompress(content[start:], _MOST))
                start = content.find(b"\x78", start + 1)
        elif kind == b"tEXt":
            yield content.decode("latin-1")
            yield _text(content)
        elif kind == b"eXIf":
            exif = Image.Exif()
            exif.load(content)
            yield from _exif_texts(exif)


def _exif_texts(exif: Image.Exif) -> Iterator[str]:
    folders = (exif, exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo))
    for number, value in (entry for folder in folders for entry in folder.items()):
        if isinstance(value, bytes) and number in _WINDOWS_TEXT:
            yield value.decode("utf-16-le", "replace")
        else:
            yield _text(value)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
