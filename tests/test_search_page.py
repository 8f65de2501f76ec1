"""Searching as a reader does it: the box on every page, its suggestions, the results page; in a real browser."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from page_shape import pages_of
from test_pages import DESK, LARGE, LOOKS, MODES, PHONE, SMALL, STANDARDS, Visit
from world import SITE, World, full, people, record

from generator.pages.search_page import open_search
from generator.records.settings import Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request, Route

pytestmark = pytest.mark.browser

GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木水"
"""Made-up given names of the villagers of the made-up village: 25, more than stand on a page."""

VILLAGERS = {
    f"cun_min_{number}": record(
        f"虚构{given}",
        fields="rural" if number % 5 else "rural, education",
        year="2011" if number < 15 else "2012",
    )
    for number, given in enumerate(GIVEN)
}
DOCTOR = record(
    "张三",
    unit="虚构县医院",
    fields="health",
    honour="时代楷模",
    year="2015",
    summary="他背着药箱走遍山村，把看病的人当成自己家里的人。",
    body="## 事迹\n\n他在山谷里建起诊所，夜里也有人值班。[^s1]\n",
)
VILLAGE = "东坡"
"""Two characters that stand in every villager's unit: the index alone is sure of them, so the count is exact."""

MOCK = """
export class SearchUnavailable extends Error {}
window.asked = [];
window.dropped = [];
const result = (name) => ({
  id: "x", url: new URL("../exemplars/quan/", import.meta.url).href, name, unit: "", summary: "", score: 1,
  kind: "person", post: "", region: "", honour: {title: "", by: "", on: ""}, year: "", photo: false, monogram: "虚",
  shown: {name: [[name, true]], unit: [], honour: [], summary: [[name, false]], excerpt: null},
});
export async function search(query, {signal} = {}) {
  window.asked.push(query);
  signal?.addEventListener("abort", () => window.dropped.push(query));
  await new Promise((done) => setTimeout(done, WAIT(query)));
  return {total: 1, exact: EXACT, results: [result(SAYS(query))], facets: []};
}
"""


def mock(*, wait: str = "() => 0", says: str = "(query) => query", exact: str = "true") -> str:
    """A search.js that notes what it is asked; `wait` and `says` are functions of the query."""
    return f"const WAIT = {wait};\nconst SAYS = {says};\nconst EXACT = {exact};\n{MOCK}"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    """A site with 25 villagers, a doctor and a person with every part and a portrait."""
    files = {**full(), **people(zhang_san=DOCTOR, **VILLAGERS)}
    world = World(tmp_path_factory.mktemp("village") / "world", files, built_shell)
    outcome = world.build()
    gc.enable()
    assert outcome.edition is not None, outcome.problems
    return world


@pytest.fixture
def visit(chromium: Browser, served: Callable[..., str], village: World) -> Iterator[Callable[..., Visit]]:
    """Makes visits to the village; `search_js` stands in for the site's own."""
    visits: list[Visit] = []

    def make(search_js: str = "", **options: Any) -> Visit:
        one = Visit(chromium, served(village.site) + "/", **options)
        visits.append(one)
        if search_js:
            answer = {"body": search_js, "content_type": "text/javascript"}
            one.page.route(re.compile(r"/assets/search\.js"), lambda route: route.fulfill(**answer))
        return one

    yield make
    for one in visits:
        one.context.close()


def asked_for(query: str, **more: str) -> str:
    """The address of the results page for a query."""
    return "search/?" + "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **more}.items())


def state(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def rows(page: Page) -> Locator:
    return page.locator("#results .row")


def counted(page: Page, words: str) -> None:
    """Wait until the line above the results says this."""
    page.wait_for_function(
        "words => document.querySelector('[data-search-count]').textContent.includes(words)", arg=words
    )


def choice(page: Page, label: str) -> Locator:
    """A facet's value in the side column."""
    return page.locator("label.choice").filter(has_text=re.compile(rf"^{label} \d+$")).locator("input")


def enter(page: Page, leads_to: str | re.Pattern[str]) -> None:
    """Press Enter and wait for the page it leads to, which must be another one; only there let go of the key."""
    page.keyboard.down("Enter")
    page.wait_for_url(leads_to)
    page.keyboard.up("Enter")


def options(page: Page) -> list[str]:
    return page.locator(".find [role=option]").all_inner_texts()


# ---- The box -------------------------------------------------------------------------------------------------------


def test_every_page_has_one_search_box_that_leads_to_the_results(village: World) -> None:
    for path, shape in pages_of(village.site).items():
        assert [value for tag, name, value in shape.attributes if name == "role" and value == "search"] == ["search"]
        action = next(value for tag, name, value in shape.attributes if (tag, name) == ("form", "action"))
        up = "../" * path.count("/")
        expected = "/search/" if path == "404.html" else "./" if path == "search/index.html" else f"{up}search/"
        assert action == expected, path
        assert ("input", "name", "q") in shape.attributes


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_leads_to_the_results_page_from_anywhere(visit: Callable[..., Visit], scripts: bool) -> None:
    one = visit(java_script_enabled=scripts)
    for path in ("", "exemplars/quan/", "exemplars/by/field/rural/", "no/such/page/"):
        page = one.goes(path)
        page.fill("#find", "东坡 虚构")
        enter(page, "**/search/?*")
        assert urlsplit(page.url).path == "/search/"
        assert state(page) == {"q": ["东坡 虚构"]}


def test_suggestions_appear_while_one_types_and_the_search_is_loaded_only_then(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("exemplars/quan/")
    assert not any("/assets/search.js" in url for url in one.asked)
    page.focus("#find")
    page.wait_for_function("performance.getEntriesByType('resource').some(r => r.name.endsWith('/assets/search.js'))")
    assert page.locator("#find").get_attribute("aria-expanded") == "false"
    page.keyboard.type(VILLAGE)
    page.wait_for_selector("[role=option]")
    box = page.locator("#find")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    told = options(page)
    assert len(told) == 7
    assert told[-1] == "查看全部 26 条结果"  # the 25 and 虚构·全, who is of the same village
    assert page.locator("[role=option] mark").first.inner_text() == VILLAGE
    assert all(url.startswith(one.base) for url in one.asked)
    assert one.complaints == []


def test_the_keyboard_goes_through_the_suggestions(visit: Callable[..., Visit]) -> None:
    page = visit().goes("about/")
    page.focus("#find")
    page.keyboard.type(VILLAGE)
    page.wait_for_selector("[role=option]")
    box = page.locator("#find")

    def chosen() -> list[int]:
        marked = page.locator("[role=option]").evaluate_all("all => all.map(o => o.getAttribute('aria-selected'))")
        found = [number for number, said in enumerate(marked) if said == "true"]
        pointed = box.get_attribute("aria-activedescendant")
        assert pointed == (page.locator("[role=option]").nth(found[0]).get_attribute("id") if found else None)
        return found

    assert chosen() == []
    for key, expected in (
        ("ArrowDown", [0]),
        ("ArrowDown", [1]),
        ("ArrowUp", [0]),
        ("ArrowUp", []),
        ("ArrowUp", [6]),
        ("ArrowDown", []),
        ("ArrowDown", [0]),
        ("Home", []),
        ("ArrowDown", [0]),
        ("End", []),
    ):
        page.keyboard.press(key)
        assert chosen() == expected, key
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert not page.locator("[role=listbox]").is_visible()
    assert box.input_value() == VILLAGE, "the first Escape closes, and leaves the text"
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=listbox]").is_visible()
    page.keyboard.press("ArrowDown")
    enter(page, re.compile(r"/exemplars/(cun-min-\d+|quan)/$"))


def test_the_last_suggestion_leads_to_all_results(visit: Callable[..., Visit]) -> None:
    page = visit().goes("exemplars/quan/")
    page.focus("#find")
    page.keyboard.type(VILLAGE)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowUp")
    enter(page, "**/search/?*")
    assert state(page) == {"q": [VILLAGE]}
    counted(page, "共 26 条")


def test_a_page_that_is_not_there_suggests_with_addresses_that_are(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("no/such/page/")
    page.fill("#find", VILLAGE)
    page.wait_for_selector("[role=option]")
    found = page.locator("[role=option]").evaluate_all("all => all.map(a => a.href)")
    assert all(href.startswith((f"{one.base}exemplars/", f"{one.base}search/?q=")) for href in found)


def test_a_name_is_found_by_its_pinyin(visit: Callable[..., Visit]) -> None:
    page = visit().goes("exemplars/quan/")
    for typed in ("zhangsan", "zs"):
        page.fill("#find", typed)
        page.wait_for_function("document.querySelector('[role=option]')?.textContent.includes('张三')")
        page.fill("#find", "")
        page.locator("[role=listbox]").wait_for(state="hidden")


def test_the_list_stays_until_the_next_is_there_and_late_answers_are_dropped(visit: Callable[..., Visit]) -> None:
    one = visit(mock(wait="(query) => query === '虚' ? 0 : query === '虚构' ? 1500 : 700"))
    page = one.goes("exemplars/quan/")
    page.focus("#find")
    page.keyboard.type("虚")
    page.wait_for_selector("[role=option]")
    page.keyboard.type("构")
    page.wait_for_function("window.asked.includes('虚构')")
    assert options(page)[0].strip().startswith("虚"), "the old list stands while the new one is on its way"
    page.keyboard.type("甲")
    page.wait_for_function("window.asked.includes('虚构甲')")
    assert page.evaluate("window.dropped") == ["虚构"] or "虚构" in page.evaluate("window.dropped")
    page.wait_for_function("document.querySelector('[role=option]').textContent.includes('虚构甲')")
    page.wait_for_timeout(1200)
    assert "虚构甲" in options(page)[0], "the slow answer to what was typed before comes too late"


def test_an_upper_bound_is_not_told_as_a_count(visit: Callable[..., Visit]) -> None:
    one = visit(mock(exact="false"))
    page = one.goes("exemplars/quan/")
    page.fill("#find", "虚构")
    page.wait_for_selector("[role=option]")
    assert options(page)[-1] == "查看全部结果，最多 1 条"
    one.goes(asked_for("虚构"))
    counted(page, "最多 1 条")


@pytest.mark.parametrize("path", ["exemplars/quan/", "search/"])
def test_nothing_is_asked_while_characters_are_composed(visit: Callable[..., Visit], path: str) -> None:
    """An input method puts letters into the box before it puts characters there; and its Enter sends nothing."""
    one = visit(mock())
    page = one.goes(path)
    keys = one.context.new_cdp_session(page)
    page.focus("#find")
    page.evaluate("import(new URL('../assets/search.js', document.querySelector('script[src*=search-box]').src))")
    page.wait_for_function("window.asked")
    before = page.evaluate("history.length")
    for letters in ("x", "xu", "xu'g", "xu'gou"):
        keys.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
        page.wait_for_timeout(300)
    assert page.input_value("#find") == "xu'gou"
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == one.base + path, "the Enter that chooses characters sends nothing"
    assert page.evaluate("window.asked") in ([], ["xu'gou"])
    assert page.evaluate("history.length") == before
    asked = len(page.evaluate("window.asked"))
    page.fill("#find", "")
    keys.send("Input.imeSetComposition", {"text": "xu'gou", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(400)
    assert len(page.evaluate("window.asked")) == asked
    keys.send("Input.insertText", {"text": "虚构"})
    page.wait_for_function("window.asked.at(-1) === '虚构'")
    assert len(page.evaluate("window.asked")) == asked + 1


def test_the_enter_that_ends_a_composition_is_stopped_whatever_the_browser_calls_it(
    visit: Callable[..., Visit],
) -> None:
    page = visit(mock()).goes("exemplars/quan/")
    for marks in ("isComposing: true", "keyCode: 229"):
        stopped = page.evaluate(
            "() => !document.querySelector('#find').dispatchEvent(new KeyboardEvent('keydown', "
            f"{{key: 'Enter', bubbles: true, cancelable: true, {marks}}}))"
        )
        assert stopped, marks


def test_a_slash_goes_to_the_box_but_not_while_one_writes(visit: Callable[..., Visit]) -> None:
    one = visit()
    for path in ("", "exemplars/quan/", "search/"):
        page = one.goes(path)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "find"
        assert page.input_value("#find") == ""
        page.keyboard.type("1/2")
        assert page.input_value("#find") == "1/2"


def test_on_a_phone_a_lens_opens_the_box_and_nothing_runs_off_the_side(visit: Callable[..., Visit]) -> None:
    for before in ("", LARGE):
        page = visit(viewport=SMALL, has_touch=True, before=before).goes("exemplars/quan/")
        lens = page.locator("[data-find-open]")
        assert not page.locator("#find").is_visible()
        assert lens.get_attribute("role") == "button"
        assert lens.get_attribute("aria-expanded") == "false"
        lens.tap()
        assert lens.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.id") == "find"
        page.keyboard.type(VILLAGE)
        page.wait_for_selector("[role=option]")
        for option in page.locator("[role=option]").all():
            box = option.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= SMALL["width"]
            assert box["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
        lies_over = """e => { const b = e.getBoundingClientRect();
            return e.contains(document.elementFromPoint(b.x + 9, b.y + 9)); }"""
        assert page.locator("[role=option]").last.evaluate(lies_over), "the list lies over the page"
        page.keyboard.press("Escape")
        lens.focus()
        page.keyboard.press(" ")
        assert not page.locator("#find").is_visible()


def test_where_search_is_out_of_order_the_box_says_so(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.page.route(re.compile(r"/search/.*\.bin$"), lambda route: route.fulfill(status=404, body=""))
    page = one.goes("exemplars/quan/")
    page.fill("#find", VILLAGE)
    page.get_by_text("搜索暂时不能用").first.wait_for()
    assert page.locator(".find__note a").get_attribute("href") == one.base + "exemplars/"
    assert page.locator("#find").get_attribute("aria-expanded") == "false", "there is no listbox to go through"


# ---- The results page ----------------------------------------------------------------------------------------------


def test_results_stand_as_rows_with_what_was_found_marked(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes(asked_for("医院"))
    counted(page, "共 1 条")
    row = rows(page)
    assert row.locator(".row__name").inner_text() == "张三"
    assert row.locator(".row__unit mark").inner_text() == "医院"
    assert row.locator(".row__honour").inner_text().split() == ["时代楷模", "2015"]
    assert row.locator("a").get_attribute("href") == one.base + "exemplars/zhang-san/"
    one.goes(asked_for("诊所"))
    counted(page, "共 1 条")
    assert row.locator("mark").all_inner_texts() == ["诊所"], "found in the story, which the row then quotes"
    one.goes(asked_for("虚构·全"))
    assert rows(page).first.locator("img").get_attribute("src") == one.base + "exemplars/quan/thumb.jpg"
    assert one.complaints == []


def test_typing_rewrites_the_address_in_place(visit: Callable[..., Visit]) -> None:
    page = visit().goes("search/")
    before = page.evaluate("history.length")
    page.focus("#find")
    page.keyboard.type("东", delay=20)
    page.wait_for_url("**/search/?q=*")
    page.keyboard.type("坡", delay=20)
    page.wait_for_url(f"**/search/?q={quote(VILLAGE)}")
    counted(page, "共 26 条")
    assert page.evaluate("history.length") == before
    assert VILLAGE in page.title()
    page.fill("#find", "")
    page.get_by_text("可以这样找").wait_for()
    assert state(page) == {}


def test_back_and_forward_go_from_question_to_question(visit: Callable[..., Visit]) -> None:
    page = visit().goes(asked_for("医院"))
    counted(page, "共 1 条")
    page.fill("#find", "东")  # rested upon for a while, but not sent
    counted(page, "共 26 条")
    page.fill("#find", VILLAGE)
    page.press("#find", "Enter")
    counted(page, "共 26 条")
    choice(page, "教育").check()
    counted(page, "共 5 条")
    assert state(page) == {"q": [VILLAGE], "field": ["education"]}
    page.go_back()
    counted(page, "共 26 条")
    assert not choice(page, "教育").is_checked()
    page.go_back()
    counted(page, "共 1 条")
    assert page.input_value("#find") == "医院"
    page.go_forward()
    page.go_forward()
    counted(page, "共 5 条")
    assert choice(page, "教育").is_checked()
    assert page.input_value("#find") == VILLAGE


def test_facets_narrow_several_at_a_time_and_are_taken_back(visit: Callable[..., Visit]) -> None:
    """Any value within a facet, all facets together. Every fifth villager teaches: 3 of those of 2011, 2 of 2012."""
    page = visit().goes(asked_for(VILLAGE))
    counted(page, "共 26 条")
    choice(page, "教育").focus()
    page.keyboard.press(" ")
    counted(page, "共 5 条")
    assert page.evaluate("document.activeElement.id") == "facet-field-education", "the focus stays where it was"
    choice(page, "2011").check()
    counted(page, "共 3 条")
    choice(page, "2012").check()
    counted(page, "共 5 条")
    assert state(page) == {"q": [VILLAGE], "field": ["education"], "year": ["2011", "2012"]}
    chips = page.locator("[data-search-chips] button")
    assert chips.all_inner_texts() == ["领域：教育", "年份：2011", "年份：2012", "全部去掉"]
    assert chips.first.get_attribute("aria-label") == "去掉 领域：教育"
    chips.first.click()
    counted(page, "共 26 条")
    assert page.evaluate("document.activeElement.closest('[data-search-chips]') !== null")
    chips.last.click()
    counted(page, "共 26 条")
    assert state(page) == {"q": [VILLAGE]}
    assert chips.count() == 0


def test_facets_alone_list_all_that_bear_them(visit: Callable[..., Visit]) -> None:
    page = visit().goes("search/?field=health")
    counted(page, "共 2 条")
    assert sorted(rows(page).locator(".row__name").all_inner_texts()) == ["张三", "虚构·全"]


def test_a_chosen_value_that_nobody_bears_can_be_taken_back(visit: Callable[..., Visit]) -> None:
    page = visit().goes(asked_for("医院", field="rural", year="1900"))
    page.get_by_text("在全部典型里找").wait_for()
    assert page.locator("[data-search-chips] button").all_inner_texts() == ["领域：农村", "年份：1900", "全部去掉"]
    assert page.locator("label.choice").filter(has_text="1900").locator("input").is_checked()
    page.get_by_text("在全部典型里找").click()
    counted(page, "共 1 条")
    assert state(page) == {"q": ["医院"]}


def test_pages_of_results_have_addresses(visit: Callable[..., Visit]) -> None:
    page = visit().goes(asked_for(VILLAGE))
    counted(page, "第 1/2 页")
    assert rows(page).count() == 20
    first = rows(page).locator("a").evaluate_all("all => all.map(a => a.href)")
    page.get_by_role("link", name="下一页").click()
    counted(page, "第 2/2 页")
    assert state(page) == {"q": [VILLAGE], "page": ["2"]}
    second = rows(page).locator("a").evaluate_all("all => all.map(a => a.href)")
    assert len(second) == 6
    assert not set(first) & set(second)
    assert page.locator(".pager [aria-current=page]").inner_text() == "2"
    page.reload()
    counted(page, "第 2/2 页")
    page.go_back()
    counted(page, "第 1/2 页")
    choice(page, "2012").check()
    counted(page, "共 10 条")
    assert "page" not in state(page)


@pytest.mark.parametrize("number", ["9", "0", "-1", "x", "1e9"])
def test_a_page_that_is_not_there_becomes_the_first(visit: Callable[..., Visit], number: str) -> None:
    page = visit().goes(asked_for(VILLAGE, page=number))
    counted(page, "第 1/2 页")


def test_without_a_question_the_page_says_what_can_be_asked_and_each_example_finds_something(
    visit: Callable[..., Visit],
) -> None:
    one = visit()
    page = one.goes("search/")
    assert page.get_by_text("可以这样找").is_visible()
    assert page.locator(".facets a:visible").count() > 5, "the facets to browse by"
    examples = [link.get_attribute("href") or "" for link in page.locator(".search__start .tags a").all()]
    assert len(examples) >= 4
    for example in examples:
        one.goes("search/" + example.removeprefix("/search/"))
        rows(page).first.wait_for()
    one.goes("search/")
    page.locator(".search__start .tags a").first.click()
    rows(page).first.wait_for()
    page.go_back()
    page.get_by_text("可以这样找").wait_for()


def test_where_nothing_is_found_the_page_says_what_to_try(visit: Callable[..., Visit]) -> None:
    page = visit().goes(asked_for("东坡 无此一说"))
    page.get_by_role("heading", name="没有找到").wait_for()
    empty = page.locator("#results")
    assert "拼音" in empty.inner_text()
    assert empty.get_by_role("link", name="浏览全部典型").is_visible()
    empty.get_by_role("link", name=VILLAGE).click()
    counted(page, "共 26 条")
    assert page.input_value("#find") == VILLAGE


GARBAGE = b"\x00\xff<html>not an index</html>"
BREAKAGES: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404, body="no"),
    "garbage": lambda route: route.fulfill(status=200, body=GARBAGE),
    "empty": lambda route: route.fulfill(status=200, body=b""),
    "refused": lambda route: route.abort(),
}


@pytest.mark.parametrize("file", [r"/search/top\.bin", r"/search/[0-9a-f]+\.bin", r"/assets/search(-index)?\.js"])
@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_failure_is_told_and_can_be_tried_again(visit: Callable[..., Visit], file: str, breakage: str) -> None:
    one = visit()
    broken = re.compile(file)
    one.page.route(broken, BREAKAGES[breakage])
    page = one.goes(asked_for(VILLAGE))
    page.get_by_role("heading", name="搜索没有成功").wait_for()
    assert "搜索没有成功" in page.locator("[data-search-count]").inner_text()
    assert page.locator("#results").get_by_role("link", name="浏览全部典型").is_visible()
    assert page.locator(".facets a:visible").count() > 5
    assert page.locator("[aria-busy=true]").count() == 0
    page.get_by_role("button", name="再试一次").click()
    page.get_by_role("button", name="再试一次").wait_for()
    page.unroute(broken)
    page.get_by_role("button", name="再试一次").click()
    counted(page, "共 26 条")


def test_an_answer_that_never_comes_is_not_waited_for_without_end(visit: Callable[..., Visit]) -> None:
    one = visit()
    kept: list[Request] = []
    one.page.route(re.compile(r"/search/.*\.bin$"), lambda route: kept.append(route.request))
    one.page.clock.install()
    page = one.goes(asked_for(VILLAGE))
    page.clock.run_for(1_000)
    counted(page, "正在查找")
    for _look in range(500):  # the page's clock stands still, ours does not: the question has to be on its way
        if kept:
            break
        page.wait_for_timeout(20)
    assert kept, "the index is asked for"
    page.clock.run_for(30_000)
    page.get_by_role("button", name="再试一次").wait_for()


def test_a_slow_answer_to_an_old_question_does_not_replace_the_new_one(visit: Callable[..., Visit]) -> None:
    page = visit(mock(wait="(query) => query === '虚' ? 1500 : 0")).goes(asked_for("虚"))
    page.wait_for_function("window.asked?.includes('虚')")
    page.fill("#find", "虚构甲")
    page.wait_for_function("document.querySelector('#results .row__name')?.textContent === '虚构甲'")
    page.wait_for_timeout(1600)
    assert rows(page).locator(".row__name").all_inner_texts() == ["虚构甲"]


HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>"\'</title>'


def test_html_in_a_question_or_an_answer_stays_text(visit: Callable[..., Visit]) -> None:
    one = visit(mock())
    for path in (asked_for(HOSTILE), asked_for("虚构", field=HOSTILE, page=HOSTILE)):
        page = one.goes(path)
        rows(page).first.wait_for()
        page.wait_for_timeout(100)
        assert page.evaluate("window.hit") is None
        assert page.locator("[onerror]").count() == 0
    one.goes(asked_for(HOSTILE))
    assert rows(page).first.locator(".row__name").inner_text() == HOSTILE
    one.goes("exemplars/quan/")
    page.fill("#find", HOSTILE)
    page.wait_for_selector("[role=option]")
    assert HOSTILE in (page.locator("[role=option]").first.text_content() or "")
    assert page.evaluate("window.hit") is None
    real = visit()
    real.goes(asked_for(HOSTILE, field=HOSTILE))
    real.page.get_by_role("heading", name="没有找到").wait_for()
    assert real.page.evaluate("window.hit") is None
    assert real.page.locator("[onerror]").count() == 0


def test_the_keyboard_goes_from_box_to_result(visit: Callable[..., Visit]) -> None:
    page = visit().goes(asked_for("医院"))
    counted(page, "共 1 条")
    page.keyboard.press("/")
    stops = []
    for _step in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => { const e = document.activeElement;
            const rings = [getComputedStyle(e), getComputedStyle(e, '::after')];
            const ring = rings.some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0);
            const name = [...e.classList].find(one => one !== 'focus-visible');  // which is Material's
            return [e.id || name || e.textContent, ring]; }""")
        stops.append(stop)
        if stop[0] == "张三":
            break
    assert stops[0][0] == "find__go"
    assert stops[-1][0] == "张三"
    assert any(name.startswith("facet-") for name, _ring in stops)
    assert [name for name, ring in stops if not ring] == []
    enter(page, "**/exemplars/zhang-san/")
    page.go_back()
    counted(page, "共 1 条")


def test_on_a_phone_the_facets_are_a_sheet(visit: Callable[..., Visit]) -> None:
    page = visit(viewport=PHONE, has_touch=True).goes(asked_for(VILLAGE))
    counted(page, "共 26 条")
    assert not choice(page, "教育").is_visible()
    page.locator("[data-search-sheet]").tap()
    choice(page, "教育").check()
    counted(page, "共 5 条")
    assert choice(page, "教育").is_visible(), "the sheet stays open for the next choice"
    assert page.locator("[data-search-sheet]").inner_text() == "筛选（已选 1 项）"
    page.get_by_role("button", name="看 5 条结果").tap()
    assert not choice(page, "教育").is_visible()


def test_without_scripts_the_page_says_so_and_leads_on(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False).goes(asked_for(VILLAGE))
    assert "搜索要用到脚本" in page.locator(".search__needs:visible").inner_text()
    assert page.locator("#find").is_visible() is False, "what cannot work is not offered"
    assert page.locator(".search__needs:visible a").get_attribute("href") == "../exemplars/"
    if not page.locator(".facets li a").first.is_visible():
        page.locator("summary").click()
    page.locator(".facets li a").first.click()
    assert "/exemplars/by/" in page.url


def test_where_the_scripts_do_not_load_the_page_says_so_after_a_while(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.page.route(re.compile(r"/assets/search-page\.js"), lambda route: route.fulfill(status=404, body=""))
    page = one.goes(asked_for(VILLAGE))
    late = page.locator(".search__late")
    assert not late.is_visible()
    late.wait_for()
    assert late.locator("a").get_attribute("href") == "../exemplars/"
    assert page.locator(".facets li a").first.is_visible()


@pytest.mark.parametrize("mode", MODES)
def test_searching_is_accessible(visit: Callable[..., Visit], mode: str) -> None:
    """Results, the beginning, nothing found, a failure, and the list of suggestions: by day, by night, small, large."""
    from axe_playwright_python.sync_playwright import Axe

    one = visit(before=LARGE if mode == "large print" else "", **MODES[mode])
    page = one.page

    def check(what: str) -> None:
        rules = {"type": "tag", "values": STANDARDS} if mode == "light" else {"type": "rule", "values": LOOKS}
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.violations_count == 0, what + found.generate_report()
        if mode in ("phone", "large print"):
            page.set_viewport_size(SMALL)
            wide = page.evaluate("document.documentElement.scrollWidth")
            page.set_viewport_size(MODES[mode]["viewport"])
            assert wide <= SMALL["width"], what

    one.goes(asked_for(VILLAGE, field="education", year="2011"))
    counted(page, "共 3 条")
    if mode == "phone":
        page.locator("[data-search-sheet]").click()
    check("results")
    one.goes(asked_for(VILLAGE))
    counted(page, "共 26 条")
    check("many results")
    one.goes("search/")
    check("the beginning")
    one.goes(asked_for("无此一说 也无"))
    page.get_by_role("heading", name="没有找到").wait_for()
    check("nothing")
    assert one.complaints == []
    page.route(re.compile(r"/search/.*\.bin$"), lambda route: route.fulfill(status=404, body=""))
    one.goes(asked_for(VILLAGE))
    page.get_by_role("button", name="再试一次").wait_for()
    check("a failure")
    page.unroute(re.compile(r"/search/.*\.bin$"))
    for path in ("", "exemplars/quan/"):
        one.goes(path)
        page.keyboard.press("/")
        page.keyboard.type(VILLAGE)
        page.wait_for_selector("[role=option]")
        page.keyboard.press("ArrowDown")
        check(f"suggestions on {path or 'home'}")


def test_paper_shows_neither_box_nor_chips(visit: Callable[..., Visit]) -> None:
    page = visit().goes(asked_for(VILLAGE, field="education"))
    counted(page, "共 5 条")
    page.emulate_media(media="print")
    for gone in (".find", ".chips", ".facets"):
        assert page.locator(f"{gone} >> visible=true").count() == 0
    assert rows(page).first.is_visible()


def test_the_list_is_found_where_it_was_left(visit: Callable[..., Visit]) -> None:
    page = visit(viewport={**DESK, "height": 500}).goes(asked_for(VILLAGE))
    counted(page, "共 26 条")
    page.evaluate("scrollTo(0, 900)")
    rows(page).nth(12).locator("a").click()
    page.wait_for_url("**/exemplars/*/")
    page.go_back()
    counted(page, "共 26 条")
    page.wait_for_function("scrollY > 500")


# ---- For search engines and browsers ---------------------------------------------------------------------------------


def test_results_are_no_pages_for_search_engines(village: World) -> None:
    assert '<meta name="robots" content="noindex">' in (village.site / "search/index.html").read_text("utf-8")
    assert "/search/" not in (village.site / "sitemap.xml").read_text("utf-8")


OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_browsers_are_offered_the_search(village: World) -> None:
    """OpenSearch 1.1 draft 6: required are ShortName (at most 16 characters), Description (1024) and a Url."""
    for path, shape in pages_of(village.site).items():
        assert ("link", "type", "application/opensearchdescription+xml") in shape.attributes, path
    root = ElementTree.parse(village.site / "opensearch.xml").getroot()
    assert root.tag == f"{OPEN_SEARCH}OpenSearchDescription"
    assert root.findtext(f"{OPEN_SEARCH}ShortName") == "虚构县典型办"
    templates = {url.get("type"): url.get("template") for url in root.findall(f"{OPEN_SEARCH}Url")}
    assert templates["text/html"] == f"{SITE}search/?q={{searchTerms}}"
    assert root.findtext(f"{OPEN_SEARCH}InputEncoding") == "UTF-8"
    image = root.findtext(f"{OPEN_SEARCH}Image") or ""
    assert (village.site / image.removeprefix(SITE)).is_file()


def test_an_office_of_any_name_makes_a_sound_description() -> None:
    name = "<虚构> & \"虚构\" '虚构' ]]> 的很长很长的名称"
    office = Office(name=name, site_url='https://example.org/a&b"c/', sms_signature="虚构")
    root = ElementTree.fromstring(open_search(office, "").make())
    short = root.findtext(f"{OPEN_SEARCH}ShortName") or ""
    assert 0 < len(short) <= 16
    assert name.startswith(short)
    assert name in (root.findtext(f"{OPEN_SEARCH}Description") or "")
    url = root.find(f"{OPEN_SEARCH}Url")
    assert url is not None
    assert url.get("template") == 'https://example.org/a&b"c/search/?q={searchTerms}'
