"""A name for what a build is made from changes when a file does, and at no other time."""

from __future__ import annotations

import os
from pathlib import Path

from generator.fingerprint import folder_key


def folder(root: Path) -> Path:
    (root / "templates" / "sms").mkdir(parents=True)
    (root / "templates" / "a.html").write_text("虚构", encoding="utf-8")
    (root / "templates" / "sms" / "b.j2").write_text("虚构", encoding="utf-8")
    return root / "templates"


def test_every_change_below_a_folder_is_noticed(tmp_path: Path) -> None:
    there = folder(tmp_path)
    keys = [folder_key(there)]
    (there / "sms" / "b.j2").write_text("实在", encoding="utf-8")  # as long as before, and later
    os.utime(there / "sms" / "b.j2", (2_000_000_000, 2_000_000_000))
    keys.append(folder_key(there))
    (there / "sms" / "c.j2").write_text("", encoding="utf-8")
    keys.append(folder_key(there))
    (there / "a.html").rename(there / "z.html")
    keys.append(folder_key(there))
    (there / "sms" / "c.j2").unlink()
    keys.append(folder_key(there))
    assert len(set(keys)) == len(keys)


def test_times_python_s_own_cache_and_the_place_do_not_matter(tmp_path: Path) -> None:
    one, two = folder(tmp_path / "one"), folder(tmp_path / "two")
    os.utime(two / "a.html", (1, 1))
    (two / "__pycache__").mkdir()
    (two / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert folder_key(one) == folder_key(two)


def test_a_file_may_be_named_and_what_is_not_there_counts_for_nothing(tmp_path: Path) -> None:
    there = folder(tmp_path)
    assert folder_key(there / "a.html") != folder_key(there / "sms" / "b.j2")
    assert folder_key(there, tmp_path / "nowhere") == folder_key(there)
