"""`exemplar ledger`: what was handed to whom, and what became of it; a person settles what nobody knows."""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _, ngettext
from generator.verbs.ledger_access import ledger_of, sign_here, signed
from generator.verbs.verb import DONE, PROBLEMS, Console, Misuse, project_of, settings_of

if TYPE_CHECKING:
    from generator.delivery.ledger import Ledger
    from generator.delivery.listing import Wanted

TAKES: tuple[str, ...] = ()
ACTIONS = ("list", "show", "settle", "bounces", "export", "verify", "suppress", "resume")
HOW = ("delivered", "resend")
SHORTEST = 6
"""So many digits of a key are enough, if no other begins with them."""


def summary() -> str:
    """What the verb does, in a line."""
    return _("tell what was handed to whom and what became of it, and settle doubts")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("action", choices=ACTIONS, help=_("what to do with the ledger"))
    said = _(
        "show KEY; settle KEY delivered|resend; bounces PATH… (mail files, an mbox, a Maildir, or - for standard "
        "input); suppress (addresses on standard input); resume OUTLET"
    )
    parser.add_argument("what", nargs="*", metavar=_("WHAT"), help=said)
    parser.add_argument("--item", default="", metavar="ID", help=_("only this exemplar"))
    parser.add_argument("--channel", default="", metavar=_("CHANNEL"), help=_("only this channel"))
    parser.add_argument("--outlet", default="", metavar=_("OUTLET"), help=_("only this outlet"))
    parser.add_argument("--state", default="", help=_("only what stands there, such as unknown or refused"))
    sign_here(parser)
    said = _("bounces: write no more to the addresses that do not exist; needs --by")
    parser.add_argument("--suppress", action="store_true", help=said)
    parser.add_argument("--addresses", action="store_true", help=_("show recipients; keep what comes out to yourself"))
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help=_("form of the export"))
    parser.add_argument("--head", default="", help=_("verify: the end of the chain as it was noted earlier"))
    parser.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Act; `PROBLEMS` if something does not hold, or a doubt cannot be settled so."""
    acts = {
        "list": _list,
        "show": _show,
        "settle": _settle,
        "bounces": _bounces,
        "export": _export,
        "verify": _verify,
        "suppress": _suppress,
        "resume": _resume,
    }
    return acts[options.action](options, console)


def _list(options: argparse.Namespace, console: Console) -> int:
    from generator.office.matrix_words import labels_of
    from generator.pushing import ledger_words

    project = project_of(argparse.Namespace(records=options.records))
    settings = settings_of(project, console)
    with ledger_of(project) as ledger:
        counts = ledger.counts(_wanted(options))
        console.say("\n".join(ledger_words.as_list(counts, labels_of(settings))))
        if options.state:
            console.say("\n".join(ledger_words.as_lines(ledger.lines(_wanted(options)), labels_of(settings))))
        for outlet, until in ledger.paused().items():
            said = _("{outlet} rests until {when} after many refusals;  exemplar ledger resume {outlet}  ends that")
            console.warn(said.format(outlet=outlet, when=ledger_words.moment(until)))
    console.say(ledger_words.totals(counts) or _("the ledger has nothing of that"))
    return DONE


def _show(options: argparse.Namespace, console: Console) -> int:
    from generator.office.matrix_words import labels_of
    from generator.pushing import ledger_words

    project = project_of(argparse.Namespace(records=options.records))
    settings = settings_of(project, console)
    with ledger_of(project) as ledger:
        story = ledger.story(_key(ledger, options), addresses=options.addresses)
    console.say("\n".join(ledger_words.as_story(story, labels_of(settings))))
    return DONE


def _settle(options: argparse.Namespace, console: Console) -> int:
    from generator.delivery.doubts import NotInDoubt
    from generator.pushing.state_words import states

    if len(options.what) != 2 or options.what[1] not in HOW:
        raise Misuse(
            _("write:  exemplar ledger settle KEY delivered  (it came) or  settle KEY resend  (send it again)")
        )
    who = signed(options.by)
    with ledger_of(project_of(argparse.Namespace(records=options.records))) as ledger:
        key = _key(ledger, options)
        try:
            state = ledger.settle(key, options.what[1], who)
        except NotInDoubt as error:
            said = _("{key} stands at “{state}”: there is nothing to settle in that way")
            console.warn(said.format(key=key[:12], state=states()[error.args[0]]))
            return PROBLEMS
    console.say(f"✓ {key[:12]}  {states()[state]}")
    return DONE


def _bounces(options: argparse.Namespace, console: Console) -> int:
    from generator.pushing import returned_words
    from generator.pushing.postbag import PIPE, letters
    from generator.pushing.returning import entered

    if not options.what:
        raise Misuse(_("name what to read: mail files, an mbox, a Maildir, or - for standard input"))
    for path in options.what:
        if path != PIPE and not Path(path).exists():
            raise Misuse(_("there is no file or folder {path}").format(path=path))
    # A mail server that pipes a message in has no name; who strikes addresses off answers for it.
    who = signed(options.by) if options.suppress else options.by or "ledger bounces"
    with ledger_of(project_of(argparse.Namespace(records=options.records))) as ledger:
        found = entered(ledger, letters(options.what, console.read), who)
        console.say("\n".join(returned_words.changed(found)))
        console.warn("\n".join(returned_words.for_a_person(found)))
        if options.suppress:
            new = ledger.suppress_dead(found.dead, who)
            console.say(ngettext("{n} more gets nothing", "{n} more get nothing", new).format(n=new))
        else:
            console.warn("\n".join(returned_words.dead(found, ledger)))
    console.say(returned_words.closing_line(found))
    return PROBLEMS if found.strange else DONE


def _export(options: argparse.Namespace, console: Console) -> int:
    from generator.output import write_whole
    from generator.pushing import ledger_words

    if options.out:
        options.out.parent.resolve(strict=True)  # a mistyped folder is told before the work, not made
    with ledger_of(project_of(argparse.Namespace(records=options.records))) as ledger:
        lines = ledger.lines(_wanted(options), addresses=options.addresses)
        data = ledger_words.as_csv(lines) if options.format == "csv" else ledger_words.as_json(lines)
        if options.out:
            write_whole(options.out, data)
        else:
            for portion in data:
                console.write(portion)
    return DONE


def _verify(options: argparse.Namespace, console: Console) -> int:
    from generator.pushing import ledger_words

    with ledger_of(project_of(argparse.Namespace(records=options.records))) as ledger:
        flaws = list(ledger.verify(options.head))
        console.warn("\n".join(ledger_words.flaws(flaws)))
        head = ledger.head()
    if flaws:
        said = _("the ledger was altered by other hands or is damaged; keep the file, and have it looked at")
        console.warn(said)
        return PROBLEMS
    console.say(_("the ledger holds: chain, states and hashes; its end is {head}").format(head=head))
    return DONE


def _suppress(options: argparse.Namespace, console: Console) -> int:
    from generator.delivery.suppression import Reason

    reasons = [reason.value for reason in Reason]
    if len(options.what) > 1 or not set(options.what) <= set(reasons):
        raise Misuse(_("say why: {reasons}; the addresses come on standard input").format(reasons=", ".join(reasons)))
    reason = Reason(options.what[0]) if options.what else Reason.OPTED_OUT
    addresses = [line.strip() for line in console.read().decode("utf-8-sig").splitlines() if line.strip()]
    who = signed(options.by)
    with ledger_of(project_of(argparse.Namespace(records=options.records))) as ledger:
        new = ledger.suppress(addresses, reason, who)
    console.say(ngettext("{n} more gets nothing", "{n} more get nothing", new).format(n=new))
    return DONE


def _resume(options: argparse.Namespace, console: Console) -> int:
    if len(options.what) != 1:
        raise Misuse(_("name the outlet that shall go on"))
    with ledger_of(project_of(argparse.Namespace(records=options.records))) as ledger:
        ended = ledger.resume(options.what[0], signed(options.by))
    said = _("{outlet} goes on") if ended else _("{outlet} does not rest")
    console.say(said.format(outlet=options.what[0]))
    return DONE


def _wanted(options: argparse.Namespace) -> Wanted:
    from generator.checks.nearest import did_you_mean
    from generator.delivery.listing import Wanted
    from generator.delivery.states import State

    known = [state.value for state in State]
    if options.state and options.state not in known:
        parts = (_("there is no state “{name}”").format(name=options.state), did_you_mean(options.state, known))
        raise Misuse(_("; ").join(part for part in parts if part))
    state = State(options.state) if options.state else None
    return Wanted(options.item, options.channel, options.outlet, state)


def _key(ledger: Ledger, options: argparse.Namespace) -> str:
    """The one delivery that is meant by the beginning of its key."""
    from generator.delivery.listing import Wanted

    if not options.what or len(options.what[0]) < SHORTEST:
        raise Misuse(
            _("give a key, or at least its first {n} digits, as “ledger list” and “push run” show them").format(
                n=SHORTEST
            )
        )
    found = [line.key for line in itertools.islice(ledger.lines(Wanted(key=options.what[0])), 2)]
    if not found:
        raise Misuse(_("the ledger has no delivery whose key begins with “{key}”").format(key=options.what[0]))
    if len(found) > 1:
        said = _("several deliveries have a key that begins with “{key}”; write more of it")
        raise Misuse(said.format(key=options.what[0]))
    return found[0]
