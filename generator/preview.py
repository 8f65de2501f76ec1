"""Gives the exact bytes that a channel would publish for one exemplar, or for one issue of the bulletin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.bulletins import Issued
from generator.channels.channel import Channel, OutputFile
from generator.checks.finding import Problem
from generator.checks.run import check_form
from generator.inspection import flawed, inspect_record, read_cleared
from generator.kit import CANCELING
from generator.places import find_records
from generator.press import Made, Press, unwritable
from generator.project import Project
from generator.records.reader import RecordFile
from generator.retraction import withdrawal_of
from generator.settings import Settings


class Unknown(Exception):
    """A channel, format or exemplar that does not exist; `known` are those that do."""

    def __init__(self, what: str, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.what, self.name, self.known = what, name, known


class Preview(NamedTuple):
    """What a channel would publish: the name of its file, its bytes, none if nothing can be said, and what is wrong."""

    file: str
    data: bytes
    problems: list[Problem]


class TakenDown(Exception):
    """An exemplar that was revoked or withdrawn, by its id: no new copy is made of it."""


def preview(project: Project, settings: Settings, channel_id: str, id_: str, format_: str = "") -> Preview:
    """The bytes, and what is wrong; there are no bytes if a record or template is too faulty to say anything.

    `id_` is an exemplar's, or an issue's such as 2026-11; `format_` a file's ending or name. Raises Unknown, and
    TakenDown for all but the news item that cancels the others.
    """
    channels = {channel.id: channel for channel in settings.channels}
    if channel_id not in channels:
        raise Unknown("channel", channel_id, sorted(channels))
    channel = channels[channel_id]
    press = Press(settings.channels, settings.office, settings.vocabulary.criteria)
    places = {found.id: project.root / found.shown for found in find_records(project)}
    issues = {issued.id: issued for issued in settings.bulletins}
    if id_ in issues and id_ not in places:
        output = _output((output for output in channel.settings.outputs if not output.is_text), None, format_)
        return _of_issue(project, channel, output, issues[id_], places, press)
    if id_ not in places:
        raise Unknown("exemplar", id_, sorted({**places, **issues}))
    output = _output(channel.settings.outputs, channel.copy_output, format_)
    shown = project.shown(places[id_])
    inspected = inspect_record(places[id_].parent, project.records, shown, settings.context, press.composer)
    if inspected.file.value is None:
        return Preview(output.file, b"", inspected.problems)
    if not output.template.endswith(CANCELING):
        _refuse_taken_down(inspected.file)
    made = press.output(channel, output, inspected.file)
    return Preview(output.file, made.data, list(dict.fromkeys([*inspected.problems, *_told(made, inspected.file)])))


def _of_issue(
    project: Project, channel: Channel, output: OutputFile, issued: Issued, places: dict[str, Path], press: Press
) -> Preview:
    """One document of a whole bulletin. Its exemplars need not be public yet: it is written before it is sent."""
    paths = [places[exemplar] for exemplar in issued.bulletin.exemplars]
    files = [read_cleared(path.parent, project.records, project.shown(path)) for path in paths]
    faulty = [problem for file in files if file.value is None for problem in check_form(file)]
    if faulty:
        return Preview(output.file, b"", faulty)
    for file in files:
        _refuse_taken_down(file)
    made = press.issue(channel, output, files, issued.bulletin, issued.file.path)
    problems = flawed(files[0], made.flaws) + unwritable(issued.file, made.missing)
    return Preview(output.file, made.data, problems)


def _refuse_taken_down(file: RecordFile) -> None:
    record = file.value
    if record and (record.stage in ("revoked", "withdrawn") or withdrawal_of(record)):
        raise TakenDown(file.id)


def _told(made: Made, file: RecordFile) -> list[Problem]:
    return flawed(file, made.flaws) + unwritable(file, made.missing)


def _output(outputs: Iterable[OutputFile], copy: OutputFile | None, format_: str) -> OutputFile:
    """The output meant by a format such as "md" or "poster-red.pdf"; without one the channel's copy, or the first."""
    known = list(outputs)
    found = [output for output in known if format_ in (output.file, output.file.rpartition(".")[2])]
    if not format_ and known:
        return copy or known[0]
    if not found:
        raise Unknown("format", format_, sorted(output.file for output in known))
    return copy if copy in found else found[0]
