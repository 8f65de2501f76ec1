"""`exemplar count-sms`: counts a text from standard input as SMS."""

from __future__ import annotations

import argparse
import json

from generator.language import _
from generator.verbs.verb import DONE, Console, Misuse

TAKES: tuple[str, ...] = ()


def summary() -> str:
    """What the verb does, in a line."""
    return _("count a text from standard input as SMS")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument(
        "--international", action="store_true", help=_("by the GSM standard instead of mainland billing")
    )
    parser.add_argument("--json", action="store_true", help=_("for programs, with the text of each part"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Count the text exactly as it comes, a line end at its end included."""
    from generator.sms.counting import count_sms

    try:
        text = console.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misuse(_("the text is not UTF-8; save it as UTF-8 and try again")) from error
    count = count_sms(text, options.international)
    if options.json:
        console.say(json.dumps(count._asdict(), ensure_ascii=False, indent=2))
        return DONE
    said = _("{encoding}, {characters} characters, {messages} messages (billed {billed}, in truth {true})")
    console.say(
        said.format(
            encoding=count.encoding,
            characters=count.characters,
            messages=count.messages,
            billed=count.billed_parts,
            true=count.true_parts,
        )
    )
    for number, part in enumerate(count.parts, 1):
        console.say(f"{number}/{len(count.parts)} {part}")
    if text.endswith("\n"):
        console.warn(_("the text ends with a line end, and that counts too"))
    return DONE
