"""`exemplar takedown`: every place from which an exemplar has to be recalled, walls and windows included."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from generator.language import _
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

TAKES: tuple[str, ...] = ("day",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("list every place from which an exemplar has to be taken down")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("id", metavar="ID", help=_("the exemplar's id"))
    parser.add_argument("--format", choices=("text", "csv", "xlsx"), default="text", help=_("form of the list"))
    parser.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the list, or write it; `PROBLEMS` if the record has errors, for then places may be missing."""
    from generator.checks.run import check_form
    from generator.office.matrix_words import labels_of
    from generator.office.takedown import places_of, takedown_sheet
    from generator.office.takedown_forms import FORMS, TakedownList
    from generator.output import write_whole
    from generator.places import find_records
    from generator.records.reader import read_record

    if options.format == "xlsx" and not options.out and console.terminal:
        raise Misuse(_("a workbook is no text for a terminal; name a file with --out, such as --out takedown.xlsx"))
    if options.out:
        options.out.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made
    form = FORMS[options.format]()
    project = project_of(argparse.Namespace(records=options.records))
    settings = settings_of(project, console)
    found = next((place for place in find_records(project) if place.id == options.id), None)
    if found is None:
        raise Misuse(_("there is no exemplar “{id}”; the id is the name of its folder").format(id=options.id))
    file = read_record(Path(found.folder), project.records, found.shown)
    console.tell(project, check_form(file))
    if file.record is None:
        return PROBLEMS
    record = file.record
    places = places_of(record, file.id, settings.bulletins)
    who = f"{record.name}（{record.unit}）" if record.unit else record.name
    sheet = partial(takedown_sheet, places, labels_of(settings), who, _note(record.stage))
    empty = _("The record names no place: its “publicity” is empty, and no bulletin tells of it.")
    data = form(TakedownList(sheet, settings.office.name, options.today, empty))
    if options.out:
        write_whole(options.out, data)
    else:
        console.write(data)
    return DONE if file.value is not None else PROBLEMS


def _note(stage: str) -> str:
    """What of the work the next build does by itself."""
    from generator.gate.stages import stage_label

    if stage in ("revoked", "withdrawn", "suspended"):
        return _("The site, its feeds, search and press kits are taken down by the next build.")
    said = _(
        "The record is still at stage “{stage}”: the site shows it until the stage is changed and it is built again."
    )
    return said.format(stage=stage_label(stage))
