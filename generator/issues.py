"""The published bulletins and the media room as steps of a build: press/bulletins/<id>.pdf, press/index.html."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.artifact import key_of
from generator.bulletins import Issued, publishable
from generator.channels.channel import Channel
from generator.edition import Edition
from generator.inspection import flawed, read_cleared
from generator.options import Options
from generator.output import APART, Output
from generator.pages.press_page import IssueLine, KitFile, PressRoom
from generator.phrases import chinese_date
from generator.plan import press_ids
from generator.press import Press, unwritable
from generator.project import Project
from generator.records.reader import RecordFile
from generator.settings import Settings

FOLDER = "press/bulletins"
CHANNEL = "bulletin"


def issue_outputs(channels: Sequence[Channel]) -> tuple[str, ...]:
    """The files of the bulletin's channel that are made of whole issues, such as bulletin.pdf."""
    outputs = (output for channel in channels if channel.id == CHANNEL for output in channel.settings.outputs)
    return tuple(output.file for output in outputs if not output.is_text)


def ending_of(file: str) -> str:
    """What stands behind the last dot: pdf."""
    return file.rpartition(".")[2]


class Issues:
    """The bulletins of one build."""

    def __init__(self, project: Project, edition: Edition, settings: Settings, shown: Mapping[str, str]) -> None:
        self._project, self._edition, self._settings, self._shown = project, edition, settings, shown
        given = {card.id for card in edition.cards if card.media}  # a bulletin is copy that leaves the site
        self.ready, self.problems = publishable(settings.bulletins, given, {gone.id for gone in edition.withdrawn})

    def paths(self, issued: Issued) -> dict[str, str]:
        """The site paths of an issue's files, each with the name of the output that makes it."""
        return {f"{FOLDER}/{issued.id}.{ending_of(file)}": file for file in issue_outputs(self._settings.channels)}

    def line(self, issued: Issued) -> IssueLine:
        """An issue as the media room lists it."""
        bulletin = issued.bulletin
        names = "、".join(self._edition.by_id[id_].name for id_ in bulletin.exemplars)
        files = tuple(KitFile(f"{issued.id}.{ending}", ending.upper()) for ending in map(ending_of, self.paths(issued)))
        date = str(bulletin.date)
        return IssueLine(f"{date[:4]}年第{bulletin.number}期", chinese_date(date), bulletin.title or names, files)

    def room(self, options: Options) -> PressRoom:
        """What the media room lists."""
        kept = press_ids(self._edition, options)
        files: list[KitFile] = []  # the first document of each channel; the others are in the zip
        for channel in self._settings.channels:
            documents = [output.file for output in channel.settings.outputs if not output.is_text]
            files += [KitFile(file, f"{channel.settings.label.zh} {ending_of(file).upper()}") for file in documents[:1]]
        cards = [card for card in self._edition.cards if card.id in kept]
        return PressRoom(cards, tuple(files), tuple(self.line(issued) for issued in self.ready))

    @property
    def faces(self) -> list[str]:
        """What the media room and the files say beside the records."""
        return [issued.id + issued.file.text for issued in self.ready]

    @property
    def changing(self) -> set[str]:
        """The folder that this step looks after in every build: an issue may show a text that was edited."""
        return {FOLDER}

    def steps(self, output: Output, keys: Mapping[str, str]) -> Iterator[None]:
        """Make and stage what is not fresh; what goes wrong is added to `problems`."""
        settings = self._settings
        press = Press(settings.channels, settings.office, settings.vocabulary.criteria)
        channel = next((channel for channel in self._settings.channels if channel.id == CHANNEL), None)
        for issued in self.ready if channel else ():
            cards = [self._edition.by_id[id_] for id_ in issued.bulletin.exemplars]
            said = key_of((issued.file.text, *(card.digest for card in cards)))
            wanted = {
                path: (file, key)
                for path, file in self.paths(issued).items()
                if not output.fresh(path, key := APART + key_of((said, keys[file])))
            }
            files = self.files(issued) if wanted else []
            for path, (file, key) in wanted.items():
                assert channel is not None
                made = press.issue(channel, channel.output(file), files, issued.bulletin, issued.file.path)
                self.problems += flawed(files[0], made.flaws)
                self.problems += unwritable(issued.file, made.missing)
                if made.data:
                    output.put(path, key, made.data, made.said)
                yield

    def files(self, issued: Issued) -> list[RecordFile]:
        """The records of an issue, read again, in their order."""
        places = [self._project.root / self._shown[id_] for id_ in issued.bulletin.exemplars]
        return [read_cleared(path.parent, self._project.records, self._project.shown(path)) for path in places]
