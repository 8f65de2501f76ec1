"""`exemplar correct`: sends what was put right in a record to everybody who has the mistake, or may have it."""

from __future__ import annotations

import argparse

from generator.language import _
from generator.verbs.ledger_access import ledger_of, sign_here, signed
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

TAKES: tuple[str, ...] = ("day",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("send a correction to everybody who was given an earlier version")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("id", metavar="ID", help=_("the exemplar's id"))
    sign_here(parser)
    parser.add_argument("--send", action="store_true", help=_("do it; without it the notices are only shown"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Show the corrections or queue them; `PROBLEMS` if the exemplar may be given to nobody."""
    from generator.pushing.correcting import corrections
    from generator.pushing.plan_words import left_out
    from generator.pushing.planning import Plan
    from generator.pushing.stock import Unknown, read_stock
    from generator.pushing.taking_back import notices_of, reach_of, take_back
    from generator.pushing.taking_back_words import done, shown

    if options.send:
        signed(options.by)
    project = project_of(options)
    settings = settings_of(project, console)
    with console.bar(options) as bar:
        stock = read_stock(project, settings, options.today, options.jobs, bar.advance)
    try:
        _cards, withheld = stock.chosen([options.id], whole=True)
    except Unknown as error:
        raise Misuse(_("there is no exemplar “{id}”").format(id=error)) from error
    if withheld:
        console.warn("\n".join(left_out(Plan((), tuple(withheld), (), ()))))
        said = _("what may not be public is not corrected but taken back:  exemplar retract {id}")
        console.warn(said.format(id=options.id))
        return PROBLEMS
    with ledger_of(project) as ledger:
        reach = reach_of(ledger, options.id)
        try:
            notices = notices_of(ledger, reach, corrections(stock.file(options.id), settings), "correct")
        except LookupError:
            said = _("the record of “{id}” names no correction; the editor writes it under corrections: first")
            raise Misuse(said.format(id=options.id)) from None
        console.say("\n".join(shown(reach, notices, settings)))
        if options.send:
            console.say("\n".join(done(take_back(ledger, options.id, notices, signed(options.by)))))
        elif reach.reached:
            said = _("nothing was done yet;  exemplar correct {id} --by NAME --send  does it")
            console.say(said.format(id=options.id))
    return DONE
