"""The photo lies beside the record, under exactly the name that the record gives.

A folder or a link that leads elsewhere could publish another file, and a web server tells Photo.JPG from
photo.jpg even where Windows does not.

Fails:

    # the folder holds photo.jpg
    photo: {file: portrait.jpg, alt: 张三站在果园里}

Passes:

    # the folder holds photo.jpg
    photo: {file: photo.jpg, alt: 张三站在果园里}
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.checks.finding import Context, Finding, Severity
from generator.checks.nearest import did_you_mean
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks for the file in the record's folder."""
    record = file.record
    if not record or not record.photo:
        return
    name, at = record.photo.file, file.at("photo", "file")
    if not plain(name):
        message = _("“{file}” is not the plain name of a file").format(file=name)
        yield Finding(at, message, _("put the photo beside record.md and write its bare name, as in photo.jpg"))
        return
    beside = _names(file.folder)
    if name not in beside:
        message = _("there is no file “{file}” beside the record").format(file=name)
        pictures = [other for other in beside if other.lower().endswith(_PICTURES)]
        hint = did_you_mean(name, pictures) if pictures else _("put the photo into the record's folder")
        yield Finding(at, message, hint)
    elif located(file.folder, name) is None:
        message = _("“{file}” is a folder, or a link that leaves the record's folder").format(file=name)
        yield Finding(at, message, _("put the picture itself into the record's folder"))


def plain(name: str) -> bool:
    """Whether `name` is a file's name without any folder."""
    return not any(sign in name for sign in "/\\:\0") and name not in (".", "..")


def located(folder: Path, name: str) -> Path | None:
    """The file `name` of the record's folder, or None when it is missing or stands elsewhere."""
    if not plain(name) or name not in _names(folder):
        return None
    try:
        path = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    return path if path.is_file() and path.is_relative_to(folder.resolve()) else None


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is needed, and many are read
    except OSError:
        return []
