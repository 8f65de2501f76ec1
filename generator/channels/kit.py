"""The press kit: every file of every channel for one record, and all of them in one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from generator.channels.channel import Channel
from generator.channels.compose import Composer
from generator.records.reader import RecordFile

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can state: equal content gives equal bytes, whenever it is packed."""


def kit_paths(record_id: str, channels: tuple[Channel, ...]) -> list[str]:
    """The site paths of one record's press kit, the zip last."""
    folder = f"exemplars/{record_id}/press/"
    names = [output.file for channel in channels for output in channel.settings.outputs]
    return [folder + name for name in names] + [f"{folder}{record_id}.zip"]


def kit(file: RecordFile, composer: Composer) -> Iterator[tuple[str, bytes]]:
    """The files of one record's press kit as (site path, bytes), the zip last."""
    folder = f"exemplars/{file.id}/press/"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for channel in composer.channels:
            for output in channel.settings.outputs:
                data = composer.output(channel, output.file, file)
                entry = zipfile.ZipInfo(f"{file.id}/{output.file}", _NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
                yield folder + output.file, data
    yield f"{folder}{file.id}.zip", packed.getvalue()
