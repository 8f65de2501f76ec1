"""Whole clauses stand or go, in their order; what cannot fit is told to the character."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from generator.channels.clauses import Kind, Piece, story_pieces
from generator.channels.fitting import Budget, Clause, fit
from generator.channels.telling import Told, as_written, tell, tell_in_order
from generator.records.body import Block


def words(*clauses: Clause, most: int, least: int = 0) -> tuple[list[str], int]:
    fitted = fit(clauses, Budget(most, least))
    return [text for text in fitted.said if text], fitted.over


def test_everything_stands_if_it_fits() -> None:
    assert words(Clause(("甲乙",)), Clause(("丙丁",), 1), most=4) == (["甲乙", "丙丁"], 0)


def test_what_matters_less_goes_first() -> None:
    first, second, third = Clause(("必说",)), Clause(("次要的",), 2), Clause(("要紧的",), 1)
    assert words(first, second, third, most=5) == (["必说", "要紧的"], 0)


def test_a_clause_does_not_stand_without_the_one_it_follows_on() -> None:
    story = (Clause(("长长的一句",), 1), Clause(("它",), 1, after=0), Clause(("另",), 1))
    assert words(*story, most=4) == (["另"], 0)


def test_a_shorter_form_is_taken_before_a_clause_goes() -> None:
    honours = Clause(("获得甲、乙、丙。", "获得甲等。"), 1)
    assert words(honours, most=8) == (["获得甲、乙、丙。"], 0)
    assert words(honours, most=7) == (["获得甲等。"], 0)
    assert words(honours, most=4) == ([], 0)
    assert words(Clause(("获得甲、乙、丙。", "获得甲等。")), most=4) == (["获得甲等。"], 1)


def test_what_must_be_said_and_does_not_fit_is_told_to_the_character() -> None:
    assert words(Clause(("一二三四五",)), Clause(("六七",), 1), most=3) == (["一二三四五"], 2)


def test_a_time_that_must_be_filled_is_filled_by_another_choice() -> None:
    """4 + 3 leave 3 of 10 unused; 4 + 6 fill it."""
    story = (Clause(("必说必说",)), Clause(("三个字",), 1), Clause(("这里有六个字",), 1))
    assert words(*story, most=10) == (["必说必说", "三个字"], 0)
    assert words(*story, most=10, least=9) == (["必说必说", "这里有六个字"], 0)


def test_filling_leaves_what_matters_more() -> None:
    honour, story = (
        Clause(("荣誉",), 1),
        (Clause(("三个字",), 2), Clause(("四个字了",), 2), Clause(("一二三四五六七",), 2)),
    )
    assert words(honour, *story, most=9, least=9) == (["荣誉", "三个字", "四个字了"], 0)
    assert words(honour, *story[::2], most=9, least=9) == (["荣誉", "一二三四五六七"], 0)


@st.composite
def stories(draw: st.DrawFn) -> list[Clause]:
    """Clauses of every shape: ranks, forms that get shorter, chains."""
    clauses: list[Clause] = []
    for place in range(draw(st.integers(0, 12))):
        length = draw(st.integers(1, 30))
        shorter = draw(st.lists(st.integers(1, length), max_size=2))
        lengths = sorted({length, *shorter}, reverse=True)
        sign = chr(0x4E00 + place)
        rank = draw(st.integers(0, 3))
        follows = bool(clauses) and clauses[-1].rank == rank and draw(st.booleans())
        clauses.append(Clause(tuple(sign * n for n in lengths), rank, place - 1 if follows else -1))
    return clauses


@given(stories(), st.integers(0, 120), st.integers(0, 120))
def test_the_fitter_keeps_its_word(clauses: list[Clause], most: int, least: int) -> None:
    fitted = fit(clauses, Budget(most, min(least, most)))
    assert len(fitted.said) == len(clauses)
    for clause, said in zip(clauses, fitted.said, strict=True):
        assert said == "" or said in clause.forms, "nothing is cut"
        assert said or clause.rank, "what must be said is said"
    assert fitted.cost == sum(map(len, fitted.said))
    shortest = sum(len(clause.forms[-1]) for clause in clauses if clause.rank == 0)
    assert fitted.over == max(0, shortest - most)
    assert fitted.over or fitted.cost <= most
    if not fitted.over:
        for clause, said in zip(clauses, fitted.said, strict=True):
            if said and clause.rank and clause.after >= 0:
                assert fitted.said[clause.after], "nothing stands without what it follows on"
    assert fit(clauses, Budget(most, min(least, most))) == fitted


@given(stories(), st.integers(0, 120))
def test_with_more_room_no_less_is_said(clauses: list[Clause], most: int) -> None:
    """Without chains and forms: what fits into little fits into much."""
    plain = [Clause(clause.forms[:1], clause.rank) for clause in clauses]
    assert fit(plain, Budget(500)).cost == sum(len(clause.forms[0]) for clause in plain)
    assert fit(plain, Budget(most)).cost <= max(most, fit(plain, Budget(0)).cost)


@given(st.lists(st.integers(1, 40), max_size=10), st.integers(10, 160))
def test_a_filled_time_is_the_fullest_there_is(lengths: list[int], most: int) -> None:
    """Held against every choice there is."""
    clauses = [Clause((chr(0x4E00 + place) * length,), 1) for place, length in enumerate(lengths)]
    sums = {0}
    for length in lengths:
        sums |= {total + length for total in sums}
    best = max(total for total in sums if total <= most)
    assert fit(clauses, Budget(most, most)).cost == best


_SENTENCES = st.lists(st.integers(1, 30).map(lambda length: "虚" * length + "。"), min_size=1, max_size=4)


@given(st.lists(_SENTENCES.map("".join), max_size=5), st.one_of(st.integers(0, 400), st.just(math.inf)))
def test_whole_paragraphs_are_told_as_their_sentences_would_be(paragraphs: list[str], most: float) -> None:
    """The short way, which looks at paragraphs first, against the one that weighs every sentence."""
    story = [Block("paragraph", text, line) for line, text in enumerate(paragraphs)]
    head = [as_written(Piece("summary", ("虚构的摘要。",)))]
    kinds: tuple[tuple[Kind, ...], tuple[Kind, ...]] = (("summary",), ("story",))
    weighed = tell([*head, *map(as_written, story_pieces(story))], story, kinds, Budget(most))
    short = tell_in_order(tell(head, story, (("summary",), ()), Budget(most)), story, ("story",), most)
    assert (short.summary, short.paragraphs, short.over) == (weighed.summary, weighed.paragraphs, weighed.over)
    assert most == math.inf or short.cost == weighed.cost


def test_a_far_quotation_is_not_told_behind_the_beginning_of_a_long_story() -> None:
    story = [Block("paragraph", "虚" * 90 + "。", 0), Block("quotation", "好。", 1)]
    assert tell_in_order(Told(), story, ("story", "quotation"), 60).paragraphs == []
    near = [story[1], story[0]._replace(line=2)]
    assert tell_in_order(Told(), near, ("story", "quotation"), 60).paragraphs == ["“好。”"]
