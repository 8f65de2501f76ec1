"""Asks for what a new record must know; what was given as an option is not asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from generator.checks import id_form
from generator.checks.finding import Context
from generator.language import _
from generator.records.folders import Kind
from generator.records.reader import RecordFile
from generator.records.settings import Vocabulary
from generator.scaffold import Answers

Ask = Callable[[str], str]


def answers(given: Mapping[str, Any], vocabulary: Vocabulary, ask: Ask | None, say: Callable[[str], None]) -> Answers:
    """The answers for a scaffold; raises `ValueError`, worded for people, for a bad or missing one.

    `ask` puts a question to a person; None when nobody is there to answer.
    """
    fields = {term.id: term.zh for term in vocabulary.fields_}
    levels = {term.id: term.zh for term in vocabulary.levels}
    kind = _asked(
        given,
        "kind",
        _("person or organization [person]: "),
        ask,
        say,
        _one_of({"person": "", "organization": ""}),
        "person",
    )
    name = _asked(given, "name", _("name: "), ask, say, _text)
    id_ = _asked(given, "id", _("id, such as zhang-san (never changes): "), ask, say, _slug)
    listed = _(", ").join(f"{key} {label}" for key, label in fields.items())
    chosen = _asked(given, "fields", _("fields ({known}): ").format(known=listed), ask, say, _some_of(fields))
    level = _asked(
        given,
        "level",
        _("level, may stay empty ({known}): ").format(known=", ".join(levels)),
        ask,
        say,
        _one_of(levels | {"": ""}),
        "",
    )
    optional = {
        key: _asked(given, key, question, ask, say, str.strip, "")
        for key, question in (
            ("unit", _("unit, may stay empty: ")),
            ("post", _("post, may stay empty: ")),
            ("region", _("region such as 湖北/恩施/来凤县, may stay empty: ")),
            ("summary", _("the deed in one sentence of 20 to 60 characters, may stay empty: ")),
        )
    }
    return Answers(cast(Kind, kind), id_, name, tuple(chosen.split(",")), level=level, **optional)


def _asked(
    given: Mapping[str, Any],
    key: str,
    question: str,
    ask: Ask | None,
    say: Callable[[str], None],
    check: Callable[[str], str],
    default: str | None = None,
) -> str:
    if given.get(key) is not None:
        return check(str(given[key]))
    if ask is None:
        if default is None:
            raise ValueError(_("--{key} is needed when nobody can be asked").format(key=key))
        return default
    while True:
        try:
            return check(ask(question) or default or "")
        except ValueError as error:
            say(str(error))


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError(_("this may not stay empty"))
    return value.strip()


def _slug(value: str) -> str:
    for finding in id_form.check(RecordFile(path="", id=value.strip()), Context()):
        raise ValueError(f"{finding.message}{_('; ')}{finding.hint}")
    return value.strip()


def _one_of(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: _known(value.strip(), known)


def _some_of(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: ",".join(_known(part.strip(), known) for part in value.replace("，", ",").split(","))


def _known(value: str, known: Mapping[str, str]) -> str:
    by_label = {label: key for key, label in known.items() if label}
    value = by_label.get(value, value)
    if value not in known:
        raise ValueError(
            _("“{value}” is not known; known: {known}").format(value=value, known=", ".join(filter(None, known)))
        )
    return value
