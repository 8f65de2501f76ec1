"""Every page type in a real browser: for everyone, by day and night, large and small, with and without scripts."""

from __future__ import annotations

import gc
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bench import corpus
from page_shape import aim, pages_of
from world import REPOSITORY, SITE, World, full, people, record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "browse": "exemplars/",
    "a facet": "exemplars/by/field/",
    "a facet's value": "exemplars/by/field/rural/",
    "page two of a long list": "exemplars/by/kind/person/2.html",
    "a person with every part": "exemplars/quan/",
    "an organization": "exemplars/made-up-000004/",
    "columns": "columns/",
    "a column": "columns/in-action/",
    "open notices": "notices/",
    "corrections": "corrections/",
    "somebody whose honours were revoked": "exemplars/made-up-revoked/",
    "what was taken down": "exemplars/made-up-withdrawn/",
    "subscribe": "subscribe/",
    "search": "search/",
    "nominate": "nominate/",
    "about": "about/",
    "the privacy handbook": "handbook/privacy/",
    "a page that is not there": "no/such/page/",
}
SMALL, PHONE, DESK = {"width": 360, "height": 740}, {"width": 390, "height": 844}, {"width": 1280, "height": 900}
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": DESK},
    "dark": {"color_scheme": "dark", "viewport": DESK},
    "large print": {"color_scheme": "light", "viewport": DESK},
    "phone": {"color_scheme": "light", "viewport": PHONE},
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
LARGE = "localStorage.setItem('large-print', '1')"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    """A site with every page type: one person with every part, and enough others to fill pages of ten."""
    world = World(tmp_path_factory.mktemp("gallery") / "world", None, built_shell)
    corpus.write(world.records, 20)
    shutil.copy(REPOSITORY / "exemplars" / "vocabulary.yml", world.records)
    world.write(full() | aside())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.pages.lists.PER_PAGE", 10)
        outcome = world.build()
    gc.enable()
    assert outcome.edition is not None, outcome.problems
    return world


def aside() -> dict[str, str]:
    """Records of which only a notice is public."""
    noticed = "statutory, notice: {from: 2026-11-18, to: %s}"
    revoked = "2011, revoked: {on: 2026-11-19, by: 虚构县委, document: 虚构〔2026〕9号, notice: 虚构撤销说明。}"
    named = people(
        made_up_revoked=record("李四", stage="revoked", year=revoked),
        made_up_withdrawn=record("王五", stage="withdrawn", more="publish: {from: 2020-01-01}\n"),
        notice_a=record("周甲", stage="noticed", basis=noticed % "2026-11-24", more="post: 虚构村医\n"),
        notice_b=record("巴格努尔·虚构里汗", stage="noticed", basis=noticed % "2026-11-26"),
    )
    group = record("虚构村党支部", stage="noticed", basis=noticed % "2026-11-24")
    return {**named, "organizations/notice-c/record.md": group.replace(", on: 2011}", "}")}


class Visit:
    """A reader's browser on a site: the page that is open, what it asked for, what the browser complained of."""

    def __init__(self, browser: Browser, base: str, *, before: str = "", **options: Any) -> None:
        """`before` is a script that runs before those of each page; the options are those of a context."""
        self.base = base
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(locale="zh-CN", **{"viewport": DESK, **options})
        self.context.set_default_timeout(15_000)
        if before:
            self.context.add_init_script(before)
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hears)

    def _hears(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(f"{said.text} {said.location['url']}")

    def goes(self, path: str) -> Page:
        """Open a page of the site."""
        self.asked.clear()
        self.complaints.clear()
        self.page.goto(self.base + path, wait_until="load")
        return self.page


@pytest.fixture
def visit(chromium: Browser, served: Callable[[Path], str], gallery: World) -> Iterator[Callable[..., Visit]]:
    """Makes visits to the gallery, or to `site`."""
    visits: list[Visit] = []

    def make(site: Path = gallery.site, **options: Any) -> Visit:
        visits.append(Visit(chromium, served(site) + "/", **options))
        return visits[-1]

    yield make
    for one in visits:
        one.context.close()


@pytest.fixture(scope="module")
def visitors(chromium: Browser, served: Callable[[Path], str], gallery: World) -> Iterator[dict[str, Visit]]:
    """One visitor for each mode, who keeps coming back."""
    base = served(gallery.site) + "/"
    made = {
        mode: Visit(chromium, base, before=LARGE if mode == "large print" else "", **options)
        for mode, options in MODES.items()
    }
    yield made
    for one in made.values():
        one.context.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible_complete_and_asks_nobody_else(visitors: dict[str, Visit], path: str, mode: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    one = visitors[mode]
    page = one.goes(path)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.hasAttribute('data-large-print')") is (mode == "large print")
    # What does not depend on how a page looks need be asked only once.
    rules = {"type": "tag", "values": STANDARDS} if mode == "light" else {"type": "rule", "values": LOOKS}
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert one.asked
    assert [url for url in one.asked if not url.startswith((one.base, "data:", "blob:"))] == []
    # That the page itself is not there is what that page is for.
    missing = path == PAGES["a page that is not there"]
    assert [said for said in one.complaints if not (missing and "404" in said)] == []
    if mode in ("phone", "large print"):
        page.set_viewport_size(SMALL)
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        page.set_viewport_size(MODES[mode]["viewport"])
        assert wide <= room == SMALL["width"], "it runs off the side of a small phone"


@pytest.mark.parametrize(("options", "least"), [({"viewport": PHONE, "has_touch": True}, 44)])
def test_on_a_phone_what_is_touched_is_big_enough(
    gallery: World, visit: Callable[..., Visit], options: dict[str, Any], least: int
) -> None:
    """Buttons and the navigation; links inside running text may be as high as a line."""
    one = visit(**options)
    page = one.goes("exemplars/quan/")
    for target in page.locator("header a:visible, header button:visible, button:visible, summary:visible").all():
        if target.get_attribute("href") == "#content":
            continue  # the skip link, which is seen only while it has the focus
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= least - 0.5, (target.inner_text(), box)


def test_the_large_print_switch_enlarges_stays_and_is_told(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("exemplars/quan/")
    switch = page.locator("[data-large-print-toggle]")
    size = "parseFloat(getComputedStyle(document.querySelector('.profile p')).fontSize)"
    body = "parseFloat(getComputedStyle([...document.querySelectorAll('.profile p')].at(-1)).fontSize)"
    text, before = page.locator("main, #content").first.inner_text(), page.evaluate(size)
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    assert page.evaluate(size) > before
    assert page.evaluate(body) > 0
    story = page.evaluate("""() => { const p = [...document.querySelectorAll('.profile p')]
        .find(p => p.textContent.startsWith('他带着61户乡亲远迁安家。')); const s = getComputedStyle(p);
        return [parseFloat(s.fontSize), parseFloat(s.lineHeight) / parseFloat(s.fontSize)]; }""")
    assert story[0] >= 22
    assert story[1] >= 1.5
    assert page.locator("main, #content").first.inner_text().split() == text.split(), "nothing is lost"
    one.goes("columns/")
    assert page.evaluate("document.documentElement.hasAttribute('data-large-print')")
    assert page.locator("[data-large-print-toggle]").get_attribute("aria-pressed") == "true"
    page.locator("[data-large-print-toggle]").click()
    page.reload()
    assert not page.evaluate("document.documentElement.hasAttribute('data-large-print')")


def test_a_copy_button_copies_the_exact_text_and_says_so(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    page = one.goes("exemplars/quan/")
    own = json.loads((gallery.site / "exemplars/quan/index.json").read_bytes())
    buttons = page.locator("[data-copy]")
    assert buttons.count() == len(own["copy"])
    for number, (channel, copy) in enumerate(own["copy"].items()):
        button = buttons.nth(number)
        assert button.get_attribute("data-copy") == f"copy-{channel}"
        if not button.is_visible():
            page.locator(f"details:has(#copy-{channel}) > summary").click()
        button.click()
        page.wait_for_function(
            "document.querySelector('[role=status][data-copy-status]').textContent.includes('已复制')"
        )
        assert page.evaluate("navigator.clipboard.readText()") == copy["text"]


def test_without_a_clipboard_the_text_is_copied_the_old_way(gallery: World, visit: Callable[..., Visit]) -> None:
    """A page on an intranet without HTTPS has no clipboard object."""
    one = visit(before="Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = one.goes("exemplars/quan/")
    page.locator("[data-copy]").first.click()
    page.wait_for_function("document.querySelector('[role=status][data-copy-status]').textContent.trim() !== ''")
    assert one.complaints == []


def test_without_scripts_everything_can_be_read_and_reached(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit(java_script_enabled=False)
    page = one.goes("")
    for name, path in PAGES.items():
        one.goes(path)
        assert page.locator("h1").is_visible(), name
        assert page.locator("button:visible").count() == 0, f"{name}: a button that does nothing"
    one.goes("")
    page.locator('a[href="exemplars/"]').first.click()
    page.locator('a[rel="next"]').click()
    assert page.url.endswith("exemplars/2.html")
    page.locator('a[rel="prev"]').click()
    assert page.url.endswith(("exemplars/index.html", "exemplars/"))
    one.goes("exemplars/quan/")
    for part in (
        "虚构·全",
        "Xūgòu",
        "又名",
        "时代楷模",
        "虚构撤销说明",
        "虚构承诺",
        "虚构点评",
        "虚构报道",
        "虚构原因",
    ):
        assert page.get_by_text(part).first.is_visible(), part
    page.locator("details:has(#copy-newspaper) > summary").click()
    assert page.locator("#copy-newspaper").is_visible()


def test_the_keyboard_comes_to_the_skip_link_first_and_sees_where_it_is(
    gallery: World, visit: Callable[..., Visit]
) -> None:
    one = visit(reduced_motion="reduce")
    page = one.goes("")
    for path in PAGES.values():
        one.goes(path)
        page.keyboard.press("Tab")
        at = page.evaluate("""() => { const e = document.activeElement, b = e.getBoundingClientRect();
            return {href: e.getAttribute('href'), top: b.top, left: b.left, height: b.height}; }""")
        assert at["href"] == "#content", path
        assert at["top"] >= 0, path
        assert at["left"] >= 0, path
        assert at["height"] > 10, path
        page.keyboard.press("Enter")
        assert page.url.endswith("#content")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('header.band') === null"), path


def test_every_link_shows_when_it_has_the_focus(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("exemplars/quan/")
    seen = 0
    for _step in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => { const e = document.activeElement; if (e === document.body) return null;
            const rings = [getComputedStyle(e), getComputedStyle(e, '::after')];
            const seen = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
            return [e.outerHTML.slice(0, 80), rings.some(seen)]; }""")
        if told is None:
            break
        seen += 1
        html, ringed = told
        assert ringed, html
    assert seen > 15


def test_a_profile_tells_machines_who_it_is_about(gallery: World, visit: Callable[..., Visit]) -> None:
    for path, type_ in (("exemplars/quan/", "Person"), ("exemplars/made-up-000004/", "Organization")):
        one = visit()
        page = one.goes(path)
        said = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
        own = json.loads((gallery.site / path / "index.json").read_bytes())
        assert said["@context"] == "https://schema.org"
        assert said["@type"] == type_
        assert said["name"] == own["name"]
        assert said["url"] == SITE + path
        assert said["award"] == [honour["title"] for honour in own["honours"] if "revoked" not in honour]
        assert page.locator('link[rel="canonical"]').get_attribute("href") == SITE + path


def test_a_shared_page_has_a_title_a_text_and_a_picture_that_is_there(
    sample: World, visit: Callable[..., Visit]
) -> None:
    from PIL import Image

    one = visit(sample.site)
    page = one.goes("exemplars/zhang-guimei/")
    said = {
        meta.get_attribute("property"): meta.get_attribute("content") for meta in page.locator("meta[property]").all()
    }
    own = json.loads((sample.site / "exemplars/zhang-guimei/index.json").read_bytes())
    assert said["og:title"] == own["name"]
    assert said["og:description"] == own["summary"]
    assert said["og:url"] == own["url"]
    picture = said["og:image"]
    assert picture
    with Image.open(sample.site / picture.removeprefix(SITE)) as image:
        assert image.size == (1200, 630)


def test_feeds_that_a_page_announces_are_there(gallery: World) -> None:
    for path, shape in pages_of(gallery.site).items():
        feeds = re.findall(
            r'<link rel="alternate" type="application/atom\+xml"[^>]*>', (gallery.site / path).read_text("utf-8")
        )
        assert feeds or path == "404.html", path
        for link in feeds:
            found = dict(re.findall(r'(title|href)="([^"]+)"', link))
            assert found["title"]
            assert (gallery.site / aim(path, found["href"])[0]).is_file(), (path, link)
        assert sum(name == "type" and value == "application/atom+xml" for _tag, name, value in shape.attributes) == len(
            feeds
        )


def test_an_opened_feed_reads_as_a_page(gallery: World, visit: Callable[..., Visit]) -> None:
    """The stylesheet is found and applied: entries stand as blocks, one below the other.

    Chromium applies it to application/xml only; what calls itself RSS or Atom it shows as bare text.
    """
    one = visit()
    page = one.goes("subscribe/")
    page.route(
        re.compile(r"\.(rss|atom)$"),
        lambda route: route.fulfill(
            path=gallery.site / route.request.url.removeprefix(one.base), content_type="application/xml"
        ),
    )
    for ending, entry in ((".rss", "item"), (".atom", "entry")):
        one.goes(f"feeds/all{ending}")
        shown = page.evaluate(f"getComputedStyle(document.getElementsByTagName('{entry}')[0]).display")
        assert shown in ("block", "flex", "grid"), ending


def test_a_citation_leads_to_its_source(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("exemplars/quan/")
    cited = page.locator('a[href^="#source-"]')
    assert cited.count() == 2
    cited.first.click()
    assert page.url.endswith("#source-1")
    assert "虚构报道" in page.locator("#source-1").inner_text()


def test_a_revoked_honour_is_struck_through_and_explained(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("exemplars/quan/")
    assert page.locator("del").all_inner_texts() == ["时代楷模"]
    assert "虚构撤销说明" in page.locator("li:has(del)").inner_text()


def test_a_printed_profile_leaves_out_what_paper_cannot_do(gallery: World, visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.goes("exemplars/quan/")
    page.emulate_media(media="print")
    for gone in ("nav", "[data-large-print-toggle]", "[data-copy]", "a.skip"):
        assert page.locator(f"{gone} >> visible=true").count() == 0, gone
    for kept in ("h1", "#source-1"):
        assert page.locator(kept).is_visible()


def test_every_page_has_a_title_and_description_of_its_own(sample: World) -> None:
    titles: dict[str, Path] = {}
    for path in sorted(sample.site / name for name in pages_of(sample.site)):
        html = path.read_text("utf-8")
        title = re.search(r"<title>([^<]+)</title>", html)
        assert title, path
        assert title[1] not in titles, (path, titles[title[1]])
        titles[title[1]] = path
        assert re.search(r'<meta name="description" content="[^"]+">', html), path
        assert '<html lang="zh' in html
