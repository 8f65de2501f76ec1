"""Makes the copy of every channel from one record, and fits it to the channel's limit.

What does not fit loses whole optional parts, in the order that channel.yml states; no clause, name or number
is ever cut. Hand-written copy in the record (`copy: {sms: …}`) goes first, if the template asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import jinja2

from generator.channels.channel import Channel
from generator.channels.material import material
from generator.ready_copy import ReadyCopy
from generator.records.reader import RecordFile
from generator.records.settings import Office

SINGLE_SMS, PART_SMS = 70, 67
"""Characters of one mainland text message, and of each part of a longer one (signature included)."""


class TooLong(NamedTuple):
    """A channel's shortest copy is still `over` characters too long."""

    channel: str
    label: str
    over: int


class Composer:
    """Composes copy. Templates are compiled once; a composer serves all records."""

    def __init__(self, channels: Sequence[Channel], office: Office) -> None:
        self.channels = tuple(channels)
        self._office = office
        self._templates: dict[tuple[str, str], jinja2.Template] = {}
        for channel in channels:
            # Plain text is not HTML: nothing in it is escaped. HTML outputs escape by default.
            environment = jinja2.Environment(
                loader=jinja2.FileSystemLoader(channel.folder, encoding="utf-8"),
                autoescape=lambda name: ".html" in (name or ""),  # noqa: S701 (text is not HTML)
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            for output in channel.settings.outputs:
                template = environment.get_template(output.template)
                template.globals = dict(template.globals)  # a chain of mappings is slow to copy at every rendering
                self._templates[channel.id, output.file] = template

    def copies(self, file: RecordFile) -> tuple[list[ReadyCopy], list[TooLong]]:
        """The text copy of every channel, and which of them cannot be made to fit."""
        offered = material(file, self._office)
        copies: list[ReadyCopy] = []
        failed: list[TooLong] = []
        for channel in self.channels:
            text, over = self._fitted(channel, channel.copy_output.file, offered)
            if over:
                failed.append(TooLong(channel.id, channel.settings.label.zh, over))
            parts = sms_parts(text) if channel.settings.measure == "sms" else 0
            copies.append(ReadyCopy(channel.id, channel.settings.label.zh, text, len(text), parts))
        return copies, failed

    def output(self, channel: Channel, name: str, file: RecordFile) -> bytes:
        """The exact bytes of one file of the press kit: UTF-8, ending in one line end."""
        text, _over = self._fitted(channel, name, material(file, self._office))
        return (text + "\n").encode()

    def _fitted(self, channel: Channel, name: str, offered: dict[str, Any]) -> tuple[str, int]:
        """The text of an output, and by how many characters it is too long all the same."""
        template = self._templates[channel.id, name]
        limit, parts = channel.settings.limit, list(channel.settings.drop)
        while True:
            text = template.render(offered, parts=parts).strip("\n")
            length = sms_length(text) if channel.settings.measure == "sms" else len(text)
            over = max(0, length - limit) if limit else 0
            if not over or not parts:
                return text, over
            parts.pop(0)


def sms_length(text: str) -> int:
    """What a text counts as SMS: in UCS-2 a character beyond U+FFFF, as rare names have, counts two."""
    return len(text.encode("utf-16-le")) // 2


def sms_parts(text: str) -> int:
    """How many messages a mainland operator bills for a text, signature included."""
    length = sms_length(text)
    return 1 if length <= SINGLE_SMS else -(-length // PART_SMS)
