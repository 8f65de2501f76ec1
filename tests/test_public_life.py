"""What was pledged, said and done in public, as a profile tells it; and that the day is the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_pages import PHONE, Visit
from world import World, people, record

from generator.pages.public_life import comment_rows, event_rows, pledge_rows
from generator.records.model import Comment, Event, Pledge
from generator.records.partial_date import PartialDate

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LIFE = """\
pledges:
  - {on: 2026-05, text: 每周给虚构小学的孩子讲一堂课。}
  - {on: 2011-03-01, text: 年内给虚构村修通三里路。, kept: 2011-09-01}
comments:
  - {on: 2011-04-01, by: 虚构县委书记, text: “路修到哪里，心就想到哪里。”}
  - {by: 虚构村村民, text: “他”说话算数，“真的”}
events:
  - {on: 2011-05-01, title: 虚构报告会, place: 虚构县礼堂}
  - {on: 2026-11-22, title: 当天的座谈会, place: 虚构村}
  - {on: 2027, title: 巡回报告}
"""


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def test_pledges_stand_in_the_order_in_which_they_were_made() -> None:
    pledges = [Pledge(on=day("2026-05"), text="乙"), Pledge(on=day("2011-03-01"), text="甲", kept=day("2011"))]
    assert [tuple(row) for row in pledge_rows(pledges)] == [
        ("甲", "2011年3月1日", "2011年"),
        ("乙", "2026年5月", ""),
    ]


@pytest.mark.parametrize(
    ("written", "told"), [("“好。”", "好。"), ("好。", "好。"), ("“甲”和“乙”", "“甲”和“乙”"), ("“", "“"), ("“”", "")]
)
def test_a_comment_has_one_pair_of_quotation_marks(written: str, told: str) -> None:
    assert comment_rows([Comment(by="虚构", text=written)])[0].text == told


def test_the_latest_activity_comes_first_and_lasts_as_long_as_its_date_can_mean() -> None:
    events = [Event(on=day(on), title=on) for on in ("2011-05-01", "2027", "2026-02")]
    assert [(row.iso, row.last) for row in event_rows(events)] == [
        ("2027", "2027-12-31"),
        ("2026-02", "2026-02-28"),
        ("2011-05-01", "2011-05-01"),
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    world = World(tmp_path_factory.mktemp("life") / "world", people(quan=record(more=LIFE)), built_shell)
    assert world.build().edition is not None
    return world


@pytest.fixture
def visit(chromium: Browser, served: Callable[[Path], str], site: World) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def make(**options: Any) -> Visit:
        visits.append(Visit(chromium, served(site.site) + "/", **options))
        return visits[-1]

    yield make
    for one in visits:
        assert one.complaints == []
        one.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("today", "marked"),
    [
        ("2026-11-21T12:00:00", ["即将举行", "即将举行", ""]),
        ("2026-11-22T23:00:00", ["即将举行", "今天", ""]),
        ("2026-11-23T00:30:00", ["即将举行", "", ""]),
        ("2028-01-01T00:30:00", ["", "", ""]),
    ],
)
def test_what_lies_ahead_is_marked_on_the_readers_own_day(
    visit: Callable[..., Visit], today: str, marked: list[str]
) -> None:
    one = visit(timezone_id="Asia/Shanghai")
    one.page.clock.install(time=f"{today}+08:00")
    page = one.goes("exemplars/quan/")
    rows = page.locator("#events + ul > li")
    told = [row.locator(".seal").all_inner_texts() for row in rows.all()]
    assert ["".join(seals) for seals in told] == marked
    assert rows.locator("time").all_inner_texts() == ["2027年", "2026年11月22日", "2011年5月1日"]


@pytest.mark.browser
def test_without_scripts_the_dates_speak_for_themselves(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE).goes("exemplars/quan/")
    for text in ("已兑现", "待兑现", "路修到哪里", "虚构县委书记", "2026年11月22日", "虚构县礼堂"):
        assert page.get_by_text(text).first.is_visible(), text
    assert page.locator("#pledges + ul > li").first.inner_text().startswith("2011年3月1日")
