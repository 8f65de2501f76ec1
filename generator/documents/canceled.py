"""The news item of an exemplar that was taken down: `canceled`, with the notice and nothing of the story.

It stands where the usable item stood, under the same `uri`, so that a newsroom's system takes that one back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.artifact import Artifact, key_of
from generator.documents.newsroom import NewsItem, Text, as_json, midnight
from generator.edition import Edition
from generator.phrases import contact_line
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.retraction import Announcement, announcement, revoked_of, withdrawal_of
from generator.withdrawn import Gone


def canceled_items(edition: Edition, names: Iterable[str], basis: str) -> Iterator[Artifact]:
    """For who was taken down the files of the press kit called `names`, if the media might have had them."""
    for name in names:
        for gone in (gone for gone in edition.withdrawn if gone.former.media):
            path = f"exemplars/{gone.id}/press/{name}"
            yield Artifact(path, key_of((basis, gone.face)), partial(_of_gone, gone, edition.office))


def _of_gone(gone: Gone, office: Office) -> bytes:
    return _item(gone.id, gone.updated, gone.said, office)


def canceled(file: RecordFile, office: Office) -> bytes:
    """The same from a record, whatever its stage: one that never was public is not named either."""
    record = file.value
    assert record is not None, "documents are made of sound records"
    taken = withdrawal_of(record)
    name = record.name if taken and taken.announced else ""
    when = taken.when if taken else str(record.updated)
    return _item(file.id, when, announcement(name, revoked_of(record, {}) if name else (), when), office)


def _item(id_: str, when: str, said: Announcement, office: Office) -> bytes:
    asked = "请停止使用此前提供的稿件；已经刊播的，请撤下。"
    item = NewsItem(
        uri=f"{office.site_url}exemplars/{id_}/",
        version=when,
        version_created=midnight(when),
        pub_status="canceled",
        language="zh-Hans",
        by=office.name,
        headlines=(Text(role="main", value=said.title),),
        descriptions=(Text(role="summary", value="".join(said.sentences)),) if said.sentences else (),
        ed_note="　".join(part for part in (asked, contact_line(office)) if part),
    )
    return as_json(item)
