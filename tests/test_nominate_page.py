"""The nomination page as a visitor uses it: filled, corrected, kept, downloaded; and what comes out passes `check`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jinja2
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from test_guard import CARD, IDENTITY, MOBILE
from test_pages import PHONE, Visit
from world import FULL, REPOSITORY, SITE, World, people, record

from generator.checks.private_number import private_numbers
from generator.pages.nominate_page import ASKED, LEFT, SET
from generator.records.model import Record
from generator.records.reader import read_record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SUMMARY = "她三十年如一日照看山里的小学，教出了六百多个学生。"
STORY = "1990年，她到虚构小学教书。\n\n三十年里，她教出了600多个学生，没有缺过一堂课。"
HONOUR = {"title": "优秀共产党员", "by": "虚构县委", "on": "2011-07", "document": "虚构〔2011〕1号"}
SOURCE = {"title": "山里的灯（虚构）", "publisher": "虚构日报", "on": "2011-07-08", "url": "https://news.example.org/1"}


# --- One contract


def test_model_scaffold_and_form_name_the_same_fields() -> None:
    """The scaffold is held against the model in test_cli.py."""
    fields = [info.alias or name for name, info in Record.model_fields.items()]
    assert sorted([*ASKED, *SET, *LEFT]) == sorted(fields)
    frame = (REPOSITORY / "templates/site/frames/nominate.html").read_text("utf-8")
    assert set(re.findall(r'data-field="([a-z]+)"', frame)) == set(ASKED)


def test_the_form_asks_for_every_part_of_honours_and_sources_that_is_no_office_matter() -> None:
    frame = (REPOSITORY / "templates/site/frames/nominate.html").read_text("utf-8")
    asked = {
        name: set(re.findall(r'data-part="([a-z]+)"', part))
        for name, part in re.findall(r'<template data-one="(\w+)">(.*?)</template>', frame, re.DOTALL)
    }
    assert asked == {"sources": {"title", "publisher", "on", "url"}, "honours": {"title", "by", "on", "document"}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    world = World(tmp_path_factory.mktemp("nominate") / "world", people(zhang_san=record()), built_shell)
    assert world.build().edition is not None
    return world


def test_the_schema_is_published_and_an_independent_validator_takes_records_by_it(site: World) -> None:
    schema = json.loads((site.site / "api/record.schema.json").read_bytes())
    assert schema["$id"] == f"{SITE}api/record.schema.json"
    jsonschema.Draft202012Validator.check_schema(schema)
    site.write({"people/quan/record.md": FULL})
    file = read_record(site.records / "people/quan", site.records, "exemplars/people/quan/record.md")
    assert file.value is not None
    said = file.value.model_dump(mode="json", by_alias=True, exclude_none=True)
    jsonschema.Draft202012Validator(schema).validate(said)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(said | {"colour": "red"}))


# --- In a browser


@pytest.fixture
def visit(chromium: Browser, served: Callable[[Path], str], site: World) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def make(**options: Any) -> Visit:
        visits.append(Visit(chromium, served(site.site) + "/", **options))
        visits[-1].goes("nominate/")
        return visits[-1]

    yield make
    for one in visits:
        assert one.complaints == []
        assert [url for url in one.asked if not url.startswith((one.base, "data:", "blob:"))] == []
        one.context.close()


def fill(page: Page, **more: str) -> None:
    """Fill everything that must be filled, and what is given."""
    said = {
        "name": "虚构老师",
        "unit": "虚构县虚构小学",
        "region": "湖北/虚构市/虚构县",
        "summary": SUMMARY,
        "story": STORY,
    }
    for name, text in {**said, **{f"sources-0-{part}": text for part, text in SOURCE.items()}, **more}.items():
        page.fill(f"#{name}", text)
    page.check("text=教育")


def send(page: Page) -> None:
    page.click("text=检查，生成推荐材料")


def downloaded(page: Page, to: Path) -> str:
    with page.expect_download() as waiting:
        page.click("text=下载 record.md")
    assert waiting.value.suggested_filename == "record.md"
    waiting.value.save_as(to)
    return to.read_bytes().decode("utf-8")


def checked(site: World, text: str, kind: str = "people") -> str:
    """What `exemplar check` says of the file in its place."""
    path = site.records / kind / "tui-jian" / "record.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    try:
        ran = site.run("check", f"exemplars/{kind}/tui-jian")
        assert ran.code == 0, ran.out
        return ran.out
    finally:
        path.unlink()
        path.parent.rmdir()


@pytest.mark.browser
def test_a_filled_form_gives_a_file_that_passes_every_check(
    visit: Callable[..., Visit], site: World, tmp_path: Path
) -> None:
    page = visit().page
    fill(page, pinyin="Xūgòu Lǎoshī", aliases="虚构的灯、虚构的火", post="教师")
    page.check("text=带头服务群众")
    page.click("text=加一项荣誉")
    for part, text in HONOUR.items():
        page.fill(f"#honours-0-{part}", text)
    page.select_option("#level", "county")
    send(page)
    assert page.locator("[data-made]").is_visible()
    text = downloaded(page, tmp_path / "record.md")
    assert text == page.locator("#record").text_content()
    assert checked(site, text) == "no problems in 1 record\n"
    (tmp_path / "people" / "tui-jian").mkdir(parents=True)
    (tmp_path / "people" / "tui-jian" / "record.md").write_bytes(text.encode())
    file = read_record(tmp_path / "people" / "tui-jian", tmp_path, "record.md")
    value = file.value
    assert value is not None
    assert (value.name, value.stage, value.fields_, value.level) == ("虚构老师", "lead", ("education",), "county")
    assert value.aliases == ("虚构的灯", "虚构的火")
    assert value.criteria == ("leads-service",)
    assert value.honours[0].model_dump(exclude_none=True) == HONOUR
    assert value.sources[0].model_dump(exclude_none=True) == {"id": "s1", **SOURCE}
    assert [block.text for block in file.blocks] == ["事迹", *STORY.split("\n\n")]
    assert all(block.citations == ("s1",) for block in file.blocks[1:])


@pytest.mark.browser
def test_the_least_that_is_asked_passes_too_and_so_does_an_organization(
    visit: Callable[..., Visit], site: World, tmp_path: Path
) -> None:
    page = visit().page
    fill(page, unit="", region="", **{"sources-0-url": "", "sources-0-on": ""})
    page.get_by_role("radio", name="集体").check()
    assert page.locator("text=带头服务群众").is_hidden()
    page.check("text=工作业绩好")
    send(page)
    text = downloaded(page, tmp_path / "record.md")
    assert "unit" not in text
    assert "criteria: [good-results]" in text
    assert checked(site, text, "organizations") == "no problems in 1 record\n"


WRONG = {
    "no name": ({"name": " "}, "name", "请填写"),
    "a short summary": ({"summary": "她是好人。"}, "summary", "现在 5 个字，至少要 20 个字"),
    "a long summary": ({"summary": "她" * 61}, "summary", "最多 60 个字"),
    "markup": ({"summary": SUMMARY.replace("六百", "**六百**")}, "summary", "只写文字"),
    "no story": ({"story": "\n"}, "story", "请填写"),
    "a source that is not there": ({"story": "她教书。[2]"}, "story", "没有第 2 条出处"),
    "no such day": ({"sources-0-on": "2011-02-30"}, "sources-0-on", "日历"),
    "another form of date": ({"sources-0-on": "2011年7月"}, "sources-0-on", "2011-07"),
    "half an address": ({"sources-0-url": "www.example.org/1"}, "sources-0-url", "https://"),
    "no source": ({f"sources-0-{part}": "" for part in SOURCE}, "sources-0-title", "题目"),
    "a title alone": ({"sources-0-url": "", "sources-0-publisher": ""}, "sources-0-publisher", "发布单位"),
    "a mobile number": ({"story": f"电话 {MOBILE}。"}, "story", "手机号（138…）"),
    "an identity card": ({"unit": f"虚构县 {IDENTITY}"}, "unit", "身份证号"),
    "a bank card": ({"post": CARD}, "post", "银行卡号"),
}


@pytest.mark.browser
def test_wrong_input_is_told_at_the_field_and_in_a_list_that_leads_there(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.page
    for why, (said, field, words) in WRONG.items():
        page.evaluate("sessionStorage.clear()")
        one.goes("nominate/")
        fill(page, **said)
        send(page)
        error = page.locator(f"#{field}-error")
        assert words in error.inner_text(), why
        assert page.locator(f"#{field}").get_attribute("aria-invalid") == "true", why
        assert error.get_attribute("id") in str(page.locator(f"#{field}").get_attribute("aria-describedby"))
        assert page.locator("[data-made]").is_hidden(), why
        assert page.evaluate("document.activeElement.matches('[data-errors]')"), why
        assert page.locator("#errors-title").inner_text() == "还有 1 处要改", why
        page.click("[data-errors] a")
        assert page.evaluate("document.activeElement.id") == field, why
        assert MOBILE not in error.inner_text()


@pytest.mark.browser
def test_an_empty_form_says_all_that_is_missing_and_a_mended_field_is_content(visit: Callable[..., Visit]) -> None:
    page = visit().page
    send(page)
    told = page.locator("[data-errors] li").all_inner_texts()
    assert [line.partition("：")[0] for line in told] == [
        "姓名或单位名称",
        "领域",
        "一句话事迹",
        "事迹",
        "第 1 条出处，题目",
    ]
    page.fill("#name", "虚构老师")
    page.locator("#unit").focus()
    assert page.locator("#name-error").is_hidden()
    assert page.locator("#name").get_attribute("aria-invalid") is None


@pytest.mark.browser
def test_a_private_number_is_told_when_the_field_is_left(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.fill("#post", f"教师 {MOBILE}")
    page.locator("#unit").focus()
    assert "手机号" in page.locator("#post-error").inner_text()
    assert page.locator("#name-error").is_hidden()


@pytest.mark.browser
def test_several_sources_are_cited_by_their_numbers(visit: Callable[..., Visit], site: World, tmp_path: Path) -> None:
    page = visit().page
    fill(page)
    page.click("text=再加一条出处")
    assert page.evaluate("document.activeElement.id") == "sources-1-title"
    page.fill("#sources-1-title", "又一盏灯（虚构）")
    page.fill("#sources-1-publisher", "虚构电视台")
    send(page)
    assert "第 1 段还没有标" in page.locator("#story-error").inner_text()
    page.fill("#story", "1990年，她到虚构小学教书。[1]\n\n三十年里，她教出了600多个学生。【2】［1］")
    send(page)
    text = downloaded(page, tmp_path / "record.md")
    assert "教书。[^s1]\n\n三十年里，她教出了600多个学生。[^s2][^s1]\n" in text
    assert checked(site, text) == "no problems in 1 record\n"
    page.locator("[data-remove]").first.click()
    assert page.locator("#sources-0-title").input_value() == "又一盏灯（虚构）"
    assert page.locator("#sources-1-title").count() == 0
    assert page.locator("[data-made]").is_hidden()


@pytest.mark.browser
def test_nothing_is_lost_on_reload_until_it_is_cleared(visit: Callable[..., Visit]) -> None:
    page = visit().page
    fill(page)
    page.get_by_role("radio", name="集体").check()
    page.click("text=加一项荣誉")
    page.fill("#honours-0-title", "虚构的荣誉")
    page.reload()
    assert page.locator("#story").input_value() == STORY
    assert page.locator("#honours-0-title").input_value() == "虚构的荣誉"
    assert page.locator("text=教育").is_checked()
    assert page.get_by_role("radio", name="集体").is_checked()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("text=全部清空")
    assert page.locator("#name").input_value() == "虚构老师"
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("text=全部清空")
    page.reload()
    assert page.locator("#name").input_value() == page.locator("#story").input_value() == ""
    assert page.locator("#honours-0-title").count() == 0
    assert page.evaluate("sessionStorage.length") in (0, 1)


@pytest.mark.browser
def test_a_short_letter_holds_the_text_and_a_long_one_asks_for_the_file(visit: Callable[..., Visit]) -> None:
    page = visit().page
    fill(page, story="她教书。", unit="", region="", **{f"sources-0-{part}": "" for part in ("on", "url")})
    send(page)
    short = str(page.locator("[data-mail]:visible").get_attribute("href"))
    assert len(short) <= 1900
    assert short.startswith("mailto:made-up@example.org?subject=")
    assert page.locator("#record").text_content() in unquote(short).replace("\r\n", "\n")
    page.fill("#story", "她教书。" * 300)
    assert page.locator("[data-made]").is_hidden(), "it would show what was typed before"
    send(page)
    long = str(page.locator("[data-mail]:visible").get_attribute("href"))
    assert len(long) <= 1900
    assert "推荐材料见附件 record.md" in unquote(long)
    assert "添作附件" in page.locator(".steps").inner_text()


@pytest.mark.browser
def test_the_whole_text_can_be_copied(visit: Callable[..., Visit]) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    fill(page)
    send(page)
    page.get_by_role("button", name="复制全文").click()
    page.wait_for_function("document.querySelector('[data-copy-status]').textContent.includes('已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#record").text_content()


@pytest.mark.browser
def test_the_form_can_be_used_with_the_keyboard_alone(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = visit().page
    page.locator("#name").focus()
    for text in ("虚构老师", "", "", "虚构小学", "", ""):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[name=fields]").first.is_checked()
    for selector, text in (
        ("#summary", SUMMARY),
        ("#story", "她教书。"),
        ("#sources-0-title", "灯（虚构）"),
        ("#sources-0-publisher", "虚构日报"),
    ):
        for _step in range(40):
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                break
            page.keyboard.press("Tab")
        page.keyboard.insert_text(text)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('[data-made]')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-download]')")


@pytest.mark.browser
@pytest.mark.parametrize("state", ["wrong", "made"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_form_is_accessible_when_it_complains_and_when_it_is_done(
    visit: Callable[..., Visit], state: str, look: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(color_scheme=look, viewport=PHONE).page
    if state == "made":
        fill(page)
        page.click("text=加一项荣誉")
    send(page)
    if state == "made":
        page.fill("#honours-0-title", "虚构的荣誉")
        send(page)
        assert page.locator("[data-made]").is_visible()
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
def test_without_scripts_the_page_says_what_a_letter_needs(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False).page
    assert page.locator("[data-nominate-form]").is_hidden()
    assert page.locator("text=不填表，写信也行").is_visible()
    assert page.locator(".part a[href='mailto:made-up@example.org']").is_visible()
    assert page.locator(".nominate__js").is_hidden()


# --- The halves in Python and in the browser


@pytest.fixture(scope="module")
def halves(chromium: Browser, served: Callable[[Path], str], site: World) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served(site.site) + "/about/")
    for name in ("private-number", "record-schema", "record-text"):
        page.evaluate(
            "(at) => import(at).then((module) => Object.assign(window, module))",
            f"{served(site.site)}/assets/{name}.js",
        )
    yield page
    context.close()


DIGITS = st.text("0123456789０５Xx", min_size=1, max_size=19)
NUMBERS = st.sampled_from(
    [MOBILE, IDENTITY, CARD, "138 0013 8000", "110105 19491231 002X", "8613800138000", "0086", "+86"]
)
GLUE = st.sampled_from([*' -－　，。：a_元多\n"<', "https://a.org/?t=", "\u00a0", "\u2011", "万元", ".5", "𠮷"])
TEXTS = st.lists(st.one_of(DIGITS, NUMBERS, GLUE), max_size=8).map("".join)


@pytest.mark.browser
@settings(max_examples=15)
@given(texts=st.lists(TEXTS, min_size=100, max_size=200))
def test_both_halves_find_the_same_private_numbers(halves: Page, texts: list[str]) -> None:
    found = halves.evaluate(
        "(texts) => texts.map((t) => privateNumbers(t).map((n) => [n.kind, t.slice(n.start, n.end)]))", texts
    )
    assert found == [[[n.kind, text[n.start : n.end]] for n in private_numbers(text)] for text in texts]


WORDS = st.sampled_from(
    [
        "",
        "虚构",
        "rural",
        "Rural",
        "2011",
        "2011-07",
        "2011-02-29",
        "2012-02-29",
        "2011-13",
        "0000",
        "named",
        "s1",
        "s 1",
        "𠮷" * 80,
        "a" * 81,
        "虚" * 2001,
    ]
)
KEYS = st.sampled_from(
    sorted(
        {info.alias or name for name, info in Record.model_fields.items()}
        | {"id", "title", "on", "by", "text", "colour", "basis", "consent", "revoked", "status", "from", "to", "result"}
    )
)
VALUES = st.recursive(
    st.one_of(WORDS, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=8,
)
SOUND: dict[str, Any] = {
    "name": "虚构",
    "fields": ["rural"],
    "summary": SUMMARY,
    "stage": "lead",
    "updated": "2026-11-22",
    "honours": [{"title": "虚构的荣誉", "on": "2011", "revoked": {"on": "2012-02-29"}}],
    "approval": {
        "basis": "consent",
        "consent": {"on": "2011", "scope": ["site"]},
        "notice": {"from": "2011-06-13", "to": "2011-06-17"},
    },
    "sources": [{"id": "s1", "title": "虚构报道"}],
    "copy": {"sms": "虚构"},
    "publicity": [{"channel": "tv", "status": "planned"}],
}


def altered(changes: list[tuple[str, Any]], missing: list[str]) -> dict[str, Any]:
    changed = {**SOUND, **dict(changes)}
    return {key: value for key, value in changed.items() if key not in missing}


RECORDS = st.builds(altered, st.lists(st.tuples(KEYS, VALUES), max_size=2), st.lists(KEYS, max_size=1))


def takes(value: dict[str, Any]) -> bool:
    try:
        Record.model_validate(value)
    except ValidationError:
        return False
    return True


@pytest.mark.browser
@settings(max_examples=15)
@given(records=st.lists(RECORDS, min_size=100, max_size=150))
def test_the_browser_refuses_what_the_model_refuses(halves: Page, site: World, records: list[dict[str, Any]]) -> None:
    schema = json.loads((site.site / "api/record.schema.json").read_bytes())
    told = halves.evaluate("([all, schema]) => all.map((one) => validate(one, schema).length === 0)", [records, schema])
    assert told == [takes(one) for one in records]


AWKWARD = st.text(st.sampled_from("虚构a1 -#>*_`~<>[]()|&;:：,，“”\"'\\!?@%{}=+.。·𠮷"), min_size=1, max_size=30)


@pytest.mark.browser
@settings(max_examples=10)
@given(texts=st.lists(st.tuples(AWKWARD, AWKWARD), min_size=40, max_size=60))
def test_whatever_is_typed_is_read_back_as_it_was_typed(
    halves: Page, tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    """Head: to the character. Body: no HTML, no links, one paragraph for each; only its signs may have grown wide."""
    root = tmp_path_factory.mktemp("typed")
    base = {"fields": ["rural"], "summary": SUMMARY, "stage": "lead", "updated": "2026-11-22"}
    given_records = [
        [{"name": name.strip() or "虚", "sources": [{"id": "s1", "title": name.strip() or "虚"}], **base}, story]
        for name, story in texts
    ]
    made = halves.evaluate("(all) => all.map(([record, story]) => recordText(record, story))", given_records)
    from generator.checks.body_markup import marks

    for (said, story), text in zip(given_records, made, strict=True):
        folder = root / "people" / "xu-gou"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "record.md").write_bytes(text.encode())
        file = read_record(folder, root, "record.md")
        assert file.value is not None, (text, file.faults)
        assert file.value.name == said["name"]
        assert file.value.sources[0].title == said["name"]
        assert marks(file.body) == []
        told = [block for block in file.blocks if block.kind != "heading" or block.text != "事迹"]
        assert [block.kind for block in told] == ["paragraph"] * bool(story.strip())


def test_the_frame_holds_no_script_of_its_own() -> None:
    """A strict Content-Security-Policy refuses inline scripts; data is none."""
    frame = (REPOSITORY / "templates/site/frames/nominate.html").read_text("utf-8")
    scripts = re.findall(r"<script([^>]*)>", frame)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert not re.search(r"\son[a-z]+=|\sstyle=", frame)
    jinja2.Environment().parse(frame)
