"""What the verbs of the office share: they open the records and the private overlay, and tell what was left out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

from generator.language import _, ngettext
from generator.project import Project
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

if TYPE_CHECKING:
    from generator.office.overlay import Overlay
    from generator.office.roll import Exemplar, Roll
    from generator.settings import Settings


class Books(NamedTuple):
    """What an office verb works with. `exemplars` are those asked for, `private` says that an overlay was given."""

    project: Project
    settings: Settings
    roll: Roll
    overlay: Overlay
    exemplars: tuple[Exemplar, ...]
    private: bool


def opened(options: argparse.Namespace, console: Console, *, by_level: bool = True) -> Books:
    """Read what the options ask for. Raises `Misuse`, and `Faulty` where the settings are unusable.

    With `by_level` off, `--level` says nothing of the exemplars' own level.
    """
    from generator.office.managed import Unmanaged, managed
    from generator.office.overlay import EMPTY, read_overlay
    from generator.office.overlay_place import Exposed
    from generator.office.roll import read_roll
    from generator.places import find_records

    project = project_of(argparse.Namespace(records=options.records))
    settings = settings_of(project, console)
    levels = options.level if by_level else []
    known = [term.id for term in settings.vocabulary.levels]
    if unknown := [level for level in levels if level not in known]:
        said = _("there is no level “{name}”; known: {known}")
        raise Misuse(said.format(name=unknown[0], known=", ".join(known)))
    overlay = EMPTY
    if options.private:
        places = {(place.kind, place.id) for place in find_records(project)}
        try:
            overlay = read_overlay(options.private, project, places)
        except Exposed as exposed:
            raise Misuse(str(exposed)) from exposed
    with console.bar(options) as bar:
        roll = read_roll(project, settings, options.jobs, bar.advance)
    try:
        wanted = managed(roll.exemplars, overlay, options.managed_by, levels)
    except Unmanaged as nobody:
        raise Misuse(str(nobody)) from nobody
    return Books(project, settings, roll, overlay, wanted, bool(options.private))


def kept_safe(options: argparse.Namespace, project: Project) -> None:
    """Refuse to write what is private where the overlay itself might not lie. Raises `Misuse`, or `OSError` for a
    folder that is not there."""
    from generator.office.overlay_place import Exposed, safe_place

    folder = options.out.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made
    if options.private:
        try:
            safe_place(folder, project)
        except Exposed as exposed:
            raise Misuse(str(exposed)) from exposed


def closed(books: Books, console: Console) -> int:
    """Tell the problems, and how much had to be left out; `PROBLEMS` if anything was."""
    console.tell(books.project, [*books.roll.problems, *books.overlay.problems])
    if left_out := books.roll.left_out:
        said = ngettext("{n} record with errors is left out", "{n} records with errors are left out", left_out)
        console.warn(said.format(n=left_out))
    if unread := books.overlay.left_out:
        said = ngettext(
            "{n} file of the overlay with errors is left out", "{n} files of the overlay with errors are left out",
            unread,
        )  # fmt: skip
        console.warn(said.format(n=unread))
    return PROBLEMS if left_out or unread else DONE
