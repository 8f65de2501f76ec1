"""What is sent to those who were given something: that it is taken back, or what in it was wrong.

An editor has to know which copy is meant, so the notice names it by the title that it went out under, and repeats
besides only what the deciding body announced (`retraction.py`). A text message goes to the public: of what nobody
announced it names the day of sending alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.amendments import corrected
from generator.channels.channel import Channel
from generator.delivery.message import Attachment, Message, Purpose
from generator.documents.canceled import canceled
from generator.phrases import chinese_date, contact_line, field_label
from generator.pushing.letter_page import CUT
from generator.pushing.messages import NEWSROOM, attachment, finished, title_of
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.retraction import Announcement, CorrectionLine, announcement, corrections_of, revoked_of, withdrawal_of

STOP = "请停止使用我们此前提供的上述稿件；已经刊播的，请撤下。"
INSTEAD = "更正后的稿件附在后面，请以它为准；已经刊播的，请予更正。"


class Given(NamedTuple):
    """What was given through a channel: the title that it had, and the ISO day on which it was first sent."""

    channel: str
    title: str
    on: str


def retraction_of(item: str, given: Given, file: RecordFile | None, channel: Channel | None, office: Office) -> Message:
    """The notice that takes back what was given. `file` is None if the record is gone or cannot be read."""
    said = _announced(file)
    link = f"{office.site_url}exemplars/{item}/"
    if channel and channel.settings.measure == "sms":
        about = f"{said.title.replace('：', '的')}，" if said else ""
        text = f"【{office.sms_signature}】{about}{chinese_date(given.on)}所发相关短信内容已撤回，请勿再转发。"
        notice = _notice(item, given, "retract", given.title, text, link)
        return finished(notice, office, letter=False)
    lines = [f"撤回：{given.title}（{chinese_date(given.on)}提供）", STOP, *(said.sentences if said else ())]
    attached: tuple[Attachment, ...] = ()
    if channel and channel.id == NEWSROOM and file and file.value:
        attached = tuple(
            attachment(output.file, canceled(file, office))
            for output in channel.settings.outputs
            if output.file.endswith(".json")
        )
    message = _notice(item, given, "retract", f"撤回：{given.title}", "\n".join([*lines, *_signed(office)]), link)
    return finished(message._replace(attachments=attached), office, letter=True)


def correction_of(news: Message, given: Given, file: RecordFile, channel: Channel, office: Office) -> Message:
    """The correction of what was given: the corrections of the last day, and the copy as it reads now (`news`).

    Raises LookupError if the record names no correction.
    """
    record = file.value
    assert record is not None, "corrections are made of sound records"
    lines = newest(corrections_of(record))
    if channel.settings.measure == "sms":
        right = "；".join(_briefly(line, file) for line in lines)
        text = f"【{office.sms_signature}】更正{chinese_date(given.on)}短信：{record.name}的{right}。"
        notice = _notice(news.item, given, "correct", news.title, text, news.link)
        return finished(notice, office, letter=False)
    told = [f"· {field_label(line.field, file.kind)}：{_wholly(line)}" for line in lines]
    head = [f"更正：{given.title}（{chinese_date(given.on)}提供）", *told, INSTEAD, *_signed(office)]
    title = title_of(record, channel, "correct")
    text = "\n".join([*head, CUT, news.text])
    return finished(news._replace(purpose="correct", title=title, text=text), office, letter=True)


def newest(lines: Sequence[CorrectionLine]) -> list[CorrectionLine]:
    """The corrections of the last day that there are any of. Raises LookupError."""
    if not lines:
        raise LookupError
    last = max(line.on for line in lines)
    return [line for line in lines if line.on == last]


def _notice(item: str, given: Given, purpose: Purpose, title: str, text: str, link: str) -> Message:
    return Message(item, "", given.channel, purpose, title, text, link=link)


def _announced(file: RecordFile | None) -> Announcement | None:
    """What the deciding body made public, if the record says so."""
    record = file.value if file else None
    taken = withdrawal_of(record) if record else None
    if record is None or taken is None or not taken.announced:
        return None
    return announcement(record.name, revoked_of(record, {}), taken.when)


def _wholly(line: CorrectionLine) -> str:
    return "".join(corrected(line.was, line.now, line.reason))


def _briefly(line: CorrectionLine, file: RecordFile) -> str:
    label = field_label(line.field, file.kind)
    return f"{label}应为“{line.now}”" if line.now else f"{label}有误"


def _signed(office: Office) -> list[str]:
    return [line for line in (office.name, contact_line(office)) if line]
