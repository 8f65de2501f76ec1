"""Addresses and secrets of outlets stand in environment variables, whose names alone stand in outlets.yml.

The file lies in git, where whoever can read it could write to newsrooms in the office's name, and nothing that once
stood there can be taken out of its history. `to` and `recipients` name a variable; so does every option that is a
password, and any other that holds an address with one in it.

Fails:

    # outlets.yml
    outlets: [{id: demo-paper, name: 虚构日报, takes: [newspaper], via: webhook, to: "https://news.example.org/hook"}]

Passes:

    # outlets.yml
    outlets: [{id: demo-paper, name: 虚构日报, takes: [newspaper], via: webhook, to: $DEMO_PAPER}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Position
from generator.records.outlets import Outlets
from generator.records.reader import Document

SEVERITY = Severity.ERROR
VARIABLE = re.compile(r"\$[A-Z][A-Z0-9_]*\Z")
SECRET_OPTIONS = frozenset({"secret", "password", "token", "authorization", "server"})
"""Options whose value is never written down: what they open, or where it is."""
_WITH_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s@]*:[^/\s@]*@", re.IGNORECASE)


def findings(file: Document[Outlets]) -> Iterator[Finding]:
    """Looks at every value that may lead somewhere; no finding repeats one."""
    for n, outlet in enumerate(file.value.outlets if file.value else ()):
        own = outlet.id.upper().replace("-", "_")
        for key, value in (("to", outlet.to), ("recipients", outlet.recipients)):
            if value is not None and not VARIABLE.match(value):
                yield _finding(
                    file.at("outlets", n, key), outlet.id, key, own + ("_LIST" if key == "recipients" else "")
                )
        for name, value in outlet.options.items():
            if VARIABLE.match(value):
                continue
            if name in SECRET_OPTIONS or _WITH_PASSWORD.search(value):
                yield _finding(file.at("outlets", n, "options", name), outlet.id, name, f"{own}_{name}".upper())


def _finding(at: Position, outlet: str, key: str, variable: str) -> Finding:
    message = _("{key} of the outlet “{outlet}” is no name of an environment variable")
    hint = _(
        "write {key}: ${variable} here, and have whoever runs this machine set {variable}; "
        "if an address or password stood here, change it, for git keeps it"
    )
    variable = variable.replace("-", "_")
    return Finding(at, message.format(key=key, outlet=outlet), hint.format(key=key, variable=variable))
