"""The words for staff: msgids are English, the catalogue beside this file makes them Chinese.

Chinese is the default; `--lang en` or an English locale chooses English. The choice is made once, by
`cli.py`, before any message is worded; worker processes are told it when they start.
"""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Mapping, Sequence
from pathlib import Path

LANGUAGES = ("zh", "en")
_CATALOGUE = {"zh": "zh_CN"}
_LOCALE = Path(__file__).parent / "locale"
_current: gettext.NullTranslations = gettext.NullTranslations()
_chosen = "en"


def choose(language: str) -> None:
    """Word all messages in `language` ("zh" or "en") from now on."""
    global _current, _chosen
    _chosen = language
    _current = (
        gettext.translation("exemplar", _LOCALE, [_CATALOGUE[language]])
        if language in _CATALOGUE
        else gettext.NullTranslations()
    )
    # argparse words its usage and errors through these two names of its module; it offers no other way.
    argparse._ = _  # type: ignore[attr-defined]
    argparse.ngettext = ngettext  # type: ignore[attr-defined]


def chosen() -> str:
    """The language in force, "zh" or "en"."""
    return _chosen


def preferred(environment: Mapping[str, str]) -> str:
    """The language a person's environment asks for: English for an English locale, else Chinese.

    The order LC_ALL, LC_MESSAGES, LANG is that of POSIX.1-2017, XBD 8.2. "C" and "POSIX" name no language.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a command: help must be worded before it is parsed, so --lang is looked for beforehand."""
    for number, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and number + 1 < len(arguments):
            value = arguments[number + 1]
        if value in LANGUAGES:
            return value
    return preferred(environment)


def _(message: str) -> str:
    """`message` in the chosen language."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` by `count`, in the chosen language."""
    return _current.ngettext(one, many, count)
