"""Folders, near ones and far ones: the same files, whole or not at all, once however often."""

from __future__ import annotations

from pathlib import Path

import asyncssh
import pytest

from generator.delivery.message import Attachment
from generator.delivery.outcome import Doubt, Result
from generator.delivery.wires.drop import files, safe
from generator.delivery.wires.folder import Folder
from generator.delivery.wires.sftp import Sftp
from tests.delivery.wires.messages import CANARY, KEY, TEXT, kit, message
from tests.delivery.wires.servers import Listener, nobody, reset, silence
from tests.delivery.wires.sftp_server import PASSWORD, USER, SftpHost, host

A, R, T, U = Result.ACCEPTED, Result.REFUSED, Result.TEMPORARY, Result.UNKNOWN


def laid(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("name", "longest", "held"),
    [
        ("张𠮷.docx", 100, "张𠮷.docx"),
        ('a<b>:"/\\|?*c.txt', 100, "a_b_c.txt"),
        ("..\\..\\etc\\passwd", 100, "_.._etc_passwd"),
        ("name. . ", 100, "name"),
        ("\r\n\x00", 100, "_"),
        ("...", 100, "_"),
        ("汉" * 100 + ".pdf", 31, "汉" * 9 + ".pdf"),
        ("汉" * 100, 31, "汉" * 10),
        ("张𠮷" * 10 + ".docx", 12, "张𠮷.docx"),
    ],
)
def test_names_hold_on_every_system(name: str, longest: int, held: str) -> None:
    assert safe(name, longest) == held
    assert len(safe(name, longest).encode()) <= longest


def test_the_key_stands_in_every_name_and_the_text_comes_last() -> None:
    twice = (Attachment("a.PDF", "application/pdf", b"1"), Attachment("A.pdf", "application/pdf", b"2"))
    dropped = files(KEY, message(html="<p>x</p>", attachments=twice))
    stem = f"xu-gou-publish-{KEY}"
    assert [file.name for file in dropped] == [f"{stem}-a.PDF", f"{stem}-A-2.pdf", f"{stem}.html", f"{stem}.txt"]
    assert [file.data for file in dropped] == [b"1", b"2", b"<p>x</p>", TEXT.encode()]
    assert all(len(file.name.encode()) <= 200 for file in files("f" * 32, message(item="x" * 300, attachments=kit())))


def test_a_second_drop_is_the_same_files(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path), {})
    assert folder.send(KEY, message(attachments=kit()), "")[:2] == (A, "written")
    first = laid(tmp_path)
    assert folder.send(KEY, message(attachments=kit()), "").result is A
    assert laid(tmp_path) == first
    assert set(first.values()) == {TEXT.encode(), *(attachment.data for attachment in kit())}
    assert folder.doubt is Doubt.REPEATABLE


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    outcome = Folder(str(tmp_path / "share" / CANARY), {}).send(KEY, message(), "")
    assert outcome[:2] == (T, "no-folder")
    assert CANARY not in repr(outcome)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_loses_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / f"xu-gou-publish-{KEY}.txt.new").symlink_to("/dev/full")
    assert Folder(str(tmp_path), {}).send(KEY, message(), "")[:2] == (T, "disk-full")
    assert not (tmp_path / f"xu-gou-publish-{KEY}.txt").exists()


def opened(running: SftpHost, folder: str = "/in", **options: str) -> Sftp:
    to = f"sftp://{USER}:{PASSWORD}@127.0.0.1:{running.port}{folder}"
    return Sftp(to, {"host-key": running.host_key, "timeout": "5"} | options)


def test_a_far_folder_gets_the_same_files_and_keeps_them_at_a_second_drop(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with host(tmp_path) as running:
        wire = opened(running)
        assert wire.send(KEY, message(attachments=kit()), "")[:2] == (A, "written")
        first = laid(tmp_path / "in")
        assert wire.send(KEY, message(attachments=kit()), "").result is A
    assert laid(tmp_path / "in") == first == dict(files(KEY, message(attachments=kit())))


def test_a_server_without_a_rename_that_replaces_is_served_too(tmp_path: Path) -> None:
    class Plain(asyncssh.SFTPServer):
        def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
            raise asyncssh.SFTPOpUnsupported("Unsupported")

    (tmp_path / "in").mkdir()
    with host(tmp_path, Plain) as running:
        for _time in range(2):
            assert opened(running).send(KEY, message(), "").result is A
    assert laid(tmp_path / "in") == dict(files(KEY, message()))


def test_a_key_file_opens_instead_of_a_password(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with host(tmp_path) as running:
        key = tmp_path / "key"
        key.write_bytes(running.user_key.export_private_key())
        assert opened(running, **{"key-file": str(key)}).send(KEY, message(), "").result is A
        assert opened(running, **{"key-file": str(tmp_path / "none")}).send(KEY, message(), "")[:2] == (T, "key-file")
        fingerprint = running.key.get_fingerprint()
        assert opened(running, **{"host-key": fingerprint}).send(KEY, message(), "").result is A


def test_a_stranger_in_the_servers_place_is_told_nothing(tmp_path: Path) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    with host(tmp_path) as running:
        outcome = opened(running, **{"host-key": other}).send(KEY, message(), "")
    assert outcome[:2] == (R, "host-key")


def test_a_wrong_password_and_a_folder_that_is_not_ours_are_refusals(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with host(tmp_path) as running:
        wrong = Sftp(f"sftp://desk:no@127.0.0.1:{running.port}/", {"host-key": running.host_key})
        assert wrong.send(KEY, message(), "")[:2] == (R, "login")
        assert opened(running, "/nowhere").send(KEY, message(), "")[:2] == (R, "folder")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("at", "result"), [("write", T), ("posix_rename", U)], ids=["while it is written", "while it is renamed"]
)
def test_a_connection_lost_before_the_last_rename_is_temporary_and_in_it_unknown(
    at: str, result: Result, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    class Breaking(asyncssh.SFTPServer):
        pass

    def lost(self: asyncssh.SFTPServer, *_arguments: object) -> None:
        self.channel.get_connection().abort()
        raise asyncssh.SFTPConnectionLost("lost")

    setattr(Breaking, at, lost)
    (tmp_path / "in").mkdir()
    with host(tmp_path, Breaking) as running:
        outcome = opened(running).send(KEY, message(), "")
    assert outcome[:2] == (result, "lost")
    assert not (tmp_path / "in" / f"xu-gou-publish-{KEY}.txt").exists()
    assert capfd.readouterr() == ("", "")


def test_where_no_server_answers_nothing_was_sent() -> None:
    broken, mute = Listener(reset), Listener(silence)
    for port in (nobody(), broken.port, mute.port):
        wire = Sftp(f"sftp://desk:x@127.0.0.1:{port}/", {"host-key": "SHA256:x", "timeout": "0.5"})
        assert wire.send(KEY, message(), "")[:2] == (T, "no-session")
    broken.stop()
    mute.stop()
