"""The verbs of the command line, in the order of a record's life, and the options that several share."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from generator import language
from generator.language import _
from generator.verbs.verb import Console


class Verb(Protocol):
    """A module of verbs/. `TAKES` names the groups of options it shares with others: "day", "site", "managed"."""

    TAKES: tuple[str, ...]

    def summary(self) -> str: ...
    def arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, options: argparse.Namespace, console: Console) -> int: ...


VERBS = (
    "new", "check", "explain", "gate", "preview", "count-sms", "build", "serve", "matrix", "due", "quota", "register",
    "score", "audit", "takedown", "push", "approve", "ledger", "retract", "correct", "deploy",
)  # fmt: skip


def verb_of(name: str) -> Verb:
    """The module of a verb: verbs/count_sms.py for `count-sms`."""
    return cast(Verb, import_module(f"generator.verbs.{name.replace('-', '_')}"))


def asked_for(given: Sequence[str]) -> tuple[str, ...]:
    """The verbs that a parser of the arguments `given` has to know: the one that they name, or all."""
    words = iter(given)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("--lang="):
            return (word,) if word in VERBS else VERBS
    return VERBS


def parser_of(today: datetime.date, verbs: Iterable[str] = VERBS) -> argparse.ArgumentParser:
    """The parser of `verbs`, worded in the chosen language. What it gives has the module called as `verb`.

    To load all of them takes as long as a fifth of a build after an edit.
    """
    parser = argparse.ArgumentParser(
        prog="exemplar", description=_("From records of exemplars to a published site, feeds and ready copy.")
    )
    parser.add_argument("--lang", choices=language.LANGUAGES, help=_("language of messages (default: Chinese)"))
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    common = _common()
    shared = {"day": _acting(today), "site": _building(), "managed": _managed()}
    for name in verbs:
        verb = verb_of(name)
        text = verb.summary()
        parents = [common, *(shared[group] for group in verb.TAKES)]
        made = commands.add_parser(name, help=text, description=text, parents=parents)
        verb.arguments(made)
        made.set_defaults(verb=verb)
    return parser


def _common() -> argparse.ArgumentParser:
    """What every verb takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang",
        choices=language.LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("language of messages (default: Chinese)"),
    )
    common.add_argument("--quiet", action="store_true", help=_("no progress display"))
    common.add_argument("--records", type=Path, help=_("folder of the records (default: exemplars)"))
    common.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help=_("processes (default: the cores)"))
    return common


def _acting(today: datetime.date) -> argparse.ArgumentParser:
    """What a verb takes whose outcome depends on the day."""
    acting = argparse.ArgumentParser(add_help=False)
    acting.add_argument(
        "--today",
        type=_day,
        default=today,
        help=_("the day to act for, YYYY-MM-DD (default: today)"),
    )
    return acting


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no day; write it like 2026-11-22").format(text=text)) from error


def _building() -> argparse.ArgumentParser:
    """What the verbs take that build a site."""
    building = argparse.ArgumentParser(add_help=False)
    building.add_argument("--out", type=Path, help=_("folder of the site (default: build/site)"))
    building.add_argument("--cards", choices=("all", "none"), default="all", help=_("share cards (default: all)"))
    building.add_argument(
        "--press",
        choices=("none", "recent", "all"),
        default="recent",
        help=_("press kits (default: recent)"),
    )
    return building


def _managed() -> argparse.ArgumentParser:
    """What the office's own verbs take: the private overlay, and whose exemplars are wanted (分级管理)."""
    managed = argparse.ArgumentParser(add_help=False)
    managed.add_argument("--private", type=Path, metavar="DIR", help=_("folder of the private overlay"))
    managed.add_argument(
        "--managed-by",
        metavar=_("UNIT"),
        help=_("only what this unit manages: the managing unit of the overlay, or else the unit of the record"),
    )
    managed.add_argument(
        "--level", nargs="+", default=[], metavar=_("LEVEL"), help=_("only these levels, such as county city")
    )
    return managed
