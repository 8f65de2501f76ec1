"""Packages of office files: equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile

from generator.documents.package import undated


def test_a_package_without_its_times_holds_the_same_parts_in_the_same_order() -> None:
    parts = {"[Content_Types].xml": b"<a/>" * 900, "虚构/文件.xml": "虚构".encode() * 900, "empty": b""}

    def packed(hour: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, (name, data) in enumerate(parts.items()):
                entry = zipfile.ZipInfo(name, (2026, 11, 22, hour, number, 58))
                entry.compress_type, entry.comment, entry.extra = zipfile.ZIP_DEFLATED, b"made up", b"\xfe\xca\0\0"
                archive.writestr(entry, data)
            archive.comment = b"made up"
        return out.getvalue()

    assert packed(9) != packed(10)
    assert undated(packed(9)) == undated(packed(10))
    with zipfile.ZipFile(io.BytesIO(undated(packed(9)))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert archive.namelist() == list(parts)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
