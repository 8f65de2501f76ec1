"""The register as sheets: 登记册 with a line for each exemplar, 统计 by field and level, and 阶段."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator import language
from generator.gate.stages import stages
from generator.language import _
from generator.office.matrix_words import listed
from generator.office.overlay_model import Private
from generator.office.register import Inside, crossed
from generator.office.roll import Exemplar
from generator.office.score_words import number, outcome, stars
from generator.office.scoring import result_of
from generator.office.sheet import Cell, Head, Line, Sheet, cell
from generator.settings import Settings

NAME, UNIT = 14, 24
_NAMED_AT_MOST = 30


class Terms(NamedTuple):
    """How fields and levels are called, by id and in the order of the vocabulary."""

    fields: dict[str, str]
    levels: dict[str, str]

    def level(self, id_: str) -> str:
        """A level's label."""
        return self.levels.get(id_, id_) or _("level not given")


def terms_of(settings: Settings) -> Terms:
    """The terms of a project in the language in force."""
    chinese = language.chosen() == "zh"
    fields, levels = (
        {term.id: term.zh if chinese else term.en for term in terms}
        for terms in (settings.vocabulary.fields_, settings.vocabulary.levels)
    )
    return Terms(fields, levels)


def kind_of(exemplar: Exemplar) -> str:
    """Person or organization, in a word."""
    return _("organization") if exemplar.kind == "organization" else _("person")


def register_sheet(exemplars: Sequence[Exemplar], terms: Terms, inside: Inside | None) -> Sheet:
    """A line for each exemplar. With the overlay also who manages it, whom to ring, the family, and the appraisal.

    Numbers of identity and bank cards, addresses and health stay out of the book: nobody needs them in a list.
    """
    heads = [
        Head(_("No."), width=5),
        Head(_("Name"), width=NAME),
        Head(_("Kind"), width=6),
        Head(_("Unit and post"), width=26),
        Head(_("Region"), width=14),
        Head(_("Level"), width=8),
        Head(_("Fields"), width=10),
        Head(_("Stage"), width=8),
        Head(_("Honours"), width=34),
        Head(_("Named"), width=14),
        Head(_("Last review"), width=14),
        *(() if inside else (Head(_("Appraisal"), width=8), Head(_("Updated"), width=12))),
    ]
    if inside:
        heads += [
            Head(_("Managing unit"), width=16),
            Head(_("Leader, liaison"), width=14),
            Head(_("Phone"), width=15),
            Head(_("Born"), width=12),
            Head(_("Family"), width=20),
            Head(_("Appraisal"), width=22),
        ]
    rows = tuple(
        (place, *_public(one, terms), *(_private(one, inside) if inside else _open(one)))
        for place, one in enumerate(exemplars, 1)
    )
    return Sheet(_("Register"), _("Register of exemplars"), tuple(heads), rows, 2, paper="A3")


def _public(one: Exemplar, terms: Terms) -> tuple[Cell, ...]:
    review = max(one.reviews, key=lambda review: review.on, default=None)
    where = tuple(Line(text) for text in (one.unit, one.post) if text)
    return (
        cell(one.name),
        cell(kind_of(one)),
        where,
        cell(one.region),
        cell(terms.level(one.level) if one.level else ""),
        cell(listed(terms.fields.get(field, field) for field in one.fields)),
        cell(stages()[one.stage]),
        tuple(Line(honour) for honour in one.honours),
        tuple(Line(text) for text in (one.named_on, one.decision) if text),
        (Line(review.on, review.result),) if review else (),
    )


def _open(one: Exemplar) -> tuple[Cell, ...]:
    """What stands where nothing private does: the word of the appraisal, and how fresh the record is."""
    words = {"meets": _("meets"), "fails": _("fails")}
    return cell(words.get(one.appraisal, "")), cell(one.updated)


def _private(one: Exemplar, inside: Inside) -> tuple[Cell, ...]:
    private = inside.overlay.of(one.id)
    phones = (private.contacts.mobile, private.contacts.phone)
    return (
        cell(private.managing_unit or ""),
        tuple(Line(name) for name in (private.liaison.leader, private.liaison.contact) if name),
        tuple(Line(phone) for phone in phones if phone),
        cell(private.birth or ""),
        tuple(
            Line(" ".join(text for text in (relative.relation, relative.name) if text), relative.about or "")
            for relative in private.family
        ),
        _appraisal(one, private, inside),
    )


def _appraisal(one: Exemplar, private: Private, inside: Inside) -> Cell:
    result = result_of(private, one.kind, inside.appraisals)
    if result is None:
        return ()
    points = _("{total} points").format(total=number(result.total))
    share = result.scored.satisfaction
    content = _("satisfaction {share} %").format(share=number(share)) if share is not None else ""
    first = Line(f"{points} {stars(result)}", f"{result.scored.on} {outcome(result)}")
    return (first, Line(content, tone="gap" if result.remedial else "")) if content else (first,)


def counts_sheet(exemplars: Sequence[Exemplar], terms: Terms) -> Sheet:
    """Field by level, persons and organizations."""
    table = crossed(exemplars, tuple(terms.fields), tuple(terms.levels))
    heads = (
        Head(_("Field"), width=18),
        *(Head(terms.level(level), width=10) for level in table.levels),
        Head(_("Persons"), width=10),
        Head(_("Organizations"), width=10),
        Head(_("Total"), width=10),
    )
    rows = tuple(
        (
            cell(terms.fields.get(field, field)),
            *(table.counts[field, level] or () for level in table.levels),
            table.persons[field] or (),
            table.organizations[field] or (),
            table.persons[field] + table.organizations[field],
        )
        for field in table.fields
    )
    persons = sum(one.kind == "person" for one in exemplars)
    by_level = tuple(table.by_level[level] for level in table.levels)
    total: tuple[Cell, ...] = (
        cell(_("Total")), *by_level, persons, len(exemplars) - persons, len(exemplars)
    )  # fmt: skip
    note = _("Who belongs to several fields stands in each; the total counts everybody once.")
    return Sheet(_("Counts"), _("Exemplars by field and level"), heads, rows, 1, note, total)


def stages_sheet(exemplars: Sequence[Exemplar]) -> Sheet:
    """Stage by kind, and who stands there while few do."""
    rows: list[tuple[Cell, ...]] = []
    for stage, label in stages().items():
        here = [one for one in exemplars if one.stage == stage]
        persons = sum(one.kind == "person" for one in here)
        rows.append((cell(label), persons or (), (len(here) - persons) or (), len(here), cell(_names(here))))
    heads = (
        Head(_("Stage"), width=12),
        Head(_("Persons"), width=10),
        Head(_("Organizations"), width=10),
        Head(_("Total"), width=10),
        Head(_("Who"), width=90),
    )
    persons = sum(one.kind == "person" for one in exemplars)
    total: tuple[Cell, ...] = (cell(_("Total")), persons, len(exemplars) - persons, len(exemplars), ())
    return Sheet(_("Stages"), _("Exemplars by stage"), heads, tuple(rows), 1, "", total)


def _names(exemplars: Sequence[Exemplar]) -> str:
    said = listed(one.name for one in exemplars[:_NAMED_AT_MOST])
    more = len(exemplars) - _NAMED_AT_MOST
    return said if more <= 0 else _("{names} and {n} more").format(names=said, n=more)
