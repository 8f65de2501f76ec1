"""The photo lies beside the record and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sample import World, matches, record_text

FILES = {"photo.jpg": b"-", "合影.png": b"-"}
HEADS = {
    "there": ("photo: {file: photo.jpg, alt: 张三}", []),
    "there, with a Chinese name": ("photo: {file: 合影.png, alt: 张三}", []),
    "not there": ("photo: {file: foto.jpg, alt: 张三}", [(2, 15, "no file “foto.jpg”")]),
    "in other letters": ("photo: {file: Photo.JPG, alt: 张三}", [(2, 15, "no file “Photo.JPG”")]),
    "in a folder": ("photo: {file: images/photo.jpg, alt: 张三}", [(2, 15, "not the plain name")]),
    "above": ("photo: {file: ../photo.jpg, alt: 张三}", [(2, 15, "not the plain name")]),
    "with a backslash": ("photo: {file: 'images\\photo.jpg', alt: 张三}", [(2, 15, "not the plain name")]),
    "a drive": ("photo: {file: 'C:photo.jpg', alt: 张三}", [(2, 15, "not the plain name")]),
    "an address": ("photo: {file: 'https://example.org/1.jpg', alt: 张三}", [(2, 15, "not the plain name")]),
    "the folder itself": ("photo: {file: '.', alt: 张三}", [(2, 15, "not the plain name")]),
    "no photo": ("post: 支书", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.problems(record_text(text), "photo-exists", files=FILES), expected)


def test_the_hint_names_the_picture_that_is_there(world: World) -> None:
    text = record_text("photo: {file: Photo.JPG, alt: 张三}")
    assert world.problems(text, "photo-exists", files=FILES)[0].hint == "did you mean “photo.jpg”?"


def test_a_folder_is_no_photo(world: World) -> None:
    (world.root / "people" / "zhang-san" / "photo.jpg").mkdir(parents=True)
    found = world.head("photo-exists", "photo: {file: photo.jpg, alt: 张三}")
    assert matches(found, [(2, 15, "“photo.jpg” is a folder, or a link")])


def test_a_link_that_leaves_the_folder_is_refused(world: World, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"-")
    folder = world.root / "people" / "zhang-san"
    folder.mkdir(parents=True)
    try:
        (folder / "photo.jpg").symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no links")
    found = world.head("photo-exists", "photo: {file: photo.jpg, alt: 张三}")
    assert matches(found, [(2, 15, "a link that leaves")])
