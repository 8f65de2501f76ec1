"""The encoding that a Windows office saved in is named, with the way to mend it."""

from __future__ import annotations

import codecs

import pytest

from .sample import World, record_text

SOUND = record_text()
FILES = {
    "UTF-8": (SOUND.encode(), ""),
    "UTF-8 with a byte order mark": (codecs.BOM_UTF8 + SOUND.encode(), ""),
    "GBK": (SOUND.encode("gbk"), "GBK"),
    "GB 18030": (SOUND.replace("张三", "𠮷三").encode("gb18030"), "GBK"),
    "UTF-16 LE with a mark": (codecs.BOM_UTF16_LE + SOUND.encode("utf-16-le"), "UTF-16"),
    "UTF-16 BE with a mark": (codecs.BOM_UTF16_BE + SOUND.encode("utf-16-be"), "UTF-16"),
    "UTF-16 LE without": (SOUND.encode("utf-16-le"), "UTF-16"),
    "UTF-16 BE without": (SOUND.encode("utf-16-be"), "UTF-16"),
    "no text": (b"\xff\xd8\xff\xe0\x00\x10JFIF\xff", "not UTF-8 text"),
}


@pytest.mark.parametrize(("data", "part"), FILES.values(), ids=FILES)
def test_the_encoding_is_named(world: World, data: bytes, part: str) -> None:
    found = world.problems(data, "file-encoding")
    assert len(found) == (1 if part else 0)
    assert all(part in problem.message and "另存为" in problem.hint for problem in found)


def test_nothing_else_is_said_of_a_file_that_cannot_be_read(world: World) -> None:
    assert [problem.rule for problem in world.problems(SOUND.encode("gbk"))] == ["file-encoding"]
