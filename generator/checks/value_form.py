"""A value has the form that its key takes: text, a list, a mapping, one of the allowed words.

Nothing is converted in silence, so a page never shows what nobody wrote.

Fails:

    stage: nominted

Passes:

    stage: nominated
"""

from __future__ import annotations

import re

from generator.checks.finding import Finding, Severity
from generator.checks.nearest import did_you_mean
from generator.language import _, ngettext
from generator.records.fault import Fault

SEVERITY = Severity.ERROR
_ALLOWED = re.compile(r"'([^']*)'")
_SHOWN = 30


def word(fault: Fault) -> Finding:
    """Says what the key takes; the types of fault are pydantic's."""
    path = fault.what.removesuffix(".[key]")
    value = fault.details.get("value", "")
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return Finding(fault.at, *_said(fault, path, value, shown))


def _said(fault: Fault, path: str, value: str, shown: str) -> tuple[str, str]:
    details, named = fault.details, {"path": path, "value": shown}
    match details.get("type"):
        case "literal_error":
            allowed = _ALLOWED.findall(details.get("expected", ""))
            return _("{path} cannot be “{value}”").format(**named), did_you_mean(value, allowed)
        case "string_type":
            hint = _("write one value after the colon, without “- ”, “[ ]” or “{ }”")
            return _("{path} takes one text, not a list or a mapping").format(**named), hint
        case "string_too_short":
            return _too_short(int(details["min_length"]), len(value), named)
        case "string_too_long":
            most = int(details["max_length"])
            message = _("{path} has {length} characters, at most {most} are taken: “{value}”")
            hint = _("leave out {less} characters").format(less=len(value) - most)
            return message.format(length=len(value), most=most, **named), hint
        case "string_pattern_mismatch":
            hint = _form(details.get("pattern", ""))
            return _("“{value}” has not the form of {path}").format(**named), hint
        case "tuple_type" | "list_type":
            hint = _("write [a, b], or one “- …” on each line beneath")
            if value:
                hint = _("write [{value}]").format(value=shown)
                return _("{path} takes a list, not the single value “{value}”").format(**named), hint
            return _("{path} takes a list").format(**named), hint
        case "too_short":
            least = int(details["min_length"])
            message = ngettext("{path} needs at least {n} entry", "{path} needs at least {n} entries", least)
            return message.format(n=least, **named), _("write the entries as [a, b]")
        case "int_parsing" | "int_type":
            return _("{path} takes a whole number, not “{value}”").format(**named), _("write digits only, as in 5")
        case "greater_than_equal" | "less_than_equal":
            limit = details.get("ge") or details.get("le", "")
            if "ge" in details:
                return _("{path} is “{value}”, at least {limit} is needed").format(limit=limit, **named), ""
            return _("{path} is “{value}”, at most {limit} is taken").format(limit=limit, **named), ""
        case "decimal_parsing" | "decimal_type" | "decimal_max_digits" | "decimal_max_places" | "finite_number":
            return _("{path} takes a number, not “{value}”").format(**named), _("write figures only, as in 92.5")
        case "dict_type" | "model_type" | "model_attributes_type":
            hint = _("write “key: value” lines beneath it, indented by two spaces")
            if "：" in value:
                hint = _("write “: ”, an English colon and a space")
            if value:
                return _("{path} takes keys of its own, not the text “{value}”").format(**named), hint
            return _("{path} takes keys of its own, not a list").format(**named), hint
    kind = details.get("type", "")
    return _("{path} has a value that it does not take ({kind})").format(kind=kind, **named), ""


def _too_short(least: int, length: int, named: dict[str, str]) -> tuple[str, str]:
    if not length:
        return _("{path} is empty").format(**named), _("write a value, or take the line out")
    message = _("{path} has {length} characters, at least {least} are needed: “{value}”")
    return message.format(length=length, least=least, **named), _("write it out")


def _form(pattern: str) -> str:
    """What a pattern of the model asks for, in words."""
    if pattern.startswith("^https?"):
        return _("write a whole address that ends with “/”, as in https://example.org/")
    if pattern.startswith(r"^[^\W_]"):
        return _("write letters, digits or Chinese characters only, without brackets or other signs")
    if pattern.startswith("^[0-9]{4}-"):
        return _("write year and month, as in 2026-11")
    if pattern.startswith("^[A-Za-z0-9_-]"):
        return _("use English letters, digits, “-” and “_” only, as in s1")
    return _("use small English letters and digits with single hyphens between, as in good-results")
