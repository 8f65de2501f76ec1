"""A channel: a folder with channel.yml and templates. Adding one, or another design of a poster, needs no Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from generator.channels.clauses import Kind
from generator.records.fault import Fault
from generator.records.model import Part, Text
from generator.records.reader import Document, read_settings


class Label(Part):
    """The channel's name for people."""

    zh: Text
    en: Text


Number = Annotated[int, Field(strict=False, gt=0)]

ENDINGS: dict[str, tuple[str, ...]] = {
    ".j2": (),
    ".typ": (".pdf", ".png"),
    ".docx": (".docx",),
    ".pptx": (".pptx",),
    ".ninjs.json": (".json",),
}
"""How templates end, and how the files do that each can make; () means any text."""


class Form(Part):
    """How long a text may be and what it is made of.

    `measure` is what `limit` counts: characters of the whole text; characters of a text message; the same of each
    message of a series; lines; or seconds of what is read aloud. `must` is always said. Of `tell` what fits is said,
    the first kind first; `honours` is how many of them are named at most. `drop` names parts of the template that go,
    in this order, when even that is too long.
    """

    measure: Literal["characters", "sms", "series", "lines", "seconds"] = "characters"
    limit: Number | None = None
    must: tuple[Kind, ...] = ()
    tell: tuple[Kind, ...] = ()
    honours: Number | None = None
    drop: tuple[Text, ...] = ()


class OutputFile(Form):
    """One file of the press kit: its name, the template beside channel.yml that makes it, and its own form.

    `page` is for what is typeset: paper such as a3, or pixels (width x height).
    """

    file: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9]+$")]
    template: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9]+)+$")]
    page: Annotated[str, Field(pattern=r"^(a[234]|[1-9][0-9]{2,3}x[1-9][0-9]{2,3})$")] = ""

    @property
    def is_text(self) -> bool:
        """Whether it is text made by Jinja2 alone."""
        return self.template.endswith(".j2")

    @property
    def key(self) -> str:
        """The name under which a record may hold hand-written copy for this output: radio-3min."""
        return self.file.partition(".")[0]


class Voice(Part):
    """What the templates of a channel may be told to do otherwise; each channel.yml says which of it it uses."""

    speed: Number = 250
    line: Number = 14
    pace: Number = 9
    messages: Number = 5
    opt_out: str = ""
    common: str = ""


class ChannelSettings(Form):
    """channel.yml: what the channel is called, how long its copy may be, and which files it gives."""

    label: Label
    order: Annotated[int, Field(strict=False)]
    voice: Voice = Voice()
    copy_: Text | None = Field(default=None, alias="copy")
    outputs: Annotated[tuple[OutputFile, ...], Field(min_length=1)]


class Channel(Part):
    """A channel as read from its folder; `id` is the folder's name."""

    id: str
    folder: Path
    settings: ChannelSettings

    @property
    def copy_output(self) -> OutputFile | None:
        """The output whose text stands on the page and in index.json; a channel of pictures alone has none."""
        return self.output(self.settings.copy_) if self.settings.copy_ else None

    def output(self, file: str) -> OutputFile:
        """The output that makes `file`; StopIteration if none does."""
        return next(output for output in self.settings.outputs if output.file == file)

    def form(self, output: OutputFile) -> Form:
        """The form of an output: its own settings, and the channel's where it has none."""
        ours, own = self.settings, output.model_fields_set
        given = {name: getattr(output if name in own else ours, name) for name in Form.model_fields}
        return Form.model_construct(**given)


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
    texts = [output.file for output in settings.outputs if output.is_text]
    if settings.copy_ and settings.copy_ not in texts:
        yield _no_such(document, ("copy",), settings.copy_, texts)
    templates = sorted(path.name for path in folder.iterdir() if path.name.endswith(tuple(ENDINGS)))
    for number, output in enumerate(settings.outputs):
        if output.template not in templates:
            yield _no_such(document, ("outputs", number, "template"), output.template, templates)
        elif not output.file.endswith(made := _made_by(output.template)):
            stem = output.file.partition(".")[0]
            yield _no_such(document, ("outputs", number, "file"), output.file, [stem + ending for ending in made])
        if output.file in taken:  # all lie in one folder, the press kit
            yield _no_such(document, ("outputs", number, "file"), output.file, [f"{folder.name}-{output.file}"])
        taken.add(output.file)


def _made_by(template: str) -> tuple[str, ...]:
    """The endings of the files that a template can make."""
    return next(files for ending, files in ENDINGS.items() if template.endswith(ending)) or ("",)


def _no_such(document: Document[ChannelSettings], where: tuple[str | int, ...], value: str, known: list[str]) -> Fault:
    details = {"type": "literal_error", "value": value, "expected": " ".join(f"'{name}'" for name in known)}
    return Fault("value-form", document.at(*where), ".".join(map(str, where)), details)
