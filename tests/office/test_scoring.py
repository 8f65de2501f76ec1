"""Scores: totals, stars, what is missing, and the word that goes into the record while every other byte stays."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from world import REPOSITORY, World, people, record

from generator.appraisals import read_appraisals
from generator.office.appraisal_word import NoPlace, with_word
from generator.office.overlay_model import Private
from generator.office.scoring import Result, result_of
from generator.project import Project
from generator.records import yaml_text
from generator.records.appraisal_settings import AppraisalSettings
from generator.records.model import Appraisal
from generator.records.partial_date import PartialDate

from .test_overlay import put

TABLES = """\
tables:
  - id: made-up
    zh: 虚构指标表
    for: person
    sections:
      - {zh: 一, indicators: [{id: a, zh: 甲项, points: 60}, {id: b, zh: 乙项, points: 30}]}
      - {zh: 二, indicators: [{id: c, zh: 丙项, points: 10}]}
"""
SETTINGS = AppraisalSettings.model_validate(yaml_text.plain(TABLES))


def scored(items: str, more: str = "satisfaction: 95", on: str = "2026-06-30", table: str = "made-up") -> str:
    """A private.yml with one appraisal."""
    return f"scores:\n  - {{table: {table}, on: {on}, items: {{{items}}}{', ' + more if more else ''}}}\n"


def result(text: str) -> Result:
    found = result_of(Private.model_validate(yaml_text.plain(text)), "person", SETTINGS)
    assert found
    return found


# Points, satisfaction → stars, points to the next star, outcome. From 50 one star, from 90 five; content from 90 %.
CASES = [
    ("a: 60, b: 30, c: 10", "100", 5, None, "meets"),
    ("a: 60, b: 30, c: 0", "90", 5, None, "meets"),
    ("a: 60, b: 29.99, c: 0", "90", 4, "0.01", "fails"),
    ("a: 60, b: 20, c: 0", "100", 4, "10", "fails"),
    ("a: 49.99, b: 0, c: 0", "100", 0, "0.01", "fails"),
    ("a: 60, b: 30, c: 10", "89.99", 5, None, "fails"),
    ("a: 60, b: 30", "100", 5, None, ""),
    ("a: 60, b: 30, c: 10", "", 5, None, ""),
]


@pytest.mark.parametrize(("items", "share", "stars", "to_next", "outcome"), CASES)
def test_ninety_points_are_five_stars_and_ninety_per_cent_must_be_content(
    items: str, share: str, stars: int, to_next: str | None, outcome: str
) -> None:
    found = result(scored(items, f"satisfaction: {share}" if share else ""))
    assert found.stars == stars
    assert found.to_next == (Decimal(to_next) if to_next else None)
    assert found.outcome == outcome


def test_decimals_add_up_exactly() -> None:
    assert result(scored("a: 0.1, b: 0.2, c: 0")).total == Decimal("0.3")


def test_the_latest_appraisal_counts_and_another_kinds_table_does_not() -> None:
    early, late = scored("a: 1, b: 1, c: 1", on="2025-01-01"), scored("a: 2, b: 2, c: 2", on="2026-01-01")
    both = late + early.partition("\n")[2]
    assert result(both).total == 6
    private = Private.model_validate(yaml_text.plain(both))
    assert result_of(private, "organization", SETTINGS) is None


def test_the_demonstration_tables_are_sound_say_what_they_are_and_have_thirty_and_twenty_eight_indicators() -> None:
    settings, problems = read_appraisals(Project.find(REPOSITORY))
    assert problems == []
    assert settings
    assert [(table.id, len(list(table.indicators()))) for table in settings.tables] == [
        ("five-good", 30),
        ("five-pioneer", 28),
    ]
    for table in settings.tables:
        assert "演示" in table.zh
        assert sum(one.points for one in table.indicators()) == 100
        assert (table.commended_from, len(table.stars), table.satisfaction) == (90, 5, 90)


UNSOUND = {
    "too few points": (("points: 10", "points: 9"), 2, "add up to 99, not to 100"),
    "an indicator twice": (("id: c", "id: b"), 7, "the indicator “b” stands twice"),
    "stars that fall": (("    for: person\n", "    for: person\n    stars: [90, 80]\n"), 5, "do not rise"),
    "no points at all": (("points: 10", "points: 0"), 7, "at least 0.01 is needed"),
}


@pytest.mark.parametrize(("change", "line", "said"), UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_table_is_told_by_check(
    make_world: MakeWorld, change: tuple[str, str], line: int, said: str
) -> None:
    world = make_world({**people(zhang_san=record()), "appraisal.yml": TABLES.replace(*change)})
    ran = world.run("check")
    assert ran.code == 1
    assert f"exemplars/appraisal.yml:{line}:" in ran.out + ran.err
    assert said in ran.out + ran.err


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world({**people(zhang_san=record(), li_si=record("李四")), "appraisal.yml": TABLES})


def test_the_command_tells_total_stars_and_the_way_to_the_next(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", scored("a: 58, b: 20, c: 10", "satisfaction: 80"))
    ran = world.run("score", "--private", folder)
    assert ran.code == 0
    assert "88 points  ★★★★☆  does not meet the threshold" in ran.out
    assert "2 points to 5 stars; most was lost on: 乙项 (−10 points), 甲项 (−2 points)" in ran.out
    assert "satisfaction 80 %, less than 90 %" in ran.out
    assert "补课整改" in ran.out
    assert "1 exemplar has no score here" in ran.err


WRONG = {
    "no such indicator": (scored("a: 1, aa: 2"), "there is no indicator “aa” in the table “made-up”"),
    "no such table": (scored("a: 1", table="made-upp"), "did you mean “made-up”?"),
    "too many points": (scored("a: 60, c: 11"), "write 10 or less"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_score_that_no_table_knows_is_told_and_left_out(world: World, tmp_path: Path, text: str, said: str) -> None:
    ran = world.run("score", "--private", put(tmp_path / "private", text), "--write")
    assert ran.code == 1
    assert said in ran.err
    assert "private.yml:2:" in ran.err
    assert "appraisal" not in (world.records / "people" / "zhang-san" / "record.md").read_text("utf-8")


def test_write_says_the_word_and_the_day_and_no_figure_and_a_second_time_nothing(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", scored("a: 57, b: 27, c: 7.5", "satisfaction: 93"))
    path = world.records / "people" / "zhang-san" / "record.md"
    before = path.read_text("utf-8")
    ran = world.run("score", "--private", folder, "--write")
    assert (ran.code, "exemplars/people/zhang-san/record.md: appraisal is meets now" in ran.out) == (0, True)
    after = path.read_text("utf-8")
    assert after == before.replace("{basis: public}", "{basis: public, appraisal: {result: meets, on: 2026-06-30}}")
    state = path.stat().st_mtime_ns
    again = world.run("score", "--private", folder, "--write")
    assert "says so already" in again.out
    assert path.stat().st_mtime_ns == state
    assert world.run("check").code == 0
    assert list(path.parent.iterdir()) == [path]
    world.build()
    built = b"".join(file.read_bytes() for file in world.site.rglob("*.json"))
    assert b"91.5" not in built


def test_an_incomplete_appraisal_and_a_record_without_a_basis_are_not_written(world: World, tmp_path: Path) -> None:
    folder = put(tmp_path / "private", scored("a: 60"))
    bare = record("王五", stage="lead").replace("approval: {basis: public}\n", "")
    world.write(people(wang_wu=bare))
    put(folder, scored("a: 60, b: 30, c: 10"), "wang-wu")
    ran = world.run("score", "--private", folder, "--write")
    assert ran.code == 1
    assert "zhang-san: not written, the appraisal is not complete" in ran.err
    assert "wang-wu/record.md: not written; first write approval with its basis" in ran.err
    assert (world.records / "people" / "wang-wu" / "record.md").read_text("utf-8") == bare


REFUSED = {
    "no overlay": ([], "--private DIR"),
    "no such exemplar": (["--private", "P", "zhang-sn"], "did you mean “zhang-san”?"),
    "no such table": (["--private", "P", "--table", "madeup"], "did you mean “made-up”?"),
    "an overlay among the records": (["--private", "exemplars"], "move it out of the project"),
    "no such unit": (["--private", "P", "--managed-by", "虚构县东破村"], "did you mean “虚构县东坡村”?"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_with_a_remedy(
    world: World, tmp_path: Path, arguments: list[str], said: str
) -> None:
    folder = put(tmp_path / "private", scored("a: 60"))
    ran = world.run("score", *(str(folder) if word == "P" else word for word in arguments))
    assert ran.code == 2
    assert said in ran.err


# Pieces of odd but sound files, put together at random.
APPRAISALS = st.sampled_from(
    [
        "",
        "appraisal:",
        "appraisal: {result: fails, on: 2011}",
        'appraisal: {on: 2011-01-01 , "result": "fails"}',
        "appraisal: {result: fails}",
        "appraisal: { }",
        "appraisal:  # 还没有",
        "appraisal:\n  result: 'fails'   # 评语：#不动\n  on: 2011",
        "appraisal:\n  # 上一次\n  result: fails",
        "appraisal:\n  on: 2026-06-30\n  result: meets",
    ]
)
OTHERS = st.lists(
    st.sampled_from(
        [
            "consent: {on: 2011-06-01, scope: [site, media]}  # 同意𠮷",
            "checks:\n  - {by: 纪检监察, result: clear}\n  - by: 公安\n    result: clear",
            "checks: [\n    {by: 纪检监察,\n     result: clear}]",
            "decision: {number: “虚构〔2011〕1号”}",
            'decision:\n  number: "虚构: 1号 # 不是说明"\n\n  # 空行上下都留着',
            "notice:",
            "# 一行说明",
        ]
    ),
    unique_by=lambda text: text.partition(":")[0],
    max_size=4,
)
AROUND = st.sampled_from(
    ["", "# 说明：approval 在下面\n", "summary: >-\n  折起来的\n  几行\n", "aliases: [𠮷田, “甲”]\n"]
)


@st.composite
def heads(draw: st.DrawFn) -> str:
    entries = draw(OTHERS)
    appraisal = draw(APPRAISALS)
    if appraisal:
        entries.insert(draw(st.integers(0, len(entries))), appraisal)
    entries.insert(
        draw(st.integers(0, len(entries))), draw(st.sampled_from(["basis: consent", "basis: |-\n  consent"]))
    )
    flow = draw(st.booleans()) and not any("\n" in entry or "#" in entry for entry in entries)
    if flow:
        spaced = draw(st.sampled_from([", ", " ,\n   ", ","]))
        approval = f"approval: {{{spaced.join(entry.removesuffix(':') for entry in entries)}}}\n"
    else:
        indent = " " * draw(st.sampled_from([1, 2, 4]))
        lines = "\n".join(entries).split("\n")
        approval = "approval:\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in lines)
    return draw(AROUND) + approval + draw(AROUND).replace("summary", "post").replace("aliases", "fields")


@given(
    head=heads(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
    fence=st.sampled_from(["---", "---  "]),
    day=st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)),
    outcome=st.sampled_from(["meets", "fails"]),
)
def test_every_other_byte_stays_in_any_file(
    head: str, line_end: str, mark: str, fence: str, day: datetime.date, outcome: str
) -> None:
    body = f"正文\n\n{fence}\n\n> 引文 appraisal: {{}}\n"
    text = mark + f"{fence}\n{head}{fence}\n{body}".replace("\n", line_end)
    word = Appraisal.model_validate({"result": outcome, "on": day.isoformat()})
    made = with_word(text, word)
    old, new = (one.replace(line_end, "\n").removeprefix("\ufeff") for one in (text, made))
    before, after = (yaml_text.plain(one.split(f"{fence}\n")[1]) for one in (old, new))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["approval"]["appraisal"] == {"result": outcome, "on": day.isoformat()}
    for data in (before, after):
        data["approval"].pop("appraisal", None)
    assert after == before
    assert made.startswith(mark)
    assert made.endswith(f"{fence}\n{body}".replace("\n", line_end))
    assert set(re.findall(r"\r\n|\r|\n", made)) == set(re.findall(r"\r\n|\r|\n", text))
    assert [line for line in re.findall(r"#.*", old) if line not in new] == []
    assert with_word(made, word) == made


@pytest.mark.parametrize("text", ["", "---\nname: 甲\n---\n", "---\nname: [\n---\n", "---\napproval: yes\n---\n", "甲"])
def test_a_file_without_a_place_is_refused(text: str) -> None:
    with pytest.raises(NoPlace):
        with_word(text, Appraisal(result="meets", on=PartialDate("2011-01-01")))
