"""Office files are zip packages; here one is packed so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

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
