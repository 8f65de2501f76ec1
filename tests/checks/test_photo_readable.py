"""A photo that cannot be shown is found before the pages are made."""

from __future__ import annotations

import struct
import zlib

import pytest

from .sample import World, matches, picture, record_text

PHOTO = picture()
HEAD = "photo: {file: photo.jpg, alt: 张三}"


def huge_png() -> bytes:
    """A PNG whose header promises 10,000 by 10,000 pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 10_000, 10_000, 8, 0, 0, 0, 0)
    chunks = (header, b"IDAT" + zlib.compress(b"\0"), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


FILES = {
    "sound": (PHOTO, []),
    "the first half": (PHOTO[: len(PHOTO) // 2], [(2, 15, "“photo.jpg” is damaged or cut off")]),
    "no picture": (b"GIF89a" + b"\0" * 40, [(2, 15, "no JPEG, PNG or WebP")]),
    "empty": (b"", [(2, 15, "no JPEG, PNG or WebP")]),
    "too many pixels": (huge_png(), [(2, 15, "40 million pixels")]),
    "20 MB and a byte": (b"\xff\xd8\xff" + b"\0" * 19_999_998, [(2, 15, "more than 20 MB")]),
}


@pytest.mark.parametrize(("data", "expected"), FILES.values(), ids=FILES)
def test_the_picture_is_opened(world: World, data: bytes, expected: list[tuple[int, int, str]]) -> None:
    found = world.problems(record_text(HEAD), "photo-readable", files={"photo.jpg": data})
    assert matches(found, expected)


def test_a_photo_that_is_not_there_is_left_to_photo_exists(world: World) -> None:
    assert world.head("photo-readable", HEAD) == []
