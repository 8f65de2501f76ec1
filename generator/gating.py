"""`gate`: holds records against every condition for a day, and says of each how it stands."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from generator.checks.finding import Severity
from generator.crew import Crew, Progress
from generator.fingerprint import folder_key
from generator.gate.conditions import CONDITIONS, barred
from generator.gate.window import ALWAYS, Window
from generator.places import Found, find_records, glance
from generator.project import Project
from generator.reading import program_key, read_all, readings_key
from generator.records.reader import RecordFile, read_record
from generator.settings import Settings


class Unknown(Exception):
    """An id without a record; `known` are those that have one."""

    def __init__(self, id_: str, known: Collection[str]) -> None:
        super().__init__(id_)
        self.known = known


class Finding(NamedTuple):
    """How a condition stands on the day: `window` are the days on which it holds."""

    condition: str
    title: str
    holds: bool
    window: Window
    state: str
    remedy: str


class Note(NamedTuple):
    """What the gate says of one exemplar on one day.

    `errors` is how many errors keep the record from being read as meant: then nothing else is known. `passes` are the
    days on which all conditions hold if nothing changes. `asked` are the conditions that say something of it.
    """

    id: str
    name: str
    path: str
    public: bool
    errors: int
    passes: Window
    asked: tuple[Finding, ...] = ()

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The conditions that do not hold, in the table's order."""
        return tuple(finding for finding in self.asked if not finding.holds)

    def first_day(self, today: datetime.date) -> str:
        """The first day from `today` on which it would be public, as ISO 8601; "" if something must be mended."""
        day = max(self.passes.opens, today.isoformat())
        return day if not self.errors and self.passes.possible and self.passes.holds(day) else ""


def named(project: Project, settings: Settings, ids: Iterable[str], today: datetime.date) -> list[Note]:
    """A note for each of `ids`, in their order; raises Unknown."""
    places = {place.id: place for place in find_records(project)}
    wanted = list(dict.fromkeys(ids))
    for id_ in wanted:
        if id_ not in places:
            raise Unknown(id_, list(places))
    with Crew(project, settings, 1) as crew:
        errors = {
            reading.shown: sum(problem.severity is Severity.ERROR for problem in reading.problems)
            for reading in crew.read([places[id_].shown for id_ in wanted], lambda _done: None)
        }
    return [_note(project, settings, places[id_], errors[places[id_].shown], today) for id_ in wanted]


def all_held(project: Project, settings: Settings, today: datetime.date, jobs: int, progress: Progress) -> list[Note]:
    """A note for every record that is not public, those that fail the same condition together, in the table's order."""
    records = glance(project)
    places = {place.shown: place for place in records.places}
    day = today.isoformat()
    order = [condition.name for condition in CONDITIONS]
    with Crew(project, settings, jobs) as crew:
        basis = readings_key(project, program_key(project), folder_key(*project.words))
        read = read_all(project, basis, records, crew, progress)
    errors = Counter(problem.path for problem in read.problems if problem.severity is Severity.ERROR)
    held = [(-1, shown) for shown in errors if shown in places]
    for card in read.cards:
        shown, bar = read.shown[card.id], barred(card.bars, day)
        if bar and not errors[shown]:
            held.append((order.index(bar.condition), shown))
    return [_note(project, settings, places[shown], errors[shown], today) for _n, shown in sorted(held)]


def _note(project: Project, settings: Settings, place: Found, errors: int, today: datetime.date) -> Note:
    file = read_record(Path(place.folder), project.records, place.shown)
    record = file.record
    name = record.name if record and "name" not in file.absent else place.id
    if errors or file.value is None:
        return Note(place.id, name, place.shown, False, errors, ALWAYS)
    findings = _findings(file, settings, today.isoformat())
    passes = reduce(Window.meet, (finding.window for finding in findings), ALWAYS)
    public = all(finding.holds for finding in findings)
    return Note(place.id, name, place.shown, public, 0, passes, findings)


def _findings(file: RecordFile, settings: Settings, day: str) -> tuple[Finding, ...]:
    assert file.value is not None, "conditions are asked of a sound record"
    case = settings.rules.case(file.kind, file.value)
    found: list[Finding] = []
    for condition in CONDITIONS:
        window = condition.window(case)
        told = condition.told(case, window, day)
        if told.state:
            holds = window.holds(day)
            found.append(Finding(condition.name, condition.title(), holds, window, told.state, told.remedy))
    return tuple(found)
