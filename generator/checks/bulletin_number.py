"""The file of a bulletin is called by its year and number, which no other has.

Readers cite an issue by its number, and the next number is found from the files. A file whose name and text disagree
would be cited as one issue and found as another.

Fails:

    bulletins/2026-11.yml: {number: 12, date: 2026-11-22, exemplars: [zhang-san]}

Passes:

    bulletins/2026-12.yml: {number: 12, date: 2026-11-22, exemplars: [zhang-san]}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.bulletin import Bulletin
from generator.records.reader import Document

SEVERITY = Severity.ERROR


def misnamed(name: str, file: Document[Bulletin]) -> Iterator[Finding]:
    """What is wrong with the name of a bulletin's file, given without its ending."""
    bulletin = file.value
    if bulletin is None:
        return
    expected = f"{str(bulletin.date)[:4]}-{bulletin.number}"
    if name != expected:
        message = _("the file is called {name}.yml, but its text says number {number} of {year}")
        yield Finding(
            file.at("number"),
            message.format(name=name, number=bulletin.number, year=str(bulletin.date)[:4]),
            _("call the file {expected}.yml, or mend number or date").format(expected=expected),
        )
