"""`exemplar explain`: the documentation of a rule, with an example that fails and one that passes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

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
    from generator.checks.nearest import nearest
    from generator.checks.rules import RULES, Rule
    from generator.gate.conditions import CONDITIONS, Condition
    from generator.history.rules import HISTORY

    groups: tuple[tuple[str, Sequence[Rule | Condition]], ...] = (
        (_("What `exemplar check` looks for"), RULES),
        (_("What `exemplar gate` asks before a record is public"), CONDITIONS),
        (_("What `exemplar check --since` holds against history"), HISTORY),
    )
    if not options.rule:
        lists = [
            "\n".join([title, *(f"  {rule.name:24} {_(rule.documentation).splitlines()[0]}" for rule in rules)])
            for title, rules in groups
        ]
        console.say("\n\n".join(lists))
        return DONE
    for _title, rules in groups:
        for rule in rules:
            if rule.name == options.rule:
                kind = _(str(rule.severity)) if isinstance(rule, Rule) else _("condition")
                console.say(f"{rule.name} ({kind})\n\n{_(rule.documentation).strip()}")
                return DONE
    near = nearest(options.rule, [rule.name for _title, rules in groups for rule in rules])
    meant = _("did you mean “{key}”?").format(key=near) if near else _("`exemplar explain` lists them all")
    raise Misuse(_("there is no rule “{rule}”; {meant}").format(rule=options.rule, meant=meant))
