"""Makes any output of any channel: text by the composer, documents by their makers. Nothing stops at a failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.artifact import key_of
from generator.channels.broken import BrokenTemplate
from generator.channels.channel import Channel, OutputFile
from generator.channels.compose import Composer
from generator.channels.flaw import Broken, Flaw
from generator.checks.finding import Problem, place
from generator.checks.run import check_form
from generator.documents.commission import Commission, GlyphsMissing, TemplateFailed
from generator.fingerprint import folder_key, installed
from generator.project import Project
from generator.records.bulletin import Bulletin
from generator.records.fault import START, Fault
from generator.records.reader import Document, RecordFile
from generator.records.settings import Criterion, Office
from generator.records.texts import texts

if TYPE_CHECKING:  # a build after an edit seldom makes documents
    from generator.documents.making import Subject


class Made(NamedTuple):
    """An output: its bytes, none if it could not be made; what is wrong; the characters that no font can write.

    `said` is the text of a page that was drawn, its template included, for the guard who cannot read it off the page.
    """

    data: bytes
    flaws: list[Flaw]
    missing: tuple[str, ...] = ()
    said: str = ""


class Press:
    """Makes outputs; templates are compiled once, and what is worked out of a record serves all its outputs."""

    def __init__(self, channels: Sequence[Channel], office: Office, criteria: Sequence[Criterion]) -> None:
        """`criteria` are those of the vocabulary."""
        self.composer = Composer(channels, office)
        self._office = office
        self._criteria = {criterion.id: criterion.zh for criterion in criteria}
        self._subject: Subject | None = None

    def output(self, channel: Channel, output: OutputFile, file: RecordFile) -> Made:
        """One output of a sound record."""
        if output.is_text:
            try:
                return Made(*self.composer.made(channel, output.file, file))
            except BrokenTemplate as broken:
                return Made(b"", [broken.flaw])
        from generator.documents.making import Subject

        if self._subject is None or self._subject.file is not file:
            self._subject = Subject(file, self._office, self._criteria)
        return _made(channel, output, self._subject, file.path)

    def issue(
        self, channel: Channel, output: OutputFile, files: Sequence[RecordFile], bulletin: Bulletin, shown: str
    ) -> Made:
        """One document of a numbered bulletin about the records `files`; `shown` is the path of the bulletin's file."""
        from generator.documents.dossier import dossier_of, office_line
        from generator.documents.issue import issue_of
        from generator.documents.making import Subject

        dossiers = [dossier_of(file, self._office, self._criteria) for file in files]
        issue = issue_of(bulletin, dossiers, office_line(self._office))
        subject = Subject(files[0], self._office, self._criteria, issue)
        return _made(channel, output, subject, shown)


def _made(channel: Channel, output: OutputFile, subject: Subject, shown: str) -> Made:
    from generator.documents.making import make

    template = channel.folder / output.template
    try:
        data = make(Commission(template, output.file, output.page), subject)
        return Made(data, [], said=_said(template, subject) if template.suffix == ".typ" else "")
    except GlyphsMissing as glyphs:
        return Made(b"", [], glyphs.characters)
    except TemplateFailed as failed:
        return Made(b"", [broken(channel, failed, shown)])


def _said(template: Path, subject: Subject) -> str:
    told = texts(subject.issue.model_dump(mode="json"))
    return "\n".join((*told, *(_source(path) for path in (template, template.parent.parent / "house.typ"))))


@lru_cache(maxsize=32)
def _source(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def unwritable(file: Document[Any], characters: Sequence[str]) -> list[Problem]:
    """The problem that no font can write `characters`, at the first of them in the file, or at its beginning."""
    if not characters:
        return []
    found = min((file.text.find(character) for character in characters if character in file.text), default=-1)
    at = place(file.text, found) if found >= 0 else START
    alone = replace(file, faults=[Fault("glyph-present", at, "".join(characters))])
    return check_form(alone)


def broken(channel: Channel, failed: TemplateFailed, record: str) -> Broken:
    """A template's failure as the composer tells its own; `record` is the path shown to people."""
    top = channel.folder.parent.parent.parent
    shown = failed.template.relative_to(top).as_posix()
    return Broken(channel.id, channel.settings.label.zh, shown, max(1, failed.line), failed.said, record)


DRAWING = (
    "documents", "images", "records", "monogram.py", "phrases.py", "positions.py", "guard.py",
    "checks/private_number.py",
)  # fmt: skip
"""The rooms and modules that decide what a document looks like."""


def document_keys(
    project: Project, channels: Sequence[Channel], office: Office, criteria: Sequence[Criterion]
) -> dict[str, str]:
    """What each document depends on beside its record, by file name: its makers, its templates, fonts, the office, what
    the vocabulary calls its criteria.

    Nothing else: documents are heavy, and need not be made again because a page looks different.
    """
    here = project.templates / "channels"
    package = folder_key(*(Path(__file__).parent / room for room in DRAWING))
    fonts = project.templates / "fonts"
    shared = [path for path in (here / "house.typ", fonts) if path.exists()]
    labels = [criterion.model_dump_json() for criterion in criteria]
    base = key_of((package, installed(), office.model_dump_json(), *labels, folder_key(*shared)))
    keys: dict[str, str] = {}
    for channel in channels:
        if any(not output.is_text for output in channel.settings.outputs):
            own = key_of((base, folder_key(channel.folder)))
            keys |= {output.file: own for output in channel.settings.outputs if not output.is_text}
    return keys
