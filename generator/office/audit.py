"""Searches a finished site for what is private: every value of the overlay, and numbers that identify a person.

What a record itself tells is no finding but for `Secret.always`: an editor decided that the story names a wife. A
telephone number or an address is one wherever it stands, unless office.yml gives it as the office's own.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.checks.private_number import private_numbers
from generator.office.identifying import Secret, without_spaces
from generator.office.matching import Matcher
from generator.office.unpacking import Unreadable, parts
from generator.places import Found

CHUNK = 200
FEWEST = 1000
"""Below this many files, starting processes takes longer than searching."""
_TEXTS = (
    ".html", ".json", ".xml", ".txt", ".csv", ".md", ".rss", ".atom", ".srt", ".vtt", ".ics", ".rels", ".webmanifest",
    ".pdf", ".jpg", ".jpeg", ".png", ".webp", ".docx", ".pptx", ".xlsx",
)  # fmt: skip
"""Files in whose text private numbers are looked for; the program code of a page is full of long figures."""


class Finding(NamedTuple):
    """Something private in a file of the site: by its path, with the way into an archive, and what it is.

    `secret` is the number of a value of the overlay, or -1; then `number` is a number that was found, masked.
    """

    path: str
    secret: int
    number: str = ""


class Searched(NamedTuple):
    """What a search found; how many files it went through; and those it could not look into, each with the reason."""

    findings: list[Finding]
    files: int
    unread: list[tuple[str, str]]


def search(site: Path, secrets: Sequence[Secret], allowed: str, jobs: int, progress: Callable[[int], None]) -> Searched:
    """Search every file below `site`; numbers that stand in `allowed`, the office's own settings, are no finding."""
    files = sorted(_files(site))
    matcher, owners = _matcher(secrets)
    asked = _Asked(site, matcher, owners, _owns(secrets), allowed)
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    findings: list[Finding] = []
    unread: list[tuple[str, str]] = []
    for found, closed, count in _spread(asked, chunks, jobs if len(files) >= FEWEST else 1):
        findings += found
        unread += closed
        progress(count)
    return Searched(findings, len(files), unread)


def stated(secrets: Sequence[Secret], places: Iterable[Found]) -> dict[int, list[str]]:
    """Which of the values records tell themselves, by number; with the ids of these records."""
    matcher, owners = _matcher(secrets)
    told: dict[int, list[str]] = {}
    for place in places:
        try:
            text = (Path(place.folder) / "record.md").read_bytes()
        except OSError:
            continue  # a record that cannot be read has been told of already
        for number in {owners[form] for form in matcher.found(without_spaces(text))}:
            if not secrets[number].own or secrets[number].id == place.id:
                told.setdefault(number, []).append(place.id)
    return told


def _matcher(secrets: Sequence[Secret]) -> tuple[Matcher, list[int]]:
    """All forms of all values, and which value each is one of."""
    forms = [(form, number) for number, secret in enumerate(secrets) for form in secret.forms]
    return Matcher([form for form, _number in forms]), [number for _form, number in forms]


def _owns(secrets: Sequence[Secret]) -> dict[int, str]:
    return {number: f"exemplars/{secret.id}/" for number, secret in enumerate(secrets) if secret.own}


def _files(site: Path) -> Iterator[str]:
    for folder, _folders, names in os.walk(site):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), site).replace(os.sep, "/")  # noqa: PTH118


class _Asked(NamedTuple):
    """What is looked for where: `owners` gives the value of each text, `own` the only folder of some values."""

    site: Path
    matcher: Matcher
    owners: list[int]
    own: dict[int, str]
    allowed: str


_Some = tuple[list[Finding], list[tuple[str, str]], int]
_asked: list[_Asked] = []
"""What a process of its own looks for: handed over once, for it may be large."""


def _spread(asked: _Asked, chunks: list[list[str]], jobs: int) -> Iterator[_Some]:
    if jobs < 2:
        yield from (_search_some(asked, chunk) for chunk in chunks)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with context.Pool(min(jobs, len(chunks)), _asked.append, (asked,)) as pool:
        yield from pool.imap(_search_as_asked, chunks)


def _search_as_asked(paths: list[str]) -> _Some:
    return _search_some(_asked[-1], paths)


def _search_some(asked: _Asked, paths: list[str]) -> _Some:
    findings: list[Finding] = []
    unread: list[tuple[str, str]] = []
    for path in paths:
        seen: set[Finding] = set()
        try:
            for inner, data, text in parts((asked.site / path).read_bytes()):
                where = f"{path} › {inner}" if inner else path
                for number in {asked.owners[form] for form in asked.matcher.found(without_spaces(data))}:
                    if path.startswith(asked.own.get(number, "")):
                        seen.add(Finding(where, number))
                if text and (inner or path).lower().endswith(_TEXTS):
                    seen |= {Finding(where, -1, masked) for masked in _numbers(data, asked.allowed)}
        except Unreadable as closed:
            unread.append((path, str(closed)))
        findings += sorted(seen)
    return findings, unread, len(paths)


def _numbers(data: bytes, allowed: str) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    for number in private_numbers(text):
        if text[number.start : number.end] not in allowed:
            yield number.masked
