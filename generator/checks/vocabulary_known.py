"""Level, fields and criteria are words of vocabulary.yml, and criteria are those of the record's kind.

They make the facets, counts and columns; a word that the vocabulary does not know would be a page that
nobody finds. A list that the vocabulary leaves empty is not checked. The columns of office.yml are held
to the same.

Fails:

    level: conty

Passes:

    level: county
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.checks.nearest import did_you_mean
from generator.language import _
from generator.records.fault import Position
from generator.records.reader import RecordFile
from generator.records.settings import Term

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up every id of the record."""
    record = file.record
    if not record:
        return
    terms = context.terms
    level, levels = record.level, terms["levels"]
    if level and levels and level not in levels:
        yield unknown(level, "level", levels.values(), file.at("level"))
    fields = terms["fields"]
    if fields and "fields" not in file.absent:
        for n, field in enumerate(record.fields_):
            if field not in fields:
                yield unknown(field, "fields", fields.values(), file.at("fields", n))
    if record.criteria and terms["criteria"]:
        yield from _criteria(file, context)


def _criteria(file: RecordFile, context: Context) -> Iterator[Finding]:
    record, terms = file.record, context.terms["criteria"]
    assert record is not None
    allowed = context.criteria_for(file.kind)
    for n, criterion in enumerate(record.criteria):
        if criterion in allowed:
            continue
        at = file.at("criteria", n)
        if criterion not in terms:
            yield unknown(criterion, "criteria", (terms[id_] for id_ in allowed), at)
        else:
            message = _("the criterion “{id}” ({label}) does not hold for records of kind {kind}")
            yield Finding(
                at,
                message.format(id=criterion, label=terms[criterion].zh, kind=file.kind),
                _("for this kind: {words}").format(words=", ".join(sorted(allowed))),
            )


def unknown(word: str, name: str, terms: Iterable[Term], at: Position) -> Finding:
    """The finding for a `word` of the list `name` that is none of `terms`."""
    message = _("“{word}” does not stand in vocabulary.yml ({list})").format(word=word, list=name)
    return Finding(at, message, did_you_mean(word, [term.id for term in terms]))
