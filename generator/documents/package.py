"""Office files are zip packages; here one is packed so that equal content gives equal bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

_NAMES = struct.Struct("<3H")
"""The lengths of name, extra field and comment in an entry of the central directory (APPNOTE 4.3.12)."""
_AT_NAMES, _ENTRY, _AT_TIME, _AT_OWN_TIME = 28, 46, 12, 10
_EARLIEST = struct.pack("<2H", 0, 1 << 5 | 1)
"""Midnight of 1 January 1980 as a zip writes it."""
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can state."""


def repacked(package: bytes, instead: Mapping[bytes, bytes] | None = None) -> bytes:
    """The same parts in the same order, without the time at which a library wrote them.

    `instead` says what else of the document's own properties is to be written otherwise, such as that time again.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for part in given.infolist():
            entry = zipfile.ZipInfo(part.filename, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = given.read(part)
            for old, new in (instead or {}).items() if part.filename == "docProps/core.xml" else ():
                data = data.replace(old, new)
            archive.writestr(entry, data)
    return out.getvalue()


def undated(package: bytes) -> bytes:
    """The same package without the time at which a library wrote its parts; nothing is unpacked for it."""
    data = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        at = archive.start_dir
        for part in archive.infolist():
            for time in (at + _AT_TIME, part.header_offset + _AT_OWN_TIME):
                data[time : time + len(_EARLIEST)] = _EARLIEST
            at += _ENTRY + sum(_NAMES.unpack_from(data, at + _AT_NAMES))
    return bytes(data)
