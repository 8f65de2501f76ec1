"""`exemplar audit`: searches a finished site for every value of the private overlay, and for private numbers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _, ngettext
from generator.verbs.books import Books, closed, opened
from generator.verbs.verb import PROBLEMS, Console, Misuse

if TYPE_CHECKING:
    from generator.office.audit import Searched
    from generator.office.identifying import Secret

TAKES: tuple[str, ...] = ("day", "managed")
_MOST_PLACES = 5


def summary() -> str:
    """What the verb does, in a line."""
    return _("search a finished site for anything of the private overlay")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("--out", type=Path, help=_("folder of the site (default: build/site)"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell what was found, never a private value; `PROBLEMS` if anything was, or could not be looked into."""
    from generator.office.audit import search, stated
    from generator.office.grown import unmarked_minors
    from generator.office.identifying import secrets_of
    from generator.places import find_records

    if not options.private:
        raise Misuse(_("an audit holds the site against the private overlay; say where it is with --private DIR"))
    books = opened(options, console)
    site = (options.out or books.project.out).resolve()
    if not site.is_dir():
        raise Misuse(_("there is no site in {folder}; build it first: exemplar build").format(folder=site))
    wanted = {exemplar.id for exemplar in books.exemplars}
    secrets = [secret for secret in secrets_of(books.overlay) if secret.id in wanted]
    told = stated(secrets, find_records(books.project))
    with console.bar(options) as bar:
        searched = search(site, secrets, _own_words(books), options.jobs, bar.advance)
    open_ = {number for number in told if not secrets[number].always}
    hidden = _in_index(site, secrets, open_ | {finding.secret for finding in searched.findings}, console)
    bad = [finding for finding in searched.findings if finding.secret not in open_]
    lines = [*_said(searched._replace(findings=bad), secrets, books), *_unread(searched)]
    lines += [
        _("{key} stands in the search index").format(key=_key(secrets[number], books))
        for number in sorted(hidden or ())
    ]
    minors = unmarked_minors(books.exemplars, books.overlay, options.today)
    console.say("\n".join(lines))
    console.tell(books.project, minors)
    console.say(_account(searched, len(secrets), len(open_), clean=not (lines or minors or hidden is None)))
    code = closed(books, console)
    return PROBLEMS if lines or minors or hidden is None else code


def _own_words(books: Books) -> str:
    """office.yml as it stands: how the office wants to be reached is no secret."""
    return (books.project.records / "office.yml").read_text("utf-8")


def _in_index(site: Path, secrets: list[Secret], known: set[int], console: Console) -> set[int] | None:
    """Which other values than the `known` the search index holds; None, once it was told, where it cannot be read."""
    from generator.office.indexed import in_index

    try:
        # The first form is the value as it is written, but for its spaces.
        asked = ["" if s.own or n in known else s.forms[0].decode() for n, s in enumerate(secrets)]
        return in_index(site, asked)
    except (OSError, ValueError, KeyError):
        console.warn(_("the search index could not be read; build the site anew and audit it again"))
        return None


def _key(secret: Secret, books: Books) -> str:
    return f"{books.overlay.files[secret.id].path} ({secret.key})"


def _said(searched: Searched, secrets: list[Secret], books: Books) -> Iterator[str]:
    """Each value with the files it stands in, and each number."""
    places: dict[int, list[str]] = {}
    for finding in searched.findings:
        if finding.secret >= 0:
            places.setdefault(finding.secret, []).append(finding.path)
        else:
            yield _("{path}: a private number, {number}").format(path=finding.path, number=finding.number)
    for number, paths in sorted(places.items()):
        yield _("{key} stands in:").format(key=_key(secrets[number], books))
        yield from (f"    {path}" for path in paths[:_MOST_PLACES])
        if (more := len(paths) - _MOST_PLACES) > 0:
            yield "    " + ngettext("and in {n} file more", "and in {n} files more", more).format(n=more)


def _unread(searched: Searched) -> Iterator[str]:
    without = [path for path, why in searched.unread if why == "pypdfium2"]
    if without:
        said = ngettext(
            "{n} PDF was not read, such as {path}; install the extra “office”: {command}",
            "{n} PDFs were not read, such as {path}; install the extra “office”: {command}",
            len(without),
        )
        command = 'python -m pip install -c constraints.txt -e ".[office]"'
        yield said.format(n=len(without), path=without[0], command=command)
    for path, why in searched.unread:
        if why != "pypdfium2":
            yield _("{path}: could not be opened, so nobody knows what it says").format(path=path)


def _account(searched: Searched, values: int, told: int, *, clean: bool) -> str:
    parts = [
        ngettext("{n} file searched", "{n} files searched", searched.files).format(n=searched.files),
        ngettext("for {n} private value", "for {n} private values", values).format(n=values),
    ]
    if told:
        said = ngettext("{n} of them a record tells itself", "{n} of them records tell themselves", told)
        parts.append(said.format(n=told))
    if clean:
        parts.append(_("nothing found"))
    return _(", ").join(parts)
