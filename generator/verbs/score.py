"""`exemplar score`: adds up the appraisals of the private overlay, and writes their word into records."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _, ngettext
from generator.verbs.books import Books, closed, opened
from generator.verbs.verb import PROBLEMS, Console, Misuse

if TYPE_CHECKING:
    from generator.office.roll import Exemplar
    from generator.office.scoring import Result
    from generator.records.appraisal_settings import AppraisalSettings

TAKES: tuple[str, ...] = ("managed",)


def summary() -> str:
    """What the verb does, in a line."""
    return _("add up appraisals of the private overlay: points, stars, what is missing")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its own options."""
    parser.add_argument("ids", nargs="*", metavar="ID", help=_("exemplars by id; without any, all that were appraised"))
    parser.add_argument("--table", metavar=_("TABLE"), help=_("only by this indicator table of appraisal.yml"))
    parser.add_argument(
        "--write",
        action="store_true",
        help=_("write “meets” or “fails” and the day into the record; points never leave the overlay"),
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the scores, and write their words if that is asked; `PROBLEMS` if something had to be left out."""
    from generator.appraisals import read_appraisals
    from generator.office.score_words import told
    from generator.office.scoring import check_scores, result_of

    if not options.private:
        raise Misuse(_("points stand in the private overlay alone; say where it is with --private DIR"))
    books = opened(options, console)
    settings, problems = read_appraisals(books.project)
    if settings is None:
        console.tell(books.project, problems)
        return PROBLEMS
    _known_table(options.table, settings)
    wanted = _wanted(options.ids, books)
    found = check_scores(books.overlay, settings, list(wanted))
    faulty = {problem.path for problem in found}
    results: list[tuple[Exemplar, Result]] = []
    for exemplar in wanted:
        file = books.overlay.files.get(exemplar.id)
        result = result_of(books.overlay.of(exemplar.id), exemplar.kind, settings, options.table)
        if result and file and file.path not in faulty:
            results.append((exemplar, result))
    console.say("\n\n".join(told(*one) for one in results))
    without = len(wanted) - len(results)
    if without:
        said = ngettext("{n} exemplar has no score here", "{n} exemplars have no score here", without)
        console.warn(said.format(n=without))
    console.tell(books.project, found)
    refused = _write(results, books, console) if options.write else 0
    code = closed(books, console)
    return PROBLEMS if found or refused else code


def _known_table(table: str | None, settings: AppraisalSettings) -> None:
    from generator.checks.nearest import did_you_mean

    if not settings.tables:
        raise Misuse(_("there is no indicator table; write one into appraisal.yml beside vocabulary.yml"))
    if table and settings.table(table) is None:
        hint = did_you_mean(table, [one.id for one in settings.tables])
        raise Misuse(_("there is no table “{id}” in appraisal.yml; {hint}").format(id=table, hint=hint))


def _wanted(ids: list[str], books: Books) -> tuple[Exemplar, ...]:
    from generator.checks.nearest import did_you_mean

    there = {exemplar.id: exemplar for exemplar in books.exemplars}
    if unknown := [id_ for id_ in ids if id_ not in there]:
        hint = did_you_mean(unknown[0], there)
        raise Misuse(_("there is no exemplar “{id}” here; {hint}").format(id=unknown[0], hint=hint))
    return tuple(there[id_] for id_ in dict.fromkeys(ids)) if ids else books.exemplars


def _write(results: list[tuple[Exemplar, Result]], books: Books, console: Console) -> int:
    """Write the words that are complete; how many records had no place for theirs."""
    from generator.office.appraisal_word import NoPlace, with_word
    from generator.output import write_whole
    from generator.places import find_records

    places = {place.id: place for place in find_records(books.project)}
    refused = 0
    for exemplar, result in results:
        if result.word is None:
            console.warn(_("{id}: not written, the appraisal is not complete").format(id=exemplar.id))
            continue
        shown = places[exemplar.id].shown
        path = (Path(places[exemplar.id].folder) / "record.md").resolve()
        text = path.read_bytes().decode("utf-8")
        try:
            made = with_word(text, result.word)
        except NoPlace as no_place:
            refused += 1
            console.warn(_not_written(shown, result, missing="approval" in no_place.args))
            continue
        if made == text:
            console.say(_("{path}: says so already").format(path=shown))
        else:
            write_whole(path, made.encode())
            console.say(_("{path}: appraisal is {word} now").format(path=shown, word=result.word.result))
    return refused


def _not_written(shown: str, result: Result, *, missing: bool) -> str:
    assert result.word
    if missing:
        return _("{path}: not written; first write approval with its basis, then try again").format(path=shown)
    line = f"appraisal: {{result: {result.word.result}, on: {result.word.on}}}"
    return _("{path}: the place could not be found; write under approval: {line}").format(path=shown, line=line)
