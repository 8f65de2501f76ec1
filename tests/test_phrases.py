"""Facts of a record stand in a line of Chinese as an editor would write them. Everybody here is made up (虚构)."""

from __future__ import annotations

import pytest

from generator.phrases import quotation, repeats
from generator.positions import introduced, lead, whereabouts
from generator.records.model import Record


def record(name: str, unit: str | None = None, post: str | None = None, summary: str = "在虚构村修路。") -> Record:
    return Record.model_validate(
        {"name": name, "unit": unit, "post": post, "summary": summary, "fields": ["rural"], "stage": "named",
         "updated": "2026-11-20"}
    )  # fmt: skip


LINES = {
    "unit and post": ("虚构村", "党支部书记", "虚构村党支部书记张三", "虚构村党支部书记"),
    "no post": ("虚构村", None, "虚构村张三", "虚构村"),
    "nothing": (None, None, "张三", ""),
    "the first of several positions": (
        "虚构支行", "原副行长，离休干部；老战士", "虚构支行原副行长张三", "虚构支行原副行长，离休干部；老战士",
    ),
    "two units with a post each": (
        "虚构市委宣传部；驻虚构村", "副科长；虚构村第一书记",
        "虚构市委宣传部副科长张三", "虚构市委宣传部副科长、驻虚构村第一书记",
    ),
    "two units with a post each, in one row": (
        "虚构市委、虚构市人大常委会", "原书记、原主任", "虚构市委原书记张三", "虚构市委原书记、虚构市人大常委会原主任",
    ),
    "two posts in one unit": ("虚构中学", "校长、党支部书记", "虚构中学校长张三", "虚构中学校长、党支部书记"),
    "what stands at the seam is said once": ("虚构村党支部", "党支部书记", "虚构村党支部书记张三", "虚构村党支部书记"),
    "the rank of a place too": ("虚构乡", "乡党委委员", "虚构乡党委委员张三", "虚构乡党委委员"),
    "but a hospital keeps its second 院": ("虚构医院", "院长", "虚构医院院长张三", "虚构医院院长"),
    "a title of a body of its own": (
        "虚构医学研究所", "中国工程院院士，虚构医学专家", "中国工程院院士张三",
        "虚构医学研究所，中国工程院院士，虚构医学专家",
    ),
    "the title of the unit itself": ("中国科学院", "中国科学院院士", "中国科学院院士张三", "中国科学院院士"),
    "a post of former times says its own unit": (
        "中共虚构县委", "生前系虚构市政协副主席", "张三", "中共虚构县委，生前系虚构市政协副主席",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("unit", "post", "line", "stands"), LINES.values(), ids=LINES)
def test_a_position_stands_before_a_name_as_it_is_said(unit: str, post: str, line: str, stands: str) -> None:
    person = record("张三", unit, post)
    assert (introduced(person), whereabouts(person)) == (line, stands)


@pytest.mark.parametrize(
    ("name", "unit", "line", "stands"),
    [
        ("虚构街道党工委", "虚构区虚构街道党工委", "虚构区虚构街道党工委", "虚构区"),
        ("虚构党工委（甲社区）", "虚构区虚构党工委、甲社区", "虚构区虚构党工委（甲社区）", "虚构区"),
        ("中共虚构县委", "中共虚构省虚构县委", "中共虚构省虚构县委", ""),
        ("虚构县环卫局", "虚构县环卫局", "虚构县环卫局", ""),
        ("虚构县环卫局", None, "虚构县环卫局", ""),
        ("先锋服务队", "虚构街道先锋社区", "虚构街道先锋社区先锋服务队", "虚构街道先锋社区"),
        ("先锋队", "虚构县先进锋面服务大队", "虚构县先进锋面服务大队先锋队", "虚构县先进锋面服务大队"),
    ],
)
def test_an_organisation_is_not_named_twice(name: str, unit: str | None, line: str, stands: str) -> None:
    organisation = record(name, unit)
    assert (introduced(organisation), whereabouts(organisation)) == (line, stands)


def test_a_lead_says_of_whom_it_tells_once() -> None:
    assert lead(record("张三", "虚构村", "村医")) == "张三，虚构村村医。在虚构村修路。"
    assert lead(record("张三")) == "张三：在虚构村修路。"
    assert lead(record("张三", "虚构村", "村医", summary="张三在虚构村修路")) == "张三在虚构村修路。"


def test_an_organisation_that_the_summary_calls_by_its_short_name_is_not_named_before_it() -> None:
    summary = "虚构县委从85个候选点中选出50个。"
    assert lead(record("中共虚构县委", "中共虚构省虚构县委", summary=summary)) == summary


def test_the_full_stop_of_something_said_stands_inside_its_marks() -> None:
    assert quotation("我就去哪里", "张三") == "张三：“我就去哪里。”"
    assert quotation("“还有谁？”", "") == "“还有谁？”"
    assert quotation("说到……", "张三") == "张三：“说到……”"


@pytest.mark.parametrize(
    ("headline", "summary", "same"),
    [
        ("草原虚构医生退休后仍背药箱", "草原虚构医生张三行医50载，退休后仍背起药箱义诊。", True),
        ("“虚构流水线”的社区", "虚构的社区用“虚构流水线”连起居民与社区。", True),
        ("奖章收在箱底的老兵", "转业到虚构县后不提战功，儿子替他登记，人们才知道。", False),
        ("好", "好人张三。", False),
        ("", "张三。", False),
    ],
)
def test_a_headline_that_the_summary_says_word_for_word_is_known(headline: str, summary: str, same: bool) -> None:
    assert repeats(headline, summary) == same
