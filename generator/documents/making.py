"""The makers of documents by the ending of their template: a new design is a new template, and no Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from generator.documents.commission import Commission
from generator.documents.dossier import Dossier, dossier_of
from generator.documents.issue import Issue, issue_of_one
from generator.records.reader import RecordFile
from generator.records.settings import Office


class Subject:
    """What the documents of one exemplar are made of; each part is worked out once, when a maker asks for it."""

    def __init__(
        self, file: RecordFile, office: Office, criteria: Mapping[str, str], issue: Issue | None = None
    ) -> None:
        """`issue` is a numbered bulletin, of which `file` is the first exemplar; without one it is about `file`.
        `criteria` are the labels of the vocabulary by id."""
        self.file, self.office = file, office
        self._criteria, self._issue = criteria, issue

    @cached_property
    def dossier(self) -> Dossier:
        """The exemplar on paper."""
        return dossier_of(self.file, self.office, self._criteria)

    @cached_property
    def issue(self) -> Issue:
        """The bulletin, or an issue of this exemplar alone."""
        return self._issue or issue_of_one(self.dossier)

    @cached_property
    def portrait(self) -> bytes:
        """The photograph as a JPEG, or no bytes. Raises UnreadablePhoto."""
        from generator.documents.pictures import portrait_of

        photo = self.file.value.photo if self.file.value else None
        return portrait_of((self.file.folder / photo.file).read_bytes()) if photo else b""


def _typeset(commission: Commission, subject: Subject) -> bytes:
    from generator.documents.typesetting import typeset

    return typeset(commission, subject.issue, subject.portrait)


def _word(commission: Commission, subject: Subject) -> bytes:
    from generator.documents.word import fill

    return fill(commission, subject.issue)


def _slides(commission: Commission, subject: Subject) -> bytes:
    from generator.documents.slides import fill

    return fill(commission, subject.issue, subject.portrait)


def _newsroom(commission: Commission, subject: Subject) -> bytes:
    from generator.documents.newsroom import newsroom, pub_status

    record = subject.file.value
    if record is not None and pub_status(record) == "canceled":
        from generator.documents.canceled import canceled

        return canceled(subject.file, subject.office)
    return newsroom(commission, subject.file, subject.dossier, subject.office)


MAKERS: dict[str, Callable[[Commission, Subject], bytes]] = {
    ".typ": _typeset,
    ".docx": _word,
    ".pptx": _slides,
    ".ninjs.json": _newsroom,
}


def make(commission: Commission, subject: Subject) -> bytes:
    """One document of one exemplar. Raises TemplateFailed, and GlyphsMissing for what would be drawn as a box."""
    name = commission.template.name
    return next(maker for ending, maker in MAKERS.items() if name.endswith(ending))(commission, subject)
