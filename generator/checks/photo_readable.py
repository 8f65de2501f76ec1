"""The photo is a JPEG, PNG or WebP picture that can be read whole, of at most 20 MB and 40 million pixels.

It is opened here, so that a damaged upload is found before the pages are made and not by a visitor.

Fails:

    # the folder holds broken.jpg, the first half of a picture
    photo: {file: broken.jpg, alt: 张三站在果园里}

Passes:

    # the folder holds photo.jpg
    photo: {file: photo.jpg, alt: 张三站在果园里}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.checks.photo_exists import located
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
_MOST_READ = 20_000_001  # one more than is allowed, so that a huge file is not read into memory


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Decodes the photo if it lies where photo-exists wants it."""
    record = file.record
    if not record or not record.photo:
        return
    path = located(file.folder, record.photo.file)
    if path is None:
        return
    from generator.images.photo import UnreadablePhoto, inspect

    try:
        with path.open("rb") as stream:
            inspect(stream.read(_MOST_READ))
    except OSError:
        yield Finding(file.at("photo", "file"), *_said("damaged", path.name))
    except UnreadablePhoto as unreadable:
        yield Finding(file.at("photo", "file"), *_said(unreadable.reason, path.name))


def _said(reason: str, name: str) -> tuple[str, str]:
    match reason:
        case "format":
            return _("“{file}” is no JPEG, PNG or WebP picture").format(file=name), _("export it as JPEG")
        case "too-heavy":
            return _("“{file}” has more than 20 MB").format(file=name), _("export it smaller, as JPEG")
        case "too-large":
            message = _("“{file}” has more than 40 million pixels").format(file=name)
            return message, _("make it smaller; 3000 pixels on the longer side are plenty")
    message = _("“{file}” is damaged or cut off").format(file=name)
    return message, _("copy it again from the camera or the sender")
