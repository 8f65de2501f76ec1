"""A folder of a newsroom's, on this machine or its network: each file is written whole, under another name first.

Accepted: all files lie there. Temporary: they do not, whatever the reason; a full disk or a share that is not mounted
mends itself, and the folder is never made by us, since what we wrote into the place of an unmounted share would be
seen by nobody. There is nothing unknown: we look. Doing it again gives the same files: the doubt is `REPEATABLE`.

The address is the folder's path. It has no options.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.drop import files
from generator.delivery.wires.one_way import OneWay
from generator.language import _
from generator.output import write_whole

_REASONS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "no-permission",
    errno.EROFS: "read-only",
}


class Folder(OneWay):
    """One folder."""

    doubt = Doubt.REPEATABLE

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        if not to.strip() or "://" in to:
            raise ValueError(_("the environment variable does not hold the path of a folder"))
        self._folder = Path(to.strip())

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        if not self._folder.is_dir():
            return Outcome(Result.TEMPORARY, "no-folder", _("the folder is not there; is the network share mounted?"))
        try:
            for file in files(key, message):
                write_whole(self._folder / file.name, file.data)
        except OSError as error:
            return Outcome(Result.TEMPORARY, _REASONS.get(error.errno or 0, "not-written"))
        return Outcome(Result.ACCEPTED, "written")
