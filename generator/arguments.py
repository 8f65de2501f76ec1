"""The verbs of the command line and their options, worded in the chosen language."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from generator import language
from generator.language import _

Verb = Callable[[argparse.Namespace], int]


def parser_of(does: Mapping[str, Verb], today: datetime.date) -> argparse.ArgumentParser:
    """The parser of all verbs. What it gives has as `verb` what `does` says for the verb that was called."""
    parser = argparse.ArgumentParser(
        prog="exemplar", description=_("From records of exemplars to a published site, feeds and ready copy.")
    )
    parser.add_argument("--lang", choices=language.LANGUAGES, help=_("language of messages (default: Chinese)"))
    verbs = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    common, acting, building = _common(), _acting(today), _building()

    def verb(name: str, text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=text, description=text, parents=[common, *parents])
        made.set_defaults(verb=does[name])
        return made

    _new(verb("new", _("begin a record: asks for what it must know, writes a scaffold"), acting))

    check = verb("check", _("check records and settings"))
    check.add_argument("paths", nargs="*", type=Path, metavar=_("PATH"), help=_("record, folder or records root"))
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help=_("form of the report"))

    explain = verb("explain", _("explain a rule, with an example that fails and one that passes"))
    explain.add_argument("rule", nargs="?", metavar=_("RULE"), help=_("the rule's name; without it, all are listed"))

    preview = verb("preview", _("show the exact bytes a channel would publish"))
    preview.add_argument("channel", metavar=_("CHANNEL"), help=_("such as sms, bulletin, newspaper"))
    preview.add_argument("id", metavar="ID", help=_("the exemplar's id"))
    preview.add_argument("--format", help=_("ending of the output wanted, such as txt or md"))
    preview.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))

    verb("build", _("build the site"), acting, building)

    serve = verb("serve", _("show the site on this machine, rebuilt on every change"), acting, building)
    serve.add_argument("--port", type=int, default=8000, help=_("port (default: 8000)"))
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


def _new(new: argparse.ArgumentParser) -> None:
    new.add_argument("--kind", choices=("person", "organization"), help=_("a person or an organization"))
    new.add_argument("--id", help=_("lower-case Latin letters, digits and hyphens; never changes"))
    for field, text in (
        ("name", _("name of the person or organization")),
        ("fields", _("fields by id, separated by commas")),
        ("unit", _("unit")),
        ("post", _("post")),
        ("region", _("region from the province down, separated by /")),
        ("level", _("level by id")),
        ("summary", _("the deed in one sentence")),
    ):
        new.add_argument(f"--{field}", help=text)
