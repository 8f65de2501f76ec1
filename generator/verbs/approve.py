"""`exemplar approve`: a person answers for exactly these bytes; changed bytes need another approval."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator.language import _, ngettext
from generator.verbs.ledger_access import ledger_of, sign_here, signed
from generator.verbs.verb import DONE, Console, Misuse, project_of

if TYPE_CHECKING:
    from generator.delivery.publications import Publication

TAKES: tuple[str, ...] = ()
SHORTEST = 6
"""So many digits of a key are enough, if no other begins with them."""


def summary() -> str:
    """What the verb does, in a line."""
    return _("approve messages that “push” has planned: exactly these bytes, under your name")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    said = _("the messages' keys, as “push” shows them; the beginning is enough")
    parser.add_argument("keys", nargs="*", metavar="KEY", help=said)
    said = _("all messages of these exemplars, in their newest version")
    parser.add_argument("--item", nargs="+", default=[], metavar="ID", help=said)
    sign_here(parser)


def run(options: argparse.Namespace, console: Console) -> int:
    """Show the text that is approved, and enter the approval."""
    from generator.pushing.approving import newest, of_key
    from generator.pushing.state_words import purposes

    if not options.keys and not options.item:
        raise Misuse(_("say which messages: their keys, or --item and an exemplar's id"))
    who = signed(options.by)
    project = project_of(options)
    approved = 0
    with ledger_of(project) as ledger:
        found = [publication for key in options.keys for publication in _of_key(of_key(ledger, key), key)]
        for item in options.item:
            drafts = newest(ledger, item)
            if not drafts:
                said = _("there is no planned message of “{id}”; “exemplar push --item {id}” plans it")
                raise Misuse(said.format(id=item))
            found += drafts
        words = purposes()
        for publication in dict.fromkeys(found):
            title = f"{publication.title} · {words[publication.purpose]} · {publication.version}"
            if ledger.approve(publication.digest, who):
                approved += 1
                console.say(f"✓ {title}\n{ledger.message(publication.digest).text}\n")
            else:
                by = publication.approved_by or who
                console.say(_("· {title}: approved by {who} before").format(title=title, who=by))
    said = ngettext("{n} message approved by {who}", "{n} messages approved by {who}", approved)
    console.say(_("{said}; next:  exemplar push --send").format(said=said.format(n=approved, who=who)))
    return DONE


def _of_key(found: list[Publication], key: str) -> list[Publication]:
    if len(key) < SHORTEST:
        raise Misuse(_("“{key}” is too short; write at least {n} digits").format(key=key, n=SHORTEST))
    if not found:
        raise Misuse(_("no planned message has a key that begins with “{key}”").format(key=key))
    if len(found) > 1:
        raise Misuse(_("several messages have a key that begins with “{key}”; write more of it").format(key=key))
    return found
