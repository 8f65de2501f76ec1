"""Words of the publicity matrix: names of levels, channels and stages, and how an entry stands in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator import language
from generator.gate.stages import stages
from generator.language import _
from generator.office.matrix import LEVELS, Asked, Entry
from generator.office.roll import Exemplar
from generator.office.sheet import Line, Tone
from generator.settings import Settings

_WEB = 55
"""网络有专题 stands after newspaper, radio and television; no folder of templates is needed for it."""


class Labels(NamedTuple):
    """How channels and levels are called; both by id and in their order."""

    channels: dict[str, str]
    levels: dict[str, str]

    def channel(self, id_: str) -> str:
        """A channel's label; one that is not known is called as the record calls it."""
        return self.channels.get(id_, id_)

    def level(self, id_: str) -> str:
        """A level's label."""
        return self.levels.get(id_, id_) or _("level not given")

    def exemplar(self, exemplar: Exemplar) -> str:
        """An exemplar's name; in brackets its stage, if it is not the one in which exemplars are publicised."""
        if exemplar.stage == "named":
            return exemplar.name
        stage = stages()[exemplar.stage]
        return f"{exemplar.name}（{stage}）" if language.chosen() == "zh" else f"{exemplar.name} ({stage})"


def labels_of(settings: Settings) -> Labels:
    """The labels of a project in the language in force."""
    chinese = language.chosen() == "zh"
    ordered = [
        (channel.settings.order, channel.id, channel.settings.label.zh if chinese else channel.settings.label.en)
        for channel in settings.channels
    ]
    if "site" not in {id_ for _order, id_, _label in ordered}:
        ordered.append((_WEB, "site", _("Web")))
    levels = {term.id: term.zh if chinese else term.en for term in settings.vocabulary.levels}
    four = (_("County"), _("City"), _("Province"), _("National"))
    return Labels(
        {id_: label for _order, id_, label in sorted(ordered)},
        {**dict(zip(LEVELS, four, strict=True)), **{id_: levels[id_] for id_ in levels if id_ not in LEVELS}},
    )


def levels_of(settings: Settings) -> dict[str, str]:
    """The levels of exemplars as the vocabulary calls them, by id; the matrix calls those of outlets otherwise."""
    chinese = language.chosen() == "zh"
    return {term.id: term.zh if chinese else term.en for term in settings.vocabulary.levels}


def scope_of(asked: Asked, labels: Labels, *, always: bool = False) -> str:
    """What a matrix is of, in words: its month, or all time, and its levels. `always` leaves the month out."""
    month = month_in_words(asked.month) if asked.month else _("all time")
    levels = listed(labels.level(level) for level in asked.levels)
    return _(", ").join(part for part in (_("all time") if always else month, levels) if part)


def listed(names: Iterable[str]) -> str:
    """Names one after another, as the language in force joins them."""
    return ("、" if language.chosen() == "zh" else ", ").join(names)


def month_in_words(month: str) -> str:
    """A month, YYYY-MM, as people write it."""
    year, number = month.split("-")
    return _("{month}/{year}").format(year=year, month=int(number))


def state_of(entry: Entry) -> tuple[str, Tone]:
    """Where an entry stands, in a word, and its tone."""
    if entry.gap:
        return (_("sent, not published") if entry.state == "sent" else _("not done")), "gap"
    words: dict[str, str] = {"planned": _("planned"), "sent": _("sent"), "published": _("published")}
    return words[entry.state], entry.state


def line_of(entry: Entry) -> Line:
    """An entry as it stands in a cell: its state and day, the outlet, and where it can be read."""
    word, tone = state_of(entry)
    return Line(f"{word} {entry.on or entry.planned}".strip(), entry.outlet, tone, link(entry.url))


def link(url: str) -> str:
    """An address that may be followed: http and https alone."""
    return url if url.startswith(("http://", "https://")) else ""
