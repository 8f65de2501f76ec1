"""The press kit: every file of every channel for one record, and all of them in one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from generator.channels.channel import Channel
from generator.channels.flaw import Flaw
from generator.press import Press
from generator.records.reader import RecordFile

CANCELING = ".ninjs.json"
"""How the templates end whose files tell newsrooms that an item is canceled."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can state: equal content gives equal bytes, whenever it is packed."""


class Kit(NamedTuple):
    """What was made of a kit, as site path → bytes; the names that failed; what is wrong; the text of drawn files."""

    files: dict[str, bytes]
    failed: tuple[str, ...]
    flaws: list[Flaw]
    missing: tuple[str, ...]
    said: dict[str, str]


def kit_paths(record_id: str, channels: Sequence[Channel]) -> list[str]:
    """The site paths of one record's press kit, the zip last."""
    folder = f"exemplars/{record_id}/press/"
    names = [output.file for channel in channels for output in channel.settings.outputs]
    return [folder + name for name in names] + [f"{folder}{record_id}.zip"]


def newsroom_files(channels: Sequence[Channel]) -> list[str]:
    """The files of a kit that newsrooms' systems read and that are canceled when the exemplar is taken down."""
    outputs = (output for channel in channels for output in channel.settings.outputs)
    return [output.file for output in outputs if output.template.endswith(CANCELING)]


def kit(file: RecordFile, press: Press, wanted: Collection[str], standing: Callable[[str], bytes]) -> Kit:
    """Make the `wanted` paths of one record's press kit; what the zip needs besides is read as it stands.

    A file that cannot be made is left out of the zip too, and the others are made.
    """
    folder = f"exemplars/{file.id}/press/"
    packed = f"{folder}{file.id}.zip"
    files: dict[str, bytes] = {}
    failed: list[str] = []
    flaws: list[Flaw] = []
    missing: list[str] = []
    said: dict[str, str] = {}
    for channel in press.composer.channels:
        for output in channel.settings.outputs:
            path = folder + output.file
            if path in wanted:
                made = press.output(channel, output, file)
                if made.data:
                    files[path], said[path] = made.data, made.said
                else:
                    failed.append(output.file)
                missing += made.missing
                if output.file != channel.settings.copy_:  # whose flaws were told when the record was read
                    flaws += made.flaws
            elif packed in wanted:
                files[path] = standing(path)
    if packed in wanted:
        files[packed] = _zip(file.id, ((path.rpartition("/")[2], data) for path, data in files.items()))
    made_now = {path: data for path, data in files.items() if path in wanted}
    return Kit(made_now, tuple(failed), list(dict.fromkeys(flaws)), tuple(dict.fromkeys(missing)), said)


def _zip(name: str, files: Iterator[tuple[str, bytes]]) -> bytes:
    """The files in a folder called `name`. Pictures and documents are compressed already and stored as they are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file, data in files:
            entry = zipfile.ZipInfo(f"{name}/{file}", _NO_TIME)
            text = not file.endswith((".png", ".pdf", ".docx", ".pptx"))
            entry.compress_type = zipfile.ZIP_DEFLATED if text else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return packed.getvalue()
