"""The publicity matrix: what stands in a cell, what is a gap, months, levels, counts, coverage."""

from __future__ import annotations

import pytest

from generator.office.matrix import Column, Count, entries_of

from .ledger import TODAY, cell, exemplar, matrix

# The day of the tests is 2026-11-22. What a cell says → its state, and whether it is a gap.
CELLS = {
    "a plan for a later month": ({"planned": "2026-12"}, ("planned", False)),
    "a plan for this month": ({"planned": "2026-11"}, ("planned", True)),
    "a plan for a later day of this month": ({"planned": "2026-11-30"}, ("planned", True)),
    "a plan for an earlier month": ({"planned": "2026-02"}, ("planned", True)),
    "a plan for this year, which ends in December": ({"planned": "2026"}, ("planned", False)),
    "a plan for last year": ({"planned": "2025"}, ("planned", True)),
    "handed over, by the plan of an earlier month": ({"planned": "2026-10", "status": "sent"}, ("sent", True)),
    "handed over, by the plan of a later month": ({"planned": "2026-12", "status": "sent"}, ("sent", False)),
    "handed over without a plan": ({"status": "sent", "on": "2026-10-01"}, ("sent", False)),
    "published by plan": ({"planned": "2026-07", "status": "published", "on": "2026-07-08"}, ("published", False)),
    "a day but no status": ({"planned": "2026-07", "on": "2026-07-08"}, ("published", False)),
    "an address but no status": ({"url": "https://news.example.org/1"}, ("published", False)),
    "a day and a status that says planned": ({"planned": "2026-10", "on": "2026-10-09", "status": "planned"},
                                             ("planned", True)),
    "a channel and nothing else": ({}, ("planned", False)),
}  # fmt: skip


@pytest.mark.parametrize(("more", "expected"), CELLS.values(), ids=CELLS)
def test_what_a_cell_says(more: dict[str, str], expected: tuple[str, bool]) -> None:
    (entry,) = entries_of(exemplar("张三", cell(**more)), TODAY)
    assert (entry.state, entry.gap) == expected


@pytest.mark.parametrize(
    ("stage", "gap"),
    [("lead", True), ("named", True), ("suspended", False), ("revoked", False), ("withdrawn", False)],
)
def test_nobody_is_urged_to_publicise_whom_nothing_more_is_to_be_said_of(stage: str, gap: bool) -> None:
    (entry,) = entries_of(exemplar("张三", cell(planned="2026-10"), stage=stage), TODAY)  # type: ignore[arg-type]
    assert (entry.state, entry.gap) == ("planned", gap)


PLAN = cell(planned="2026-09", outlet="虚构县报")
JOINED = {
    "the same outlet": (cell(on="2026-09-17", outlet="虚构县报"), True),
    "no outlet": (cell(on="2026-09-17"), True),
    "in a later month": (cell(on="2026-11-01", outlet="虚构县报"), True),
    "of a day that is not known": (cell(status="published"), True),
    "in the month before": (cell(on="2026-08-31", outlet="虚构县报"), False),
    "another outlet": (cell(on="2026-09-17", outlet="虚构晚报"), False),
    "another channel": (cell("radio", on="2026-09-17", outlet="虚构县报"), False),
    "another level": (cell(level="city", on="2026-09-17", outlet="虚构县报"), False),
    "only handed over": (cell(on="2026-09-17", outlet="虚构县报", status="sent"), False),
}


@pytest.mark.parametrize(("done", "carries_out"), JOINED.values(), ids=JOINED)
@pytest.mark.parametrize("plan_first", [True, False])
def test_a_publication_written_apart_from_its_plan_carries_it_out(
    done: dict[str, str], carries_out: bool, plan_first: bool
) -> None:
    cells = [PLAN, done] if plan_first else [done, PLAN]
    entries = entries_of(exemplar("张三", *cells), TODAY)
    assert len(entries) == (1 if carries_out else 2)
    assert any(entry.gap for entry in entries) is not carries_out
    if carries_out:
        assert (entries[0].planned, entries[0].on, entries[0].outlet) == ("2026-09", done.get("on", ""), "虚构县报")


def test_one_publication_carries_out_one_plan() -> None:
    told = entries_of(exemplar("张三", cell(planned="2026-08"), cell(planned="2026-09"), cell(on="2026-10")), TODAY)
    assert sorted((entry.planned, entry.state, entry.gap) for entry in told) == [
        ("2026-08", "published", False),
        ("2026-09", "planned", True),
    ]


def test_columns_are_channels_by_level_from_the_county_up() -> None:
    made = matrix(
        exemplar(
            "张三", cell(level="national"), cell("tv", "city"), cell("newspaper", "city"), cell("site", "province")
        ),
        exemplar("李四", cell("radio"), cell("sms"), cell("虚构渠道"), cell("radio", "township"), {"channel": "tv"}),
    )
    assert made.columns == tuple(
        Column(*column)
        for column in (
            ("county", "sms"), ("county", "radio"), ("county", "虚构渠道"), ("city", "newspaper"), ("city", "tv"),
            ("province", "site"), ("national", "newspaper"), ("township", "radio"), ("", "tv"),
        )
    )  # fmt: skip
    assert made.levels == ("county", "city", "province", "national", "township", "")


def test_a_month_shows_what_was_planned_for_it_or_done_in_it() -> None:
    told = exemplar(
        "张三",
        cell("newspaper", planned="2026-11"),
        cell("radio", planned="2026-10", on="2026-11-03"),
        cell("tv", planned="2026-10"),
        cell("site", planned="2026-11", on="2026-12-01"),
        cell("sms", on="2026"),
        cell("sms", planned="2026"),
    )

    def shown(month: str) -> list[str]:
        return sorted(entry.channel for row in matrix(told, month=month).rows for entry in row.entries)

    assert shown("2026-11") == ["newspaper", "radio", "site"]
    assert shown("2026-10") == ["radio", "tv"]
    assert shown("2026-12") == ["site", "sms"]  # a plan for a whole year is due in its last month
    assert len(shown("")) == 5  # the last two are one: a publication of 2026 carries out the plan of 2026
    assert matrix(told, month="2027-01").rows == ()


def test_planned_is_counted_against_done_at_each_level() -> None:
    made = matrix(
        exemplar(
            "张三", cell(planned="2026-07", on="2026-07-08"), cell("tv", "city", planned="2026-10", status="sent")
        ),
        exemplar("李四", cell(planned="2026-12"), cell("radio", planned="2026-11"), cell("site", on="2026-11-02")),
    )
    assert made.counts == (
        Count("county", planned=3, done=1, sent=0, gap=1, beyond=1),
        Count("city", planned=1, done=0, sent=1, gap=1, beyond=0),
        Count("province", 0, 0, 0, 0, 0),
        Count("national", 0, 0, 0, 0, 0),
    )


def test_what_another_month_planned_is_beyond_the_plan_of_this_one() -> None:
    made = matrix(exemplar("张三", cell(planned="2026-10", on="2026-11-03")), month="2026-11", levels=("county",))
    assert made.counts == (Count("county", planned=0, done=0, sent=0, gap=0, beyond=1),)
    made = matrix(exemplar("张三", cell(planned="2026-10", on="2026-11-03")), month="2026-10", levels=("county",))
    assert made.counts == (Count("county", planned=1, done=1, sent=0, gap=0, beyond=0),)


def test_only_the_levels_asked_for_are_told_and_covered() -> None:
    made = matrix(exemplar("张三", cell(on="2026-07"), cell("tv", "city", on="2026-07")), levels=("city",))
    assert made.columns == (Column("city", "tv"),)
    assert [count.level for count in made.counts] == ["city"]
    assert [one.name for one in made.missing("newspaper")] == ["张三"]


def test_coverage_says_who_was_never_published_where_and_asks_for_named_exemplars_only() -> None:
    told = (
        exemplar("张三", cell(on="2026-07"), cell("newspaper", "city", on="2026-08"), cell("tv", planned="2026-11")),
        exemplar("李四", cell("radio", status="sent")),
        exemplar("王五", stage="lead"),
        exemplar("赵六", cell(on="2020"), stage="revoked"),
    )
    made = matrix(*told, month="2026-01")  # coverage is over all time
    missing = {channel: [one.name for one in made.missing(channel)] for channel in made.channels}
    assert missing == {
        "newspaper": ["李四"],
        **{channel: ["张三", "李四"] for channel in ("sms", "radio", "tv", "site")},
    }
    assert made.coverage[0].published == {"newspaper": 2}


def test_without_publicity_there_are_no_rows_but_everybody_is_missing_everywhere() -> None:
    made = matrix(exemplar("张三"))
    assert (made.rows, made.columns) == ((), ())
    assert [one.name for one in made.missing("tv")] == ["张三"]
