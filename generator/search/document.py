"""What of an exemplar can be found: its texts by field, and what a result shows of it."""

from __future__ import annotations

from typing import NamedTuple

from generator.card import Card
from generator.records.reader import RecordFile


class Award(NamedTuple):
    """An honour that stands; texts are "" where the record says nothing."""

    title: str
    by: str
    on: str


class Document(NamedTuple):
    """One exemplar as search knows it. Texts are as written, "" where there is none.

    Readings are pinyin: each a tuple of toneless syllables, several where a character is read in several ways.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    unit: str
    post: str
    region: str
    honours: tuple[Award, ...]
    summary: str
    body: str
    name_readings: tuple[tuple[str, ...], ...]
    unit_readings: tuple[tuple[str, ...], ...]
    level: str
    fields: tuple[str, ...]
    honour_ids: tuple[str, ...]
    years: tuple[str, ...]
    regions: tuple[str, ...]
    updated: str
    photo: bool
    monogram: str

    @property
    def newest(self) -> str:
        """The date of the newest honour, as far as it is known, or ""."""
        return max((award.on for award in self.honours), default="")


def document_of(file: RecordFile, card: Card) -> Document:
    """The document of a sound record that is public."""
    from generator.search.readings import name_readings, unit_readings  # it loads a dictionary

    record = file.value
    assert record is not None, "only sound records are published"
    standing = [honour for honour in record.honours if honour.revoked is None]
    person = file.kind == "person"
    return Document(
        id=file.id,
        kind=file.kind,
        name=record.name,
        aliases=record.aliases,
        unit=card.unit,
        post=card.post,
        region=card.region,
        honours=tuple(Award(honour.title, honour.by or "", honour.on or "") for honour in standing),
        summary=record.summary,
        body="\n".join(f"{block.text}\n{block.speaker}" if block.speaker else block.text for block in file.blocks),
        name_readings=name_readings(record.name, card.pinyin) if person else unit_readings(record.name, card.pinyin),
        unit_readings=unit_readings(card.unit),
        level=card.level,
        fields=card.fields,
        honour_ids=tuple(dict.fromkeys(line.id for line in card.honours if line.id)),
        years=card.years,
        regions=card.regions,
        updated=card.updated,
        photo=bool(card.photo),
        monogram=card.monogram,
    )
