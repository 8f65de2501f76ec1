"""`exemplar retract`: takes back what was given of an exemplar from everybody who has it, or may have it."""

from __future__ import annotations

import argparse

from generator.language import _
from generator.verbs.ledger_access import ledger_of, sign_here, signed
from generator.verbs.verb import DONE, Console, project_of, settings_of

TAKES: tuple[str, ...] = ("day",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("take back what was given of an exemplar from everybody who was reached")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("id", metavar="ID", help=_("the exemplar's id"))
    sign_here(parser)
    parser.add_argument("--send", action="store_true", help=_("do it; without it the notices are only shown"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Show the notices or queue them, then list the places that no wire reaches."""
    from generator.places import find_records
    from generator.pushing.notices import retraction_of
    from generator.pushing.taking_back import notices_of, reach_of, take_back
    from generator.pushing.taking_back_words import done, shown
    from generator.records.reader import read_record
    from generator.verbs import takedown

    if options.send:
        signed(options.by)
    project = project_of(options)
    settings = settings_of(project, console)
    place = next((place for place in find_records(project) if place.id == options.id), None)
    file = read_record(project.root / place.folder, project.records, place.shown) if place else None
    channels = {channel.id: channel for channel in settings.channels}
    with ledger_of(project) as ledger:
        reach = reach_of(ledger, options.id)
        notices = notices_of(
            ledger,
            reach,
            lambda given: retraction_of(options.id, given, file, channels.get(given.channel), settings.office),
            "retract",
        )
        console.say("\n".join(shown(reach, notices, settings)))
        if options.send:
            console.say("\n".join(done(take_back(ledger, options.id, notices, signed(options.by)))))
        elif reach.reached or reach.waiting:
            said = _("nothing was done yet;  exemplar retract {id} --by NAME --send  does it")
            console.say(said.format(id=options.id))
    if place:
        console.say(_("Where no wire leads, people have to go (exemplar takedown {id}):").format(id=options.id))
        return takedown.run(argparse.Namespace(**vars(options), format="text", out=None), console)
    return DONE
