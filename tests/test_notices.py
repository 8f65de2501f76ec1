"""A record at the stage `noticed` stands on the page of notices alone, from its first day to its last."""

from __future__ import annotations

import datetime
import re

import pytest
from conftest import MakeWorld
from page_shape import Shape
from test_build import holding
from world import OFFICE, World, contents, people, portrait, record

DAY = datetime.date(2026, 11, 20)
NOTICE = "statutory, notice: {from: 2026-11-18, to: 2026-11-24}"
NOTICED = record(
    "周甲独",
    unit="独一份村",
    honour="时代楷模",
    summary="只有公示不需要的摘要，他带着乡亲远迁安家，修路引水。",
    stage="noticed",
    basis=NOTICE,
    source="title: 独一份报道, publisher: 虚构日报",
    more=(
        "post: 独一份职务\naliases: [独一份别名]\nphoto: {file: photo.jpg, alt: 独一份的照片}\n"
        "reviews: [{on: 2026-01-01, by: 独一份审核, result: 虚构}]\n"
    ),
    body="## 事迹\n\n独一份的正文。[^s1]\n",
).replace("by: 虚构县委, on: 2011}", "by: 独一份机关}\n  - {title: 优秀共产党员, by: 早先的机关, on: 2011}")
SHOWN = ("周甲独", "独一份村", "独一份职务", "时代楷模", "独一份机关", "2026年11月18日", "11月24日")
"""What a notice needs: who, of where, as what, what is to be given by whom, and the days."""
HIDDEN = (
    "公示不需要的摘要",
    "独一份的正文",
    "独一份报道",
    "独一份别名",
    "独一份的照片",
    "独一份审核",
    "早先的机关",
    "zhou-jia",
)


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    files = people(zhang_san=record(), zhou_jia=NOTICED)
    return make_world({**files, "people/zhou-jia/photo.jpg": portrait()})


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (datetime.date(2026, 11, 17), False),
        (datetime.date(2026, 11, 18), True),
        (datetime.date(2026, 11, 24), True),
        (datetime.date(2026, 11, 25), False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_a_notice_stands_from_its_first_day_to_its_last(world: World, day: datetime.date, open_: bool) -> None:
    outcome = world.build(today=day, cards="all", press="all")
    assert outcome.edition is not None, outcome.problems
    told = Shape((world.site / "notices/index.html").read_text("utf-8")).text
    assert [text in told for text in SHOWN] == [open_] * len(SHOWN)
    assert ("made-up@example.org" in told.partition("有不同意见，请在公示期内反映")[2]) is open_
    assert holding(world.site, "周甲独") == (["notices/index.html"] if open_ else [])
    assert {text: holding(world.site, text) for text in HIDDEN} == {text: [] for text in HIDDEN}
    assert [path for path in contents(world.site) if "zhou-jia" in path] == []
    home = Shape((world.site / "index.html").read_text("utf-8")).text
    assert ("正在公示 1 名个人" in home) is open_
    assert outcome.edition.account.noticed == int(open_)


def test_a_notice_that_ends_leaves_the_site_as_one_built_on_that_day(make_world: MakeWorld, world: World) -> None:
    world.build(today=datetime.date(2026, 11, 24))
    world.build(today=datetime.date(2026, 11, 25))
    fresh = make_world({**people(zhang_san=record(), zhou_jia=NOTICED), "people/zhou-jia/photo.jpg": portrait()})
    fresh.build(today=datetime.date(2026, 11, 25))
    assert contents(world.site) == contents(fresh.site)


UNLAWFUL = {
    "no approval": NOTICED.replace(f"approval: {{basis: {NOTICE}}}\n", ""),
    "no notice": NOTICED.replace(NOTICE, "statutory"),
    "consent that was never given": NOTICED.replace("statutory", "consent"),
    "consent for other things": NOTICED.replace("statutory", "consent, consent: {on: 2026-01-01, scope: [media]}"),
    "consent taken back": NOTICED.replace(
        "statutory", "consent, consent: {on: 2026-01-01, scope: [site], withdrawn: 2026-02-01}"
    ),
    "a child without a guardian's consent": NOTICED.replace("statutory", "statutory, minor: true"),
    "consent of a later day": NOTICED.replace("statutory", "consent, consent: {on: 2026-11-21, scope: [site]}").replace(
        "updated: 2026-11-20", "updated: 2026-11-21"
    ),
    "another stage": NOTICED.replace("stage: noticed", "stage: nominated"),
}


@pytest.mark.parametrize("text", UNLAWFUL.values(), ids=UNLAWFUL)
def test_without_a_basis_there_is_no_notice(world: World, text: str) -> None:
    world.write({"people/zhou-jia/record.md": text})
    outcome = world.build(today=DAY)
    assert outcome.edition is not None, outcome.problems
    assert holding(world.site, "周甲独") == []
    assert "没有正在公示的名单" in (world.site / "notices/index.html").read_text("utf-8")


def test_a_notice_with_consent_stands(world: World) -> None:
    given = NOTICED.replace("statutory", "consent, consent: {on: 2026-01-01, scope: [site]}")
    world.write({"people/zhou-jia/record.md": given})
    world.build(today=DAY)
    assert holding(world.site, "周甲独") == ["notices/index.html"]


def test_notices_are_told_by_period_and_kind_and_search_engines_keep_none(make_world: MakeWorld) -> None:
    later = NOTICED.replace("周甲独", "吴乙").replace("2026-11-24", "2026-11-26")
    group = NOTICED.replace("周甲独", "虚构集体")
    without = NOTICED.replace("photo: {file: photo.jpg, alt: 独一份的照片}\n", "")
    world = make_world(
        {
            **people(a=without, b=later.replace("photo: {file: photo.jpg, alt: 独一份的照片}\n", "")),
            "organizations/c/record.md": group.replace("photo: {file: photo.jpg, alt: 独一份的照片}\n", ""),
        }
    )
    outcome = world.build(today=DAY)
    assert outcome.edition is not None, outcome.problems
    shape = Shape((world.site / "notices/index.html").read_text("utf-8"))
    places = [shape.text.index(text) for text in ("周甲独", "虚构集体", "吴乙")]
    assert places == sorted(places), "the period that ends first, persons before organizations"
    assert ("meta", "content", "noindex") in shape.attributes
    assert "notices/" not in (world.site / "sitemap.xml").read_text("utf-8")


def test_the_closing_line_counts_notices_and_withdrawals(world: World) -> None:
    withdrawn = record("李四", stage="withdrawn", more="publish: {from: 2026-01-01}\n")
    world.write(people(li_si=withdrawn))
    ran = world.run("build", "--today", DAY.isoformat(), "--cards", "none", "--press", "none")
    assert ran.out.startswith("1 published, 1 public notice, 1 withdrawn; "), ran
    again = world.run("build", "--today", DAY.isoformat(), "--cards", "none", "--press", "none")
    assert again.out.startswith("1 published, 1 public notice, 1 withdrawn; 0 files written"), again


def test_a_notice_to_which_nobody_could_object_is_refused(make_world: MakeWorld) -> None:
    office = re.sub(r"(?m)^contact:.*\n", "", OFFICE)
    assert office != OFFICE
    world = make_world({**people(zhang_san=record(), zhou_jia=NOTICED), "people/zhou-jia/photo.jpg": portrait()})
    world.write({"office.yml": office})
    outcome = world.build(today=DAY)
    assert outcome.edition is None
    (problem,) = [problem for problem in outcome.problems if problem.rule == "notice-objection"]
    assert problem.path == "exemplars/people/zhou-jia/record.md"
    assert "office.yml" in problem.message
    world.write({"office.yml": office + "contact: {address: 虚构县虚构路1号}\n"})
    assert world.build(today=DAY).edition is not None


def test_an_office_without_an_address_publishes_what_needs_none(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.write({"office.yml": re.sub(r"(?m)^contact:.*\n", "", OFFICE)})
    assert world.build(today=DAY).edition is not None
