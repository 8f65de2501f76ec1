"""Gives the exact bytes that a channel would publish for one exemplar."""

from __future__ import annotations

from generator.channels.channel import Channel
from generator.channels.compose import Composer
from generator.checks.finding import Problem
from generator.inspection import inspect_record
from generator.places import find_records
from generator.project import Project
from generator.settings import Settings


class Unknown(Exception):
    """A channel, format or exemplar that does not exist; `known` are those that do."""

    def __init__(self, what: str, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.what, self.name, self.known = what, name, known


def preview(
    project: Project, settings: Settings, channel_id: str, record_id: str, format_: str = ""
) -> tuple[bytes, list[Problem]]:
    """The bytes, and the record's problems; bytes are empty if the record is too faulty to say anything."""
    channels = {channel.id: channel for channel in settings.channels}
    if channel_id not in channels:
        raise Unknown("channel", channel_id, sorted(channels))
    places = {found.id: found for found in find_records(project)}
    if record_id not in places:
        raise Unknown("exemplar", record_id, sorted(places))
    channel = channels[channel_id]
    name = _output(channel, format_)
    composer = Composer(settings.channels, settings.office)
    shown = places[record_id].shown
    folder = (project.root / shown).parent
    inspected = inspect_record(folder, project.records, shown, settings.context, composer)
    if inspected.file.value is None:
        return b"", inspected.problems
    return composer.output(channel, name, inspected.file), inspected.problems


def _output(channel: Channel, format_: str) -> str:
    """The output file meant by a format such as "md"; without one, the channel's copy."""
    if not format_:
        return channel.copy_output.file
    endings = {output.file.rpartition(".")[2]: output.file for output in channel.settings.outputs}
    if format_ not in endings:
        raise Unknown("format", format_, sorted(endings))
    return endings[format_]
