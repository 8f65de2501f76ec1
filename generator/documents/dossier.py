"""What a document may say of an exemplar: the record's own words, arranged for paper. Nothing is invented.

Templates of every kind (Typst, Word, slides) read these models under the same names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from generator.monogram import monogram
from generator.phrases import chinese_date, contact_line, ended, honour_line, source_line
from generator.positions import introduced, lead, whereabouts
from generator.records.body import Block
from generator.records.folders import Kind
from generator.records.model import Honour
from generator.records.reader import RecordFile
from generator.records.settings import Office

LONGEST_QUOTATION = 48
"""Characters that can stand large on a poster or a slide."""


class _Paper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OfficeLine(_Paper):
    """The office as it signs. Texts are "" where nothing is set."""

    name: str
    short_name: str
    motto: str
    bulletin_title: str
    contact: str


class HonourLine(_Paper):
    """A standing honour: its year, title, giver, and all three in a line."""

    year: str
    title: str
    by: str
    line: str


class Quotation(_Paper):
    """Something that was said, and who said it ("" where the record does not tell)."""

    text: str
    speaker: str


class Passage(_Paper):
    """A piece of the body: kind is "heading", "paragraph" or "quotation"."""

    kind: str
    text: str
    speaker: str = ""


class Section(_Paper):
    """A heading of the body ("" before the first) with the passages under it."""

    title: str
    passages: tuple[Passage, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs, without quotations."""
        return tuple(passage.text for passage in self.passages if passage.kind == "paragraph")


class Dossier(_Paper):
    """One exemplar on paper. `headline` is "" unless written by hand; `link` is the address of its page.

    `introduced` is the name with the first position before it, as it stands behind 记; `lead` the summary as sentences
    that say of whom they tell. `criteria` are the labels of what the exemplar is one for: 带头服务群众.
    """

    id: str
    kind: Kind
    name: str
    pinyin: str
    monogram: str
    whereabouts: str
    introduced: str
    headline: str
    honour: str
    honours: tuple[HonourLine, ...]
    summary: str
    lead: str
    criteria: tuple[str, ...]
    quotation: Quotation | None
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    link: str
    credit: str
    updated: str
    date: str
    office: OfficeLine

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The body in order, headings included."""
        return tuple(
            passage
            for section in self.sections
            for passage in ((Passage(kind="heading", text=section.title),) if section.title else ()) + section.passages
        )


def dossier_of(file: RecordFile, office: Office, criteria: Mapping[str, str]) -> Dossier:
    """The dossier of a sound record; `criteria` are the labels of the vocabulary by id."""
    record = file.value
    assert record is not None, "documents are made of sound records"
    honours = tuple(_honour(honour) for honour in record.honours if honour.revoked is None)
    written = record.copy_.get("bulletin", "")
    story = [Block("paragraph", line.strip(), 0) for line in written.splitlines() if line.strip()]
    return Dossier(
        id=file.id,
        kind=file.kind,
        name=record.name,
        pinyin=record.pinyin or "",
        monogram=monogram(record.name, file.kind),
        whereabouts=whereabouts(record),
        introduced=introduced(record),
        headline=record.copy_.get("headline", "").strip(),
        honour=honours[0].title if honours else "",
        honours=honours,
        summary=record.summary,
        lead=lead(record),
        criteria=tuple(criteria[id_] for id_ in record.criteria if id_ in criteria),
        quotation=_quotation(file.blocks, record.name),
        sections=_sections(story or file.blocks),
        sources=tuple(source_line(source) for source in record.sources),
        link=f"{office.site_url}exemplars/{file.id}/",
        credit=(record.photo.credit or "") if record.photo else "",
        updated=str(record.updated),
        date=chinese_date(str(record.updated)),
        office=office_line(office),
    )


def office_line(office: Office) -> OfficeLine:
    """The office as it signs documents."""
    return OfficeLine(
        name=office.name,
        short_name=office.short_name or office.name,
        motto=office.motto or "",
        bulletin_title=office.bulletin_title or "简报",
        contact=contact_line(office),
    )


def _honour(honour: Honour) -> HonourLine:
    return HonourLine(year=(honour.on or "")[:4], title=honour.title, by=honour.by or "", line=honour_line(honour))


def _quotation(blocks: Sequence[Block], name: str) -> Quotation | None:
    """The first quotation that is short enough to stand large; the exemplar's own words go before others'."""
    said = [block for block in blocks if block.kind == "quotation" and len(block.text) <= LONGEST_QUOTATION]
    own = [block for block in said if block.speaker == name]
    return Quotation(text=(own or said)[0].text.strip("“”"), speaker=(own or said)[0].speaker) if said else None


def _sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    sections: list[tuple[str, list[Passage]]] = []
    for block in blocks:
        if block.kind == "heading":
            sections.append((block.text, []))
            continue
        if not sections:
            sections.append(("", []))
        text = ended(block.text.strip("“”")) if block.kind == "quotation" else block.text
        sections[-1][1].append(Passage(kind=block.kind, text=text, speaker=block.speaker))
    return tuple(Section(title=title, passages=tuple(passages)) for title, passages in sections if passages)
