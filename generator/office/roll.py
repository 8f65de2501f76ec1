"""Reads every record for the office's own books, whatever its stage; one with errors is told and left out."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator import language
from generator.checks.finding import Context, Problem, Severity
from generator.checks.run import check_record
from generator.checks.tree import check_tree
from generator.gate.review_kept import counted_from
from generator.phrases import honour_line
from generator.places import Found, find_records
from generator.project import Project
from generator.records.folders import Kind
from generator.records.model import Basis, Publicity, Record, Review, Stage
from generator.records.reader import read_record
from generator.settings import Settings

CHUNK = 100
FEWEST = 400
"""Below this many records, starting processes takes longer than reading."""


class Exemplar(NamedTuple):
    """What the books say of one exemplar; a text is "" where the record says nothing.

    `level` and `fields` are ids of the vocabulary, `honours` lines of Chinese, `named_on` a date as far as it is known,
    `appraisal` whether it “meets” or “fails” the threshold, `minor` says that it is under 14, and `review_from` is the
    date from which the next review's period runs.
    """

    id: str
    name: str
    unit: str
    stage: Stage
    publicity: tuple[Publicity, ...]
    kind: Kind = "person"
    level: str = ""
    fields: tuple[str, ...] = ()
    post: str = ""
    region: str = ""
    honours: tuple[str, ...] = ()
    named_on: str = ""
    decision: str = ""
    appraisal: str = ""
    reviews: tuple[Review, ...] = ()
    updated: str = ""
    minor: bool = False
    basis: Basis | None = None
    review_from: str = ""


class Roll(NamedTuple):
    """Every sound record, people before organizations and by id; the errors of the others, and how many these are."""

    exemplars: tuple[Exemplar, ...]
    problems: list[Problem]
    left_out: int


_Read = tuple[str, Exemplar | None, list[Problem]]


def read_roll(project: Project, settings: Settings, jobs: int, progress: Callable[[int], None]) -> Roll:
    """Read all records, in `jobs` processes where it pays; `progress` is told how many more are done.

    The copy of channels is not tried: a text message that is too long keeps nobody out of the books.
    """
    places = list(find_records(project))
    chunks = [places[start : start + CHUNK] for start in range(0, len(places), CHUNK)]
    problems = check_tree((place.id, place.shown) for place in places)
    read: list[_Read] = []
    many = len(places) >= FEWEST and jobs > 1
    reading = partial(_read_chunk, project.records, settings.context, language.chosen())
    for part in _spread(reading, chunks, jobs) if many else map(reading, chunks):
        read += part
        progress(len(part))
    problems += [problem for _shown, _exemplar, found in read for problem in found]
    faulty = {problem.path for problem in problems}
    sound = tuple(exemplar for shown, exemplar, _found in read if exemplar and shown not in faulty)
    return Roll(sound, problems, len(places) - len(sound))


def _spread(
    reading: Callable[[list[Found]], list[_Read]], chunks: list[list[Found]], jobs: int
) -> Iterator[list[_Read]]:
    # Nothing runs in threads here, so Linux may fork, which costs nothing and shares what is loaded.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with context.Pool(min(jobs, len(chunks))) as pool:
        yield from pool.imap(reading, chunks)


def _read_chunk(root: Path, context: Context, words: str, places: Iterable[Found]) -> list[_Read]:
    if words != language.chosen():  # a process that was not forked
        language.choose(words)
    return [_read(root, context, place) for place in places]


def _read(root: Path, context: Context, place: Found) -> _Read:
    file = read_record(Path(place.folder), root, place.shown)
    errors = [problem for problem in check_record(file, context) if problem.severity is Severity.ERROR]
    record = file.value
    if record is None or errors:
        return place.shown, None, errors
    return place.shown, exemplar_of(file.id, file.kind, record), []


def exemplar_of(id_: str, kind: Kind, record: Record) -> Exemplar:
    """What the books say of a record."""
    decision = record.approval.decision if record.approval else None
    appraisal = record.approval.appraisal if record.approval else None
    return Exemplar(
        id_,
        record.name,
        record.unit or "",
        record.stage,
        record.publicity,
        kind,
        record.level or "",
        record.fields_,
        record.post or "",
        record.region or "",
        tuple(honour_line(honour) for honour in record.honours if not honour.revoked),
        _named_on(record),
        (decision and decision.number) or "",
        appraisal.result if appraisal else "",
        record.reviews,
        record.updated,
        bool(record.approval and record.approval.minor == "true"),
        record.approval.basis if record.approval else None,
        counted_from(record) or "",
    )


def _named_on(record: Record) -> str:
    """The day of the decision; where none is written that of the first honour that stands, or else of publication."""
    decided = record.approval.decision.on if record.approval and record.approval.decision else None
    first = min((honour.on for honour in record.honours if honour.on and not honour.revoked), default=None)
    return decided or first or (record.publish and record.publish.start) or ""
