"""The work that is done record by record, in one process: inspect it, then stamp what is published of it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.card import Card, Index, card_of
from generator.checks.finding import Problem
from generator.documents.faces import own_fonts
from generator.guard import Guard
from generator.inspection import Inspected, flawed, inspect_record
from generator.kit import kit
from generator.neighbours import Near
from generator.output import stage
from generator.pages.frame import Frames
from generator.pages.frame_failed import FrameFailed
from generator.pages.profile import ProfilePages
from generator.pages.public_fields import record_json
from generator.places import photo_state
from generator.press import Press, unwritable
from generator.project import Project
from generator.settings import Settings
from generator.staged import Written

if TYPE_CHECKING:
    from generator.search.document import Document
    from generator.search.segment import Part


KIT_WEIGHT = 50
"""What a press kit counts for, in pages, where work is sent in parts: a few kits at a time, so that a bar moves."""
_DOCUMENTS = (".pdf", ".png", ".docx", ".pptx")


class Reading(NamedTuple):
    """What a build needs to remember of an inspected record."""

    shown: str
    card: Card | None
    problems: list[Problem]


class Job(NamedTuple):
    """What to stamp of one exemplar: the paths that are not fresh, each with its key."""

    id: str
    shown: str
    neighbours: tuple[Near, ...]
    press: tuple[str, ...]
    share_card: bool
    wanted: dict[str, str]

    @property
    def weight(self) -> int:
        """How much is sent with it, a page being 1."""
        documents = any("/press/" in path and path.endswith(_DOCUMENTS) for path in self.wanted)
        return KIT_WEIGHT if documents else 1


class Workshop:
    """Inspects and stamps records. A worker process holds one; so does a small build without workers."""

    def __init__(self, project: Project, settings: Settings) -> None:
        self._project = project
        self._settings = settings
        self._context = settings.context
        self._index = Index.of(settings.vocabulary)
        self._rules = settings.rules
        self._press = Press(settings.channels, settings.office, settings.vocabulary.criteria)
        self._guard = Guard.of(settings.office)
        self._known: dict[str, tuple[Inspected, Card]] = {}
        self._pages: ProfilePages | None = None

    def read(self, shown_paths: Iterable[str]) -> list[Reading]:
        """Inspect the records whose record.md lies at these paths (as shown, from the project's folder)."""
        readings: list[Reading] = []
        for shown in shown_paths:
            inspected = self._inspect(shown)
            card = self._card(inspected) if inspected.sound else None
            if card:
                inspected.file.text = inspected.file.head = ""  # read no more; a large base is kept in memory
                self._known[card.id] = inspected, card
            readings.append(Reading(shown, card, inspected.problems))
        return readings

    def documents(self, items: Iterable[tuple[str, str]]) -> list[Document]:
        """What can be found of exemplars, each given as an id and where its record is shown."""
        from generator.search.document import document_of

        kept = ((self._known.get(id_) or self._again(shown)) for id_, shown in items)
        return [document_of(inspected.file, card) for inspected, card in kept]

    def index(self, items: Iterable[tuple[str, str]]) -> Part:
        """Make exemplars, given likewise, ready for the search index."""
        from generator.search.segment import part_of

        return part_of(self.documents(items))

    def stamp(self, jobs: Iterable[Job]) -> tuple[list[Written], list[Problem]]:
        """Make and stage what the jobs want; a character that no font can write is a problem."""
        written: list[Written] = []
        problems: list[Problem] = []
        for job in jobs:
            said: dict[str, str] = {}
            for path, data in self._made(job, problems, said):
                key = job.wanted[path]
                written.append(stage(self._project.out, path, key, data, self._guard, said.get(path, "")))
        return written, list(dict.fromkeys(problems))

    def _made(self, job: Job, problems: list[Problem], said: dict[str, str]) -> Iterable[tuple[str, bytes]]:
        wanted, folder = job.wanted, f"exemplars/{job.id}/"
        inspected, card = self._known.pop(job.id) if job.id in self._known else self._again(job.shown)
        file, copies = inspected.file, inspected.copies
        if folder + "index.html" in wanted:
            try:
                page = self._profile_pages().page(
                    file, card, copies, job.neighbours, press=job.press, share_card=job.share_card
                )
            except FrameFailed as failed:
                raise failed.of(job.shown) from failed
            yield folder + "index.html", page
        if folder + "index.json" in wanted:
            photo = "portrait.jpg" if card.photo else ""
            yield folder + "index.json", record_json(file, self._settings.office, copies, photo)
        if any(f"{folder}press/{name}" in wanted for name in job.press):
            yield from self._kit(inspected, wanted, problems, said)
        if folder + "portrait.jpg" in wanted and (photo := _photo(inspected)):
            from generator.images.photo import derive

            for name, data in derive((file.folder / photo).read_bytes()).items():
                yield f"{folder}{name}.jpg", data
        if folder + "card.png" in wanted:
            drawn = self._share_card(inspected, card, problems)
            if drawn:
                yield folder + "card.png", drawn

    def _kit(
        self, inspected: Inspected, wanted: dict[str, str], problems: list[Problem], said: dict[str, str]
    ) -> Iterable[tuple[str, bytes]]:
        made = kit(inspected.file, self._press, wanted, lambda path: (self._project.out / path).read_bytes())
        said.update(made.said)
        if made.flaws:
            problems.extend(flawed(self._inspect(inspected.file.path).file, made.flaws))
        if made.missing:
            problems.extend(self._unwritable(inspected, made.missing))
        if not gc.isenabled():
            # A build does without the collector; but the makers of Word documents and slides leave 2.5 MB in cycles.
            # Only what is new since the last kit is looked through.
            gc.collect(0)
        return made.files.items()

    def _share_card(self, inspected: Inspected, card: Card, problems: list[Problem]) -> bytes:
        from generator.images.photo import derive
        from generator.images.share_card import ShareCardText, draw

        photo = _photo(inspected)
        portrait = derive((inspected.file.folder / photo).read_bytes())["portrait"] if photo else None
        text = ShareCardText(
            name=card.name,
            honour=card.honour,
            unit=card.unit or card.post,
            office=self._settings.office.short_name or self._settings.office.name,
            pinyin=card.pinyin,
            summary=card.summary,
        )
        drawn = draw(text, portrait, others=own_fonts(self._project.fonts))
        if drawn.missing:
            problems.extend(self._unwritable(inspected, drawn.missing))
        return drawn.png

    def _unwritable(self, inspected: Inspected, characters: Sequence[str]) -> list[Problem]:
        # READ's text was let go; the place is found again in the file.
        return unwritable(self._inspect(inspected.file.path).file, characters)

    def _again(self, shown: str) -> tuple[Inspected, Card]:
        inspected = self._inspect(shown)
        return inspected, self._card(inspected)

    def _card(self, inspected: Inspected) -> Card:
        photo = _photo(inspected)
        state = photo_state(inspected.file.folder, photo) if photo else ""
        return card_of(inspected.file, state, self._index, self._rules)

    def _inspect(self, shown: str) -> Inspected:
        folder = Path(os.path.dirname(os.path.join(self._project.root, shown)))  # noqa: PTH118, PTH120 (hot)
        return inspect_record(folder, self._project.records, shown, self._context, self._press.composer)

    def _profile_pages(self) -> ProfilePages:
        if self._pages is None:
            frames = Frames(self._project.shell, self._project.templates / "site" / "pieces", self._project.cache)
            self._pages = ProfilePages(frames, self._settings.office, self._settings.vocabulary)
        return self._pages


def _photo(inspected: Inspected) -> str:
    record = inspected.file.value
    return record.photo.file if record and record.photo else ""
