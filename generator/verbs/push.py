"""`exemplar push`: which approved copy goes to which outlet; queues it, sends it, and tells what came of it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _, ngettext
from generator.verbs.ledger_access import ledger_of
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

if TYPE_CHECKING:
    from generator.pushing.stock import Stock
    from generator.settings import Settings

TAKES: tuple[str, ...] = ("day",)
ACTIONS = ("plan", "run", "suggest")


def summary() -> str:
    """What the verb does, in a line."""
    return _("plan what goes to which outlet, queue what is approved, and send it")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    said = _("plan (default): say what would go where; run: send what is queued; suggest: a patch for the matrix")
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="plan", help=said)
    parser.add_argument("--item", nargs="+", default=[], metavar="ID", help=_("only these exemplars"))
    parser.add_argument("--channel", nargs="+", default=[], metavar=_("CHANNEL"), help=_("only these channels"))
    parser.add_argument("--outlet", nargs="+", default=[], metavar=_("OUTLET"), help=_("only these outlets"))
    parser.add_argument("--all", action="store_true", help=_("exemplars not updated in the last 90 days too"))
    parser.add_argument("--dry-run", action="store_true", help=_("show the exact text, its parts and what it costs"))
    said = _("with --dry-run: lay every letter into this folder as the page that an editor will see")
    parser.add_argument("--letters", type=Path, metavar=_("FOLDER"), help=said)
    parser.add_argument("--send", action="store_true", help=_("queue what is approved; without it nothing is queued"))
    parser.add_argument("--workers", type=int, default=1, help=_("how many send at once (default: 1)"))
    parser.add_argument(
        "--wait", type=float, default=60.0, help=_("seconds to wait for what may go soon (default: 60)")
    )
    said = _("send with: the ledger's own rows (default), or DBOS for several machines")
    parser.add_argument("--engine", choices=("rows", "dbos"), default="rows", help=said)
    parser.add_argument("--out", type=Path, help=_("suggest: write to this file instead of standard output"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Act; `PROBLEMS` if something asked for is withheld, could not be queued, or was not taken."""
    from generator.checks.nearest import did_you_mean
    from generator.pushing.stock import Unknown, read_stock

    project = project_of(argparse.Namespace(records=options.records))
    settings = settings_of(project, console)
    _known(options, settings)
    if not settings.outlets.outlets:
        raise Misuse(_("there is no outlet; write them into exemplars/outlets.yml, CONTRIBUTING.md shows how"))
    with console.bar(options) as bar:
        stock = read_stock(project, settings, options.today, options.jobs, bar.advance)
    try:
        acts = {"plan": _plan, "run": _run, "suggest": _suggest}
        return acts[options.action](options, console, stock, settings)
    except Unknown as error:
        said = _("there is no exemplar “{id}”").format(id=error)
        raise Misuse(_("; ").join(part for part in (said, did_you_mean(str(error), error.known)) if part)) from error


def _known(options: argparse.Namespace, settings: Settings) -> None:
    from generator.checks.nearest import did_you_mean

    known = {
        "channel": [channel.id for channel in settings.channels],
        "outlet": [outlet.id for outlet in settings.outlets.outlets],
    }
    words = {"channel": _("there is no channel “{name}”"), "outlet": _("there is no outlet “{name}”")}
    for what, ids in known.items():
        for name in getattr(options, what):
            if name not in ids:
                parts = (words[what].format(name=name), did_you_mean(name, ids))
                raise Misuse(_("; ").join(part for part in parts if part))


def _plan(options: argparse.Namespace, console: Console, stock: Stock, settings: Settings) -> int:
    from generator.office.matrix_words import labels_of
    from generator.output import write_whole
    from generator.pushing import plan_words, standing
    from generator.pushing.planning import Wanted, plan_of

    if options.letters and not options.dry_run:
        raise Misuse(_("--letters lays letters down to be looked at; add --dry-run"))
    wanted = Wanted(tuple(options.item), tuple(options.channel), tuple(options.outlet), options.all)
    plan = plan_of(stock, settings, wanted)
    labels = labels_of(settings)
    console.tell(stock.project, plan.problems)
    code = PROBLEMS if plan.withheld or plan.no_opt_out else DONE
    if options.dry_run:
        for parcel in plan.parcels:
            console.say("\n".join(plan_words.dry_run(parcel, labels, os.environ)))
            if options.letters and parcel.message.html:
                name = f"{parcel.message.item}-{parcel.message.channel}.html"
                write_whole(options.letters / name, parcel.message.html)
        console.warn("\n".join(plan_words.left_out(plan)))
        return code
    with ledger_of(stock.project) as ledger:
        standing.recorded(ledger, plan.parcels, "push")
        standings = standing.standings(ledger, plan.parcels)
        if not options.send:
            console.say("\n".join(plan_words.as_text(plan, standings, labels, os.environ)))
            console.warn("\n".join(plan_words.left_out(plan)))
            empty = "" if plan.withheld else _("nothing to push: nobody that an outlet takes was updated in 90 days")
            console.say(plan_words.next_step(plan, standings) or empty)
            return code
        replaced = standing.superseded(ledger, plan.parcels, "push")
        new = waiting = 0
        for parcel, stands in zip(plan.parcels, standings, strict=True):
            if not stands.approved_by:
                waiting += 1
                continue
            for done in standing.queued(ledger, parcel, os.environ, "push"):
                console.say(plan_words.queued_line(parcel, done, labels))
                new += done.new
                code = PROBLEMS if done.why else code
    console.warn("\n".join(plan_words.left_out(plan)))
    if replaced:
        console.say(_("taken out of the queue, of an earlier version: {n}").format(n=replaced))
    if waiting:
        said = ngettext("{n} message waits for its approval", "{n} messages wait for their approval", waiting)
        console.say(said.format(n=waiting))
    console.say(_("{n} queued; next:  exemplar push run").format(n=new))
    return code


def _run(options: argparse.Namespace, console: Console, stock: Stock, settings: Settings) -> int:
    from generator.delivery.outcome import Result
    from generator.delivery.states import State
    from generator.pushing import run_words, running, standing
    from generator.pushing.planning import outlets_of

    with ledger_of(stock.project) as ledger:
        for item in standing.withheld_now(ledger, stock.ids):
            taken = ledger.cancel("push run", item=item, why="not public")
            console.warn(run_words.taken_out(item, taken))
        asked = outlets_of(settings, options.outlet)
        waiting = running.waiting_outlets(ledger)
        console.warn("\n".join(run_words.gone(sorted(waiting - set(outlets_of(settings, ()))))))
        # Who has nothing to get may still have something to say.
        open_ = waiting | ledger.awaited(asked)
        chosen = [outlet for id_, outlet in asked.items() if id_ in open_]
        since = ledger.moment()
        try:
            with console.bar(options) as bar, running.engine(options.engine, ledger) as engine:
                ran = running.run(
                    ledger,
                    chosen,
                    os.environ,
                    workers=max(1, options.workers) if options.engine == "rows" else 1,
                    patience=options.wait,
                    told=lambda _result: bar.advance(1),
                    engine=engine,
                )
        except KeyboardInterrupt:
            console.warn(_("stopped; what was under way stands in the ledger, and the rest waits"))
            return PROBLEMS
        console.warn("\n".join(run_words.closed(ran)))
        console.warn("\n".join(run_words.for_a_person(ledger, settings.outlets.outlets, ran, since)))
        counts = ledger.counts()
        console.say(run_words.closing_line(ran, counts))
        unknown = any(count.state is State.UNKNOWN for count in counts)
    return PROBLEMS if unknown or ran.closed or ran.results.get(Result.REFUSED) else DONE


def _suggest(options: argparse.Namespace, console: Console, stock: Stock, settings: Settings) -> int:
    from generator.output import write_whole
    from generator.pushing.suggestions import patch

    if options.out:
        options.out.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made

    with ledger_of(stock.project) as ledger:
        found = patch(ledger, stock, settings, options.item)
    if options.out:
        write_whole(options.out, found.diff)
    else:
        console.write(found.diff.encode())
    console.warn("\n".join(found.notes))
    return DONE
