"""Who is first: names, beginnings of names, pinyin, aliases, units, honours, summaries, bodies; then newer honours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from world import World, people, record

from search.engine import Engine

pytestmark = pytest.mark.browser

PLAIN = "他带着61户乡亲远迁安家，一年一年把陌生的坡地种成了果园。"


def plain(name: str, **more: str) -> str:
    """A record in which nothing but what is given holds the words that are asked for."""
    said = {"unit": "虚构甲", "summary": PLAIN, "body": "## 事迹\n\n没有别的。\n", "honour": "时代楷模"} | more
    return record(name, **said)  # type: ignore[arg-type]


RECORDS = people(
    whole=plain("卫勇"),
    longer=plain("卫勇山"),
    inside=plain("李卫勇"),
    homophone=plain("魏永"),
    aliased=plain("赵甲", more="aliases: [卫勇]\n"),
    unit=plain("钱乙", unit="卫勇小学"),
    honoured=plain("孙丙", honour="卫勇奖章"),
    summed=plain("李丁", summary="他跟着卫勇干了61年，一年一年把陌生的坡地种成了果园。"),
    told=plain("周戊", body="## 事迹\n\n他说起过卫勇的事。\n"),
    newer=plain("吴己", body="## 事迹\n\n他也说起过卫勇的事。\n", year="2020-05"),
    between=plain("郑庚", body="## 事迹\n\n他常说起卫勇。\n", year="2020"),
    apart=plain("冯辛", body="## 事迹\n\n保卫。勇敢。卫，勇。\n"),
    single=plain("单雄信", more="pinyin: Shàn Xióngxìn\n"),
)


@pytest.fixture(scope="module")
def ranked(
    chromium: object, served: Callable[..., str], built_shell: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    world = World(tmp_path_factory.mktemp("ranking") / "world", RECORDS, built_shell)
    assert world.build(press="none").edition is not None
    made = Engine(chromium, served(world.site))
    yield made
    made.close()


def test_results_come_in_the_order_of_where_the_words_stand(ranked: Engine) -> None:
    assert ranked.ids("卫勇") == [
        "whole", "longer", "inside", "aliased", "unit", "honoured", "summed", "newer", "between", "told",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("weiyong", {"whole", "homophone"}),
        ("wei yong", {"whole", "homophone"}),
        ("Wèi Yǒng", {"whole", "homophone"}),
        ("WEIYONG", {"whole", "homophone"}),
        ("wy", {"whole", "homophone"}),
        ("weiyongshan", {"longer"}),
        ("wys", {"longer"}),
        ("shanxiongxin", {"single"}),
        ("sxx", {"single"}),
        ("衛勇", {"whole"}),
        ("衛 勇", {"whole"}),
        ("卫勇山", {"longer"}),
        ("雄信", {"single"}),
        ("卫勇 种成了果园", {"whole"}),
    ],
)
def test_the_right_one_is_first(ranked: Engine, query: str, first: set[str]) -> None:
    found = ranked.ids(query)
    assert set(found[: len(first)]) == first


def test_pinyin_of_a_name_goes_before_those_whose_name_it_only_begins(ranked: Engine) -> None:
    found = ranked.ids("weiyong")
    assert found.index("whole") < found.index("longer")
    assert found.index("longer") < found.index("inside")


def test_pairs_that_meet_only_by_chance_are_never_shown(ranked: Engine) -> None:
    assert "apart" not in ranked.ids("卫勇")
    assert ranked.ids("雄信单") == []


def test_a_result_says_what_the_contract_promises_and_marks_what_was_found(ranked: Engine) -> None:
    found = ranked.find("卫勇", limit=1)
    assert found["total"] == 10
    assert found["exact"] is True
    (result,) = found["results"]
    assert result["id"] == "whole"
    assert result["url"].endswith("/exemplars/whole/")
    assert (result["name"], result["unit"], result["summary"]) == ("卫勇", "虚构甲", PLAIN)
    assert result["shown"]["name"] == [["卫勇", True]]
    assert 0 <= result["score"] <= 1
    scores = [one["score"] for one in ranked.find("卫勇", limit=20)["results"]]
    assert scores == sorted(scores, reverse=True)


def test_an_excerpt_shows_the_place_in_the_body(ranked: Engine) -> None:
    (result,) = [one for one in ranked.find("说起过卫勇", limit=20, excerpts=True)["results"] if one["id"] == "told"]
    excerpt = result["shown"]["excerpt"]
    assert "".join(text for text, _hit in excerpt) == "他说起过卫勇的事。"
    assert [text for text, hit in excerpt if hit] == ["说起过卫勇"]


def test_facets_are_counted_and_narrow(ranked: Engine) -> None:
    found = ranked.find("卫勇", facets=True, limit=1)
    years = {
        value["id"]: value["count"] for facet in found["facets"] if facet["id"] == "year" for value in facet["values"]
    }
    assert years == {"2020": 2, "2011": 8}
    assert set(ranked.ids("卫勇", filters={"year": ["2020"]})) == {"newer", "between"}
    narrowed = ranked.find("卫勇", facets=True, filters={"year": ["2020"]})
    assert narrowed["total"] == 2
    # Within a facet the other values stay countable: one may add them.
    years = {
        value["id"]: value["count"]
        for facet in narrowed["facets"]
        if facet["id"] == "year"
        for value in facet["values"]
    }
    assert years == {"2020": 2, "2011": 8}
    kinds = [value for facet in narrowed["facets"] if facet["id"] == "kind" for value in facet["values"]]
    assert [(value["id"], value["count"]) for value in kinds] == [("person", 2)]


def test_filters_alone_list_all_that_they_leave(ranked: Engine) -> None:
    assert set(ranked.ids("", filters={"year": ["2020"]})) == {"newer", "between"}
    assert ranked.find("")["results"] == []


def test_a_search_that_is_no_longer_wanted_stops(ranked: Engine) -> None:
    name = ranked.page.evaluate(
        "() => { const stop = new AbortController(); stop.abort();"
        " return engine.search('卫勇', {signal: stop.signal}).then(() => 'answered', (error) => error.name) }"
    )
    assert name == "AbortError"
