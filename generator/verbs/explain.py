"""`exemplar explain`: the documentation of a rule, with an example that fails and one that passes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Protocol

from generator.language import _
from generator.verbs.verb import DONE, Console, Misuse


class Explained(Protocol):
    """What is explained: a rule of `check`, or a condition of the gate."""

    @property
    def name(self) -> str: ...
    @property
    def documentation(self) -> str: ...


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
    from generator.checks.rules import RULES
    from generator.gate.conditions import CONDITIONS

    groups: tuple[tuple[str, Sequence[Explained], Callable[[Explained], str]], ...] = (
        (_("What `exemplar check` looks for"), RULES, lambda rule: _(str(getattr(rule, "severity", "")))),
        (_("What `exemplar gate` asks before a record is public"), CONDITIONS, lambda _rule: _("condition")),
    )
    if not options.rule:
        for title, rules, _kind in groups:
            console.say(f"{title}\n")
            for rule in rules:
                console.say(f"  {rule.name:24} {_(rule.documentation).splitlines()[0]}")
            console.say("\n")
        return DONE
    for _title, rules, kind in groups:
        for rule in rules:
            if rule.name == options.rule:
                console.say(f"{rule.name} ({kind(rule)})\n\n{_(rule.documentation).strip()}")
                return DONE
    near = nearest(options.rule, [rule.name for _title, rules, _kind in groups for rule in rules])
    meant = _("did you mean “{key}”?").format(key=near) if near else _("`exemplar explain` lists them all")
    raise Misuse(_("there is no rule “{rule}”; {meant}").format(rule=options.rule, meant=meant))
