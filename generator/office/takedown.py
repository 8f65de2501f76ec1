"""The take-down list (撤下清单): every place where an exemplar was publicised, in the order of a walk round them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from generator.bulletins import Issued
from generator.language import _
from generator.office.matrix import LEVELS
from generator.office.matrix_words import Labels
from generator.office.sheet import Cell, Head, Sheet, cell
from generator.records.model import Publicity, Record

Task = Literal["remove", "recall", "delete", "correct", "stop", "cancel"]
TASKS: dict[Task, tuple[str, ...]] = {
    "remove": ("board", "window", "poster", "slides"),
    "recall": ("bulletin",),
    "delete": ("site", "wechat", "newsroom"),
    "correct": (),
    "stop": (),
    "cancel": (),
}
"""What has to be done, in this order, and for which channels it is that once something was published there."""


Address = Callable[[str], Cell]


class Place(NamedTuple):
    """Somewhere the exemplar is, was sent to or was to be; `level` and the texts are "" where nothing is said."""

    task: Task
    channel: str
    level: str
    outlet: str
    on: str
    url: str = ""


def places_of(record: Record, id_: str, issues: Iterable[Issued]) -> list[Place]:
    """All of them: boards and windows first, then paper, the web, the media; then what was sent, and what is planned.

    Of each the nearest come first: by level from the unit up, then by outlet, then by day.
    """
    found = [
        Place(
            task_of(cell),
            cell.channel,
            cell.level or "",
            cell.outlet or "",
            cell.on or cell.planned or "",
            cell.url or "",
        )
        for cell in record.publicity
    ]
    found += [_issue(issued) for issued in issues if id_ in issued.bulletin.exemplars]
    near = ("unit", "township", *LEVELS)
    order = {level: number for number, level in enumerate(near)}
    tasks = list(TASKS)
    found.sort(
        key=lambda place: (
            tasks.index(place.task),
            order.get(place.level, len(near)),
            place.channel,
            place.outlet,
            place.on,
        )
    )
    return found


def task_of(entry: Publicity) -> Task:
    """What has to be done about one line of the publicity."""
    if entry.state != "published":
        return "stop" if entry.state == "sent" else "cancel"
    for task, channels in TASKS.items():
        if entry.channel in channels:
            return task
    return "correct"


def _issue(issued: Issued) -> Place:
    bulletin = issued.bulletin
    year = str(bulletin.date)[:4]
    parts = [_("No. {number} of {year}").format(number=bulletin.number, year=year)]
    sent = (
        (_("reported to {whom}"), bulletin.report),
        (_("sent to {whom}"), bulletin.send),
        (_("distributed to {whom}"), bulletin.distribute),
    )
    parts += [words.format(whom=whom) for words, whom in sent if whom]
    parts += [_("{n} copies").format(n=bulletin.copies)] if bulletin.copies else []
    return Place("recall", "bulletin", "", _(", ").join(parts), str(bulletin.date))


def takedown_sheet(places: Iterable[Place], labels: Labels, who: str, note: str, address: Address) -> Sheet:
    """The list as a sheet: a box to tick, what to do, where, since when, and room to sign.

    `address` makes the cell of an address that is not "".
    """
    heads = (
        Head(_("done"), width=4),
        Head(_("what to do"), width=26),
        Head(_("channel"), width=10),
        Head(_("level"), width=8),
        Head(_("outlet or place"), width=28),
        Head(_("day"), width=10),
        Head(_("address"), width=44),
        Head(_("who, when"), width=14),
    )
    words = _tasks()
    rows = tuple(
        (
            cell("□"),
            cell(words[place.task]),
            cell(_window() if place.channel == "window" else labels.channel(place.channel)),
            cell(labels.level(place.level) if place.level else ""),
            cell(place.outlet),
            cell(place.on),
            address(place.url) if place.url else (),
            cell(""),
        )
        for place in places
    )
    return Sheet(_("take-down list"), _("Take-down list: {who}").format(who=who), heads, rows, fixed=2, note=note)


def _window() -> str:
    return _("display window")


def _tasks() -> dict[Task, str]:
    return {
        "remove": _("take it down on the spot"),
        "recall": _("recall what was handed out"),
        "delete": _("have the page deleted"),
        "correct": _("ask for a correction, and to delete it online"),
        "stop": _("sent, not out yet: tell them not to use it"),
        "cancel": _("planned: cancel it"),
    }
