"""A channel: a folder with channel.yml and Jinja2 templates. Adding one needs no Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from generator.records.fault import Fault
from generator.records.model import Part, Text
from generator.records.reader import Document, read_settings


class Label(Part):
    """The channel's name for people."""

    zh: Text
    en: Text


class OutputFile(Part):
    """One file of the press kit: its name, and the template beside channel.yml that makes it."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9]+$")]
    template: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9]+)+$")]


class ChannelSettings(Part):
    """channel.yml: what the channel is called, how long its copy may be, and which files it gives."""

    label: Label
    order: Annotated[int, Field(strict=False)]
    measure: Literal["characters", "sms"] = "characters"
    limit: Annotated[int, Field(strict=False, gt=0)] | None = None
    drop: tuple[Text, ...] = ()
    copy_: Text = Field(alias="copy")
    outputs: Annotated[tuple[OutputFile, ...], Field(min_length=1)]


class Channel(Part):
    """A channel as read from its folder; `id` is the folder's name."""

    id: str
    folder: Path
    settings: ChannelSettings

    @property
    def copy_output(self) -> OutputFile:
        """The output whose text stands on the page and in index.json."""
        return next(output for output in self.settings.outputs if output.file == self.settings.copy_)


def read_channels(folder: Path) -> tuple[list[Channel], list[Document[ChannelSettings]]]:
    """The channels below `folder` in their order, and the channel.yml files that have faults."""
    channels: list[Channel] = []
    faulty: list[Document[ChannelSettings]] = []
    taken: set[str] = set()
    for settings in sorted(folder.glob("*/channel.yml")):
        shown = settings.relative_to(folder.parent.parent).as_posix()
        document = read_settings(settings, folder, ChannelSettings, shown)
        document.faults.extend(_unusable(document, settings.parent, taken))
        if document.value and not document.faults:
            channels.append(Channel(id=settings.parent.name, folder=settings.parent, settings=document.value))
        else:
            faulty.append(document)
    return sorted(channels, key=lambda channel: (channel.settings.order, channel.id)), faulty


def _unusable(document: Document[ChannelSettings], folder: Path, taken: set[str]) -> Iterator[Fault]:
    """The names in a channel.yml behind which there is nothing, and those of files that another output makes."""
    settings = document.value
    if settings is None:
        return
    files = [output.file for output in settings.outputs]
    if settings.copy_ not in files:
        yield _no_such(document, ("copy",), settings.copy_, files)
    templates = sorted(path.name for path in folder.iterdir() if path.suffix == ".j2")
    for number, output in enumerate(settings.outputs):
        if output.template not in templates:
            yield _no_such(document, ("outputs", number, "template"), output.template, templates)
        if output.file in taken:  # all lie in one folder, the press kit
            yield _no_such(document, ("outputs", number, "file"), output.file, [f"{folder.name}-{output.file}"])
        taken.add(output.file)


def _no_such(document: Document[ChannelSettings], where: tuple[str | int, ...], value: str, known: list[str]) -> Fault:
    details = {"type": "literal_error", "value": value, "expected": " ".join(f"'{name}'" for name in known)}
    return Fault("value-form", document.at(*where), ".".join(map(str, where)), details)
