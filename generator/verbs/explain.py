"""`exemplar explain`: the documentation of a rule, with an example that fails and one that passes."""

from __future__ import annotations

import argparse

from generator.language import _
from generator.verbs.verb import DONE, Console, Misuse

TAKES: tuple[str, ...] = ()


def summary() -> str:
    """What the verb does, in a line."""
    return _("explain a rule, with an example that fails and one that passes")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("rule", nargs="?", metavar=_("RULE"), help=_("the rule's name; without it, all are listed"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Explain one rule, or list them all."""
    from generator.checks.rules import RULES

    if not options.rule:
        for rule in RULES:
            console.say(f"{rule.name:24} {_(rule.documentation).splitlines()[0]}")
        return DONE
    for rule in RULES:
        if rule.name == options.rule:
            console.say(f"{rule.name} ({_(str(rule.severity))})\n\n{_(rule.documentation).strip()}")
            return DONE
    from generator.checks.nearest import nearest

    near = nearest(options.rule, [rule.name for rule in RULES])
    meant = _("did you mean “{key}”?").format(key=near) if near else _("`exemplar explain` lists them all")
    raise Misuse(_("there is no rule “{rule}”; {meant}").format(rule=options.rule, meant=meant))
