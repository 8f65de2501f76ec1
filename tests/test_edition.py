"""What may be public on a day, and what follows from the records that are."""

from __future__ import annotations

import datetime
import itertools

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from world import OFFICE, SITE, VOCABULARY, people, record

from generator.card import Card, HonourLine
from generator.edition import FACETS, Edition, held_back
from generator.gate.conditions import CONDITIONS
from generator.gate.window import Bar
from generator.records.settings import Office, Vocabulary

DAY = datetime.date(2026, 11, 22)
NEVER = "never"

WORDS = Vocabulary.model_validate(
    {
        "levels": [
            {"id": "national", "zh": "国家级", "en": "National"},
            {"id": "county", "zh": "县级", "en": "County"},
        ],
        "fields": [
            {"id": "rural", "zh": "农村", "en": "Rural"},
            {"id": "health", "zh": "卫生", "en": "Health"},
        ],
        "honours": [
            {"id": "striver", "zh": "最美奋斗者", "en": "S"},
            {"id": "model", "zh": "时代楷模", "en": "M"},
        ],
        "regions": [
            {"id": "hubei", "zh": "湖北", "en": "Hubei"},
            {"id": "anhui", "zh": "安徽", "en": "Anhui"},
        ],
    }
)


def office(*columns: dict[str, object]) -> Office:
    return Office.model_validate(
        {"name": "虚构办公室", "site_url": SITE, "sms_signature": "虚构典型办", "columns": list(columns)}
    )


def card(id_: str = "zhang-san", **given_: object) -> Card:
    """A card that may be public, but for what is given."""
    plain: dict[str, object] = {
        "id": id_, "kind": "person", "digest": id_, "name": "张三", "pinyin": "", "unit": "", "post": "",
        "region": "", "level": "county", "fields": ("rural",), "honours": (), "summary": "虚构的人。",
        "photo": "", "updated": "2026-11-20", "regions": (),
    }  # fmt: skip
    return Card(**{**plain, **given_})  # type: ignore[arg-type]


def bar(condition: str, opens: str = "", closes: str = "") -> Bar:
    return Bar(condition, opens, closes)


def edition(*cards: Card, columns: tuple[dict[str, object], ...] = ()) -> Edition:
    return Edition.of(cards, DAY, WORDS, office(*columns))


def honour(title: str = "最美奋斗者", id_: str = "striver", on: str = "2011") -> HonourLine:
    return HonourLine(title, id_, on)


# --- Who may be public: (what the record says, why it is held back, until when)

CASES: list[tuple[tuple[Bar, ...], str, str]] = [
    ((), "", ""),
    ((bar("stage-named", NEVER),), "stage-named", ""),
    # Both ends are inclusive.
    ((bar("embargo-over", "2026-11-21"),), "", ""),
    ((bar("embargo-over", "2026-11-22"),), "", ""),
    ((bar("embargo-over", "2026-11-23"),), "embargo-over", "2026-11-23"),
    ((bar("last-day", "", "2026-11-21"),), "last-day", ""),
    ((bar("last-day", "", "2026-11-22"),), "", ""),
    ((bar("last-day", "", "2026-11-23"),), "", ""),
    ((bar("legal-basis", "2026-11-22", "2026-11-22"),), "", ""),
    # The first reason is the one that stands first: what takes longest to mend.
    ((bar("legal-basis", NEVER), bar("embargo-over", "2027-01-01")), "legal-basis", ""),
    ((bar("notice-over", "2026-11-20"), bar("embargo-over", "2027-01-01")), "embargo-over", "2027-01-01"),
]


@pytest.mark.parametrize(("bars", "reason", "until"), CASES)
def test_what_may_be_public(bars: tuple[Bar, ...], reason: str, until: str) -> None:
    held = held_back(card(bars=bars), DAY)
    assert (held.reason, held.until) == (reason, until) if reason and held else held is None
    made = edition(card(bars=bars))
    assert len(made.cards) == (0 if reason else 1)
    assert [(c.id, h.reason) for c, h in made.held] == ([("zhang-san", reason)] if reason else [])


DAYS = st.dates().map(datetime.date.isoformat)


@given(
    bars=st.lists(
        st.tuples(
            st.sampled_from([c.name for c in CONDITIONS]), st.just("") | st.just(NEVER) | DAYS, st.just("") | DAYS
        )
    ),
    today=st.dates(),
)
def test_a_record_is_public_exactly_when_every_condition_holds(
    bars: list[tuple[str, str, str]], today: datetime.date
) -> None:
    one = card(bars=tuple(Bar(*given_) for given_ in bars))
    day = today.isoformat()
    may = all(opens != NEVER and (not opens or opens <= day) and (not end or day <= end) for _c, opens, end in bars)
    assert (held_back(one, today) is None) is may
    assert [c.id for c in Edition.of([one], today, WORDS, office()).cards] == (["zhang-san"] if may else [])


# --- Order


def test_the_newest_come_first_and_equals_in_the_order_of_their_ids() -> None:
    made = edition(
        card("b", updated="2026-11-01"),
        card("a", updated="2026-11-01"),
        card("c", updated="2026-11-20"),
        card("d", updated="2026-01-01"),
    )
    assert [one.id for one in made.cards] == ["c", "a", "b", "d"]


@given(st.permutations([card(id_, updated=day) for id_, day in itertools.product("abc", ("2026-11-01", "2026-11-20"))]))
def test_the_order_in_which_records_are_read_does_not_matter(cards: list[Card]) -> None:
    cards = [one._replace(id=one.id + one.updated) for one in cards]
    assert edition(*cards).cards == edition(*sorted(cards)).cards


# --- Facets and counts


def test_facets_count_who_bears_each_value_in_the_vocabularys_order() -> None:
    made = edition(
        card("a", fields=("health", "rural"), honours=(honour(),), regions=("hubei",)),
        card(
            "b",
            kind="organization",
            level="national",
            honours=(honour(on="2013-05-01"), honour("时代楷模", "model", "")),
        ),
        card("c", level="", fields=("rural",), honours=(honour("没有收进词表的荣誉", "", "2013"),)),
        card("d", bars=(bar("stage-named", NEVER),)),
    )
    said = {facet: [(v.id, v.label, [c.id for c in v.cards]) for v in made.facets[facet]] for facet in FACETS}
    assert (
        said
        == {
            "level": [("national", "国家级", ["b"]), ("county", "县级", ["a"])],
            "field": [("rural", "农村", ["b", "c", "a"]), ("health", "卫生", ["a"])],
            "honour": [("striver", "最美奋斗者", ["b", "a"]), ("model", "时代楷模", ["b"])],
            "year": [("2013", "2013", ["b", "c"]), ("2011", "2011", ["a"])],
            "region": [("hubei", "湖北", ["a"])],
            "kind": [("person", "个人", ["c", "a"]), ("organization", "集体", ["b"])],
        }
        or said["field"]
    )  # the order inside a value is tested apart
    assert made.kinds == {"person": 2, "organization": 1}


def test_in_every_facet_value_the_newest_come_first() -> None:
    made = edition(*(card(f"m{n}", updated=f"2026-11-{n:02}") for n in (3, 20, 7)))
    for facet in FACETS:
        for value in made.facets[facet]:
            days = [one.updated for one in value.cards]
            assert days == sorted(days, reverse=True)


def test_one_honour_given_twice_counts_once() -> None:
    made = edition(card(honours=(honour(on="2011"), honour(on="2012"))))
    assert [(v.id, len(v.cards)) for v in made.facets["honour"]] == [("striver", 1)]
    assert [(v.id, len(v.cards)) for v in made.facets["year"]] == [("2012", 1), ("2011", 1)]


def test_one_field_named_twice_counts_once() -> None:
    made = edition(card(fields=("rural", "rural")))
    assert [(v.id, len(v.cards)) for v in made.facets["field"]] == [("rural", 1)]


def test_who_was_given_an_honour_twice_is_not_their_own_neighbour() -> None:
    twice = (honour(on="2011"), honour(on="2016"))
    assert edition(card("a", honours=twice)).neighbours == {"a": ()}
    made = edition(card("a", honours=twice), card("b", honours=twice))
    assert [other.card.id for other in made.neighbours["a"]] == ["b"]


def test_a_revoked_honour_counts_nowhere(make_world: MakeWorld) -> None:
    text = record(year="2011, revoked: {on: 2019}")
    world = make_world(people(zhang_san=text))
    made = world.build().edition
    assert made is not None
    assert made.facets["honour"] == ()
    assert made.facets["year"] == ()


# --- Columns

A, B = (
    card("a", fields=("rural",), level="national", regions=("hubei",)),
    card("b", fields=("health",), kind="organization"),
)
C = card("c", fields=("rural", "health"), honours=(honour(),))
SELECTIONS: list[tuple[dict[str, list[str]], set[str]]] = [
    ({"fields": ["rural"]}, {"a", "c"}),
    ({"fields": ["rural", "health"]}, {"a", "b", "c"}),
    ({"fields": ["health"], "kinds": ["person"]}, {"c"}),
    ({"levels": ["national"]}, {"a"}),
    ({"honours": ["striver"]}, {"c"}),
    ({"regions": ["hubei"]}, {"a"}),
    ({"kinds": ["organization"]}, {"b"}),
    ({"ids": ["b", "c", "nobody"]}, {"b", "c"}),
    ({"fields": ["rural"], "levels": ["national"], "regions": ["anhui"]}, set()),
    ({}, set()),
]


@pytest.mark.parametrize(("select", "chosen"), SELECTIONS)
def test_a_column_holds_whom_all_its_conditions_fit(select: dict[str, list[str]], chosen: set[str]) -> None:
    held = card("d", fields=("rural",), bars=(bar("stage-named", NEVER),))
    made = edition(A, B, C, held, columns=({"id": "made-up", "title": "虚构专栏", "select": select},))
    ((column, cards),) = made.columns
    assert column.title == "虚构专栏"
    assert {one.id for one in cards} == chosen
    assert [one.id for one in cards] == [one.id for one in made.cards if one.id in chosen]


# --- Neighbours


PLACES = tuple(itertools.islice(itertools.cycle(itertools.product(("county", "", "national"), ((), ("hubei",)))), 14))
"""A level and regions for each of up to 14 cards: known ones, and none."""


@st.composite
def many_cards(draw: st.DrawFn) -> list[Card]:
    honours = (honour(), honour("时代楷模", "model", "2012"), honour("没有收进词表的荣誉", "", ""))
    count = draw(st.integers(0, 14))
    return [
        card(
            f"m{number}",
            unit=draw(st.sampled_from(("", "虚构村", "虚构镇"))),
            honours=tuple(draw(st.lists(st.sampled_from(honours), max_size=3))),
            fields=tuple(draw(st.lists(st.sampled_from(("rural", "health")), min_size=1, max_size=2, unique=True))),
            bars=draw(st.sampled_from(((), (), (), (bar("stage-named", NEVER),)))),
            updated=draw(st.sampled_from(("2026-11-01", "2026-11-20"))),
        )
        for number in range(count)
    ]


@given(many_cards())
def test_neighbours_are_a_few_others_that_are_public_and_truly_related(cards: list[Card]) -> None:
    made = edition(*cards)
    assert set(made.neighbours) == {one.id for one in made.cards}
    strength = {"unit": 0, "honour": 1, "field": 2}
    for one in made.cards:
        found = made.neighbours[one.id]
        assert len(found) <= 3
        ids = [other.card.id for other in found]
        assert one.id not in ids
        assert len(ids) == len(set(ids))
        assert set(ids) <= set(made.by_id)
        assert [strength[n.relation] for n in found] == sorted(strength[n.relation] for n in found)
        for other in found:
            if other.relation == "unit":
                assert other.card.unit == one.unit == other.label != ""
            elif other.relation == "honour":
                shared = {line.id for line in one.honours} & {line.id for line in other.card.honours} - {""}
                assert other.label in {made.label("honour", id_) for id_ in shared}
            else:
                shared = set(one.fields) & set(other.card.fields)
                assert other.label in {made.label("field", id_) for id_ in shared}
        related = [
            other
            for other in made.cards
            if other.id != one.id
            and (
                (one.unit and other.unit == one.unit)
                or {line.id for line in one.honours if line.id} & {line.id for line in other.honours}
                or set(one.fields) & set(other.fields)
            )
        ]
        assert len(found) == min(3, len(related)), "none is left out while there is room"


@given(many_cards(), st.data())
def test_the_neighbours_of_a_few_are_those_that_they_have_among_all(cards: list[Card], data: st.DataObject) -> None:
    """A build after an edit asks for a few alone."""
    made = edition(*cards)
    few = data.draw(st.lists(st.sampled_from(made.cards), unique_by=lambda one: one.id)) if made.cards else []
    assert made.neighbours_of(few) == {one.id: made.neighbours[one.id] for one in few}


@given(many_cards())
def test_the_values_that_search_names_are_those_that_somebody_bears(cards: list[Card]) -> None:
    placed = zip(cards, PLACES, strict=False)
    made = edition(*(one._replace(level=level, regions=regions) for one, (level, regions) in placed))
    borne = {facet: [(term.id, term.zh, term.en) for term in terms] for facet, terms in made.borne.items()}
    assert borne == {facet: [(v.id, v.label, v.label_en) for v in values] for facet, values in made.facets.items()}
    assert list(borne) == list(made.facets)


@given(many_cards())
def test_everybody_who_has_neighbours_is_somebodys_neighbour_too(cards: list[Card]) -> None:
    made = edition(*(one._replace(unit="虚构村", bars=()) for one in cards))
    shown = {other.card.id for found in made.neighbours.values() for other in found}
    assert shown == (set(made.by_id) if len(made.cards) > 1 else set())


def test_the_settings_of_the_tests_are_sound(make_world: MakeWorld) -> None:
    """What the other tests build on."""
    world = make_world({"vocabulary.yml": VOCABULARY, "office.yml": OFFICE})
    assert world.build().problems == []


def test_a_consent_that_was_withdrawn_is_no_basis(make_world: MakeWorld) -> None:
    """PIPL art. 15: consent may be withdrawn at any time; what rests on it must then not be public."""
    given = record(basis="consent, consent: {on: 2026-01-05, scope: [site]}")
    taken_back = record("李四", basis="consent, consent: {on: 2026-01-05, scope: [site], withdrawn: 2026-03-01}")
    outcome = make_world(people(zhang_san=given, li_si=taken_back)).build()
    assert outcome.edition is not None
    assert set(outcome.edition.by_id) == {"zhang-san"}
    assert [gone.id for gone in outcome.edition.withdrawn] == ["li-si"]
    assert outcome.edition.account == (1, (), 0, 1)
