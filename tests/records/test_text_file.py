"""A file is text in UTF-8, or it is named what it is."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.text_file import MOST_BYTES, UnreadableFile, decode, read_text

HEAD = "---\nname: 张三\nunit: 虚构县东坡村\nstage: lead\n---\n正文\n"
TEXTS = {
    "plain": (HEAD.encode(), HEAD),
    "a byte order mark is taken off": (codecs.BOM_UTF8 + HEAD.encode(), HEAD),
    "only the first mark is taken off": (codecs.BOM_UTF8 * 2 + b"a", "\ufeffa"),
    "Windows line ends": (HEAD.replace("\n", "\r\n").encode(), HEAD),
    "old Macintosh line ends": (HEAD.replace("\n", "\r").encode(), HEAD),
    "mixed line ends": (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
    "a character beyond the BMP": ("𠮷".encode(), "𠮷"),
    "nothing": (b"", ""),
    "one zero byte among text": (b"a\0" + HEAD.encode() * 4, "a\0" + HEAD * 4),
}
OTHERS = {
    "GBK": (HEAD.encode("gbk"), "GBK"),
    "GB 18030 with four bytes": ((HEAD + "𠮷").encode("gb18030"), "GBK"),
    "UTF-16 LE": (HEAD.encode("utf-16-le"), "UTF-16"),
    "UTF-16 BE": (HEAD.encode("utf-16-be"), "UTF-16"),
    "UTF-16 LE with a mark": (codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le"), "UTF-16"),
    "UTF-16 BE with a mark": (codecs.BOM_UTF16_BE + HEAD.encode("utf-16-be"), "UTF-16"),
    "neither": (b"\xff\xff\xff", ""),
}


@pytest.mark.parametrize(("data", "text"), TEXTS.values(), ids=TEXTS)
def test_utf8_is_text(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(("data", "encoding"), OTHERS.values(), ids=OTHERS)
def test_another_encoding_is_named(data: bytes, encoding: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        decode(data)
    assert (raised.value.fault.rule, raised.value.fault.what) == ("file-encoding", encoding)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\0")))
def test_any_text_in_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(("。" + text).encode()) == "。" + text


@given(st.binary())
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    try:
        assert "\r" not in decode(data)
    except UnreadableFile as unreadable:
        assert unreadable.fault.rule == "file-encoding"


@pytest.mark.parametrize(("size", "readable"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_a_million_bytes_are_read_and_no_more(tmp_path: Path, size: int, readable: bool) -> None:
    (tmp_path / "a").write_bytes(b"a" * size)
    if readable:
        assert len(read_text(tmp_path / "a", tmp_path)) == size
    else:
        with pytest.raises(UnreadableFile) as raised:
            read_text(tmp_path / "a", tmp_path)
        assert (raised.value.fault.rule, raised.value.fault.what) == ("file-size", "1000001")


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_text(tmp_path / "none", tmp_path)
    assert raised.value.fault.what == "missing-file"


def link(at: Path, target: Path) -> None:
    """A link, where the system makes one."""
    try:
        at.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this system makes no links")


def test_a_link_that_leaves_the_root_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("x")
    link(root / "a", tmp_path / "secret")
    with pytest.raises(UnreadableFile) as raised:
        read_text(root / "a", root)
    assert raised.value.fault.rule == "file-inside"


def test_a_folder_that_is_a_link_out_of_the_root_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a").write_text("x")
    link(root / "folder", outside)
    with pytest.raises(UnreadableFile) as raised:
        read_text(root / "folder" / "a", root)
    assert raised.value.fault.rule == "file-inside"


def test_a_link_within_the_root_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    link(tmp_path / "b", tmp_path / "a")
    assert read_text(tmp_path / "b", tmp_path) == "x"
