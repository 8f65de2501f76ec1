"""The messages of an exemplar: for a channel the exact copy that `preview` gives, with what goes along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.channels.channel import Channel, OutputFile
from generator.checks.finding import Problem
from generator.delivery.message import Attachment, Message, Purpose
from generator.inspection import flawed
from generator.press import Press, unwritable
from generator.pushing.letter_page import letter_page
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office

NEWSROOM = "newsroom"
"""The channel of editors' systems: with its data go the documents of the channels that are made of text."""
DATA = ".json"
"""Files for programs, which find them by name; what a person saves and opens begins with the exemplar's."""
VERSION = 12
"""Hexadecimal digits of a version: the beginning of the digest of all that is sent."""
_TYPES = {
    "txt": "text/plain",
    "md": "text/markdown",
    "html": "text/html",
    "json": "application/json",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "pdf": "application/pdf",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


class Composed(NamedTuple):
    """A message, or none if a part of it cannot be made; and what is wrong."""

    message: Message | None
    problems: list[Problem]


def news_of(file: RecordFile, channel: Channel, press: Press, office: Office, *, promotional: bool = False) -> Composed:
    """The copy of a sound record for a channel, as news."""
    record = file.value
    assert record is not None, "messages are made of sound records"
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    wanted = list(_outputs(channel, press))
    for maker, output in wanted:
        made = press.output(maker, output, file)
        problems += flawed(file, made.flaws) + unwritable(file, made.missing)
        if not made.data:
            return Composed(None, problems)
        texts[output.file] = made.data
    copy = channel.copy_output.file if channel.copy_output else ""
    link = f"{office.site_url}exemplars/{file.id}/"
    attached = tuple(
        attachment(name if name.endswith(DATA) else f"{record.name}-{name}", data)
        for name, data in texts.items()
        if name != copy
    )
    # A file ends in a line end; a message does not, for in a text message it would count.
    text = texts[copy].decode().removesuffix("\n") if copy else _covering(record, link, attached)
    message = Message(
        item=file.id,
        version="",
        channel=channel.id,
        purpose="publish",
        title=title_of(record, channel),
        text=text,
        link=link,
        attachments=attached,
        promotional=promotional,
    )
    return Composed(finished(message, office, letter=channel.settings.measure != "sms"), problems)


def finished(message: Message, office: Office, *, letter: bool) -> Message:
    """The message with its page for readers of e-mail, if it may go as a `letter`, under the version that all its
    bytes give."""
    whole = message._replace(version="", html=letter_page(message, office) if letter else "")
    return whole._replace(version=whole.digest[:VERSION])


def title_of(record: Record, channel: Channel, purpose: Purpose = "publish") -> str:
    """The line by which an editor finds it among others: 报纸稿：张三（某县某村）."""
    what = {"publish": "稿", "correct": "稿更正", "retract": "稿撤回"}[purpose]
    who = f"{record.name}（{record.unit}）" if record.unit else record.name
    return f"{channel.settings.label.zh}{what}：{who}"


def attachment(name: str, data: bytes) -> Attachment:
    """A file of the press kit as it goes along."""
    return Attachment(name, _TYPES.get(name.rpartition(".")[2], "application/octet-stream"), data)


def _outputs(channel: Channel, press: Press) -> Iterator[tuple[Channel, OutputFile]]:
    if channel.settings.measure == "sms":
        assert channel.copy_output is not None, "a text message has a text"
        yield channel, channel.copy_output  # nothing goes along with a text message
        return
    for output in channel.settings.outputs:
        yield channel, output
    if channel.id == NEWSROOM:
        for other in press.composer.channels:
            if other.copy_output and other.settings.measure != "sms":
                yield from ((other, output) for output in other.settings.outputs if not output.is_text)


def _covering(record: Record, link: str, attached: tuple[Attachment, ...]) -> str:
    """What stands above files that come without a text of their own."""
    return f"{record.name}：{record.summary}\n{link}\n附件：{'、'.join(part.name for part in attached)}"
