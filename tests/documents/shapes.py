"""Made-up records of every shape that documents have to take, and the way to have one document made of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from world import REPOSITORY, portrait

from generator.channels.channel import read_channels
from generator.documents.commission import Commission
from generator.documents.making import Subject, make
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office

OFFICE = Office.model_validate(
    {
        "name": "虚构县典型办公室",
        "short_name": "虚构典型办",
        "motto": "学有标杆，赶有目标",
        "site_url": "https://exemplars.example.org/",
        "sms_signature": "虚构典型办",
        "bulletin_title": "虚构简报",
        "contact": {"email": "made-up@example.org"},
    }
)
CRITERIA = {"leads-service": "带头服务群众", "good-results": "工作业绩好"}
CHANNELS = {channel.id: channel for channel in read_channels(REPOSITORY / "templates" / "channels")[0]}
SENTENCE = "虚构的人在虚构的地方做了一件虚构的事情，大家都说这件事情做得很好。"
BODY = f"## 事迹\n\n{SENTENCE * 3}\n\n> 虚构的一句原话\n> ——张三\n\n## 做法\n\n{SENTENCE * 2}\n"


def file_of(body: str = BODY, id_: str = "zhang-san", folder: Path = Path(), **fields: Any) -> RecordFile:
    """A record that READ has taken."""
    given = {
        "name": "张三",
        "unit": "虚构县东坡村",
        "post": "党支部书记",
        "fields": ("rural",),
        "honours": ({"title": "虚构模范", "by": "虚构县委", "on": "2011-07-01"},),
        "summary": "张三带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。",
        "stage": "named",
        "approval": {"basis": "public"},
        "sources": ({"id": "s1", "title": "虚构报道", "publisher": "虚构日报", "on": "2026-01-02"},),
        "updated": "2026-11-20",
    }
    value = Record.model_validate({**given, **fields})
    path = f"exemplars/people/{id_}/record.md"
    return RecordFile(path=path, value=value, id=id_, body=body, folder=folder)


def made(channel: str, name: str, file: RecordFile) -> bytes:
    """One document of a record, by the repository's own template."""
    found = CHANNELS[channel]
    output = found.output(name)
    return make(Commission(found.folder / output.template, output.file, output.page), Subject(file, OFFICE, CRITERIA))


def with_photo(folder: Path) -> RecordFile:
    """A record with a photograph beside it."""
    (folder / "photo.jpg").write_bytes(portrait())
    return file_of(folder=folder, photo={"file": "photo.jpg", "alt": "虚构的照片", "credit": "虚构摄影"})


SHAPES: dict[str, dict[str, Any]] = {
    "plain": {},
    "a very long name": {"name": "虚构吾哈斯·虚构苏来曼·虚构托合提·虚构阿卜杜热合曼江·虚构"},
    "an organisation's name of 40 characters": {
        "name": "虚构省虚构市虚构县虚构镇虚构街道虚构社区党总支第一党支部虚构先锋服务队全体虚构队员"
    },
    "no honours": {"honours": ()},
    "20 honours": {
        "honours": tuple({"title": f"虚构荣誉第{n}号", "by": "虚构机关", "on": str(2000 + n)} for n in range(20))
    },
    "no body": {"body": ""},
    "a body of 10,000 characters": {"body": "## 事迹\n\n" + "\n\n".join([SENTENCE * 10] * 31)},
    "a body without headings": {"body": SENTENCE},
    "one paragraph of 4,000 characters": {"body": SENTENCE * 125},
    "20 sources": {
        "sources": tuple({"id": f"s{n}", "title": "虚构报道" * 9, "publisher": "虚构日报"} for n in range(20))
    },
    "a long quotation": {"body": f"> {'虚构的原话' * 9}\n> ——虚构的同事\n"},
    "marks that templates use": {
        "name": "#张*三_$`<b>&{{ x }}{% if %}",
        "body": "#let x = 1 \\ <b>&amp; {{ 7 * 7 }} $x$ @y\n",
    },
    "only what is required": {"unit": None, "post": None, "honours": (), "sources": (), "approval": None, "body": ""},
}
