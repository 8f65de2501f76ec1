"""The last guard: a private number in any finished file stops the build, and the last good site stays."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from world import SITE, contents, people, record

from generator.checks.private_number import private_numbers
from generator.guard import Guard
from generator.records.settings import Office
from generator.staged import Written

# The first two are examples of GB 11643-1999 and of card networks; nobody has the third.
IDENTITY, CARD, MOBILE = "11010519491231002X", "4111111111111111", "13800138000"
NUMBERS = {
    "identity": [IDENTITY, "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"],
    "card": [CARD, "4111 1111 1111 1111"],
    "mobile": [
        MOBILE,
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "138\u00a00013\u00a08000",
        "138　0013　8000",
    ],
}
EVERY = [(kind, number) for kind, numbers in NUMBERS.items() for number in numbers]
PAGE = """<!doctype html><html><head><title>虚构</title></head><body><header>虚构的页首</header>
<div id="content"><p>{}</p></div><footer>{}</footer></body></html>"""


def office(**contact: str) -> Office:
    return Office(name="虚构县典型办公室", site_url=SITE, sms_signature="虚构典型办", contact=contact)  # type: ignore[arg-type]


def kinds(path: str, text: str | bytes, guard: Guard | None = None) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [leak.kind for leak in (guard or Guard()).leaks(path, data)]


PLACES = {
    "a page": ("a/index.html", PAGE.format("电话：{}。", "")),
    "a page's title": ("a/index.html", "<title>{}</title>"),
    "a footer": ("a/index.html", PAGE.format("", "<dd>{}</dd>")),
    "JSON": ("a/index.json", '{{"a":"{}"}}'),
    "JSON after an address": ("a/index.json", '{{"url":"https://example.org/1","a":"{}","b":1}}'),
    "JSON after a line end": ("a/index.json", '{{"a":"电话\\n{}"}}'),
    "JSON after an escape": ("a/index.html", '<script>{{"a":"\\u003c{}"}}</script>'),
    "a feed": ("feeds/all.atom", '<link href="https://example.org/1"/><content>&lt;p&gt;{}&lt;/p&gt;</content>'),
    "a table": ("api/exemplars.csv", "甲,https://example.org/1\r\n乙,{}\r\n"),
    "a text": ("a/press/sms.txt", "{}"),
    "a calendar": ("feeds/events.ics", "SUMMARY:虚构活动\\n{}\r\n"),
    "a style sheet": ("assets/a.css", "/* {} */"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "number"), EVERY, ids=[number for _kind, number in EVERY])
@pytest.mark.parametrize(("path", "text"), PLACES.values(), ids=PLACES)
def test_a_number_is_found_wherever_it_stands(path: str, text: str, kind: str, number: str) -> None:
    assert kinds(path, text.replace("{}", number).replace("{{", "{").replace("}}", "}")) == [kind]


def test_a_folded_line_of_a_calendar_hides_nothing() -> None:
    assert kinds("feeds/events.ics", f"DESCRIPTION:虚构 {MOBILE[:5]}\r\n {MOBILE[5:]}\r\n") == ["mobile"]


SOUND = {
    "an address": '<a href="https://news.example.org/2019/1560754706373681.shtml?t=13800138000">看</a>',
    "dates in a row": "2011-07-01 2011-07-08 2011-08-01",
    "a drawing": '<path d="M12 7a5 5 0 0 1 5 5 5 5 0 0 1-5 5 5 5 0 0 1-5-5 5 5 0 0 1 5-5"/>',
    "a sum": "投入13800138000元",
    "an office's telephone": "0571-87654321",
    "a short number": "10086 12345",
    "a number in a word": "ARTI1560754706373681",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_is_no_private_number_passes(text: str) -> None:
    assert kinds("a/index.html", PAGE.format(text, text)) == []
    assert kinds("a/index.json", text) == []


@pytest.mark.parametrize("written", [MOBILE, "138 0013 8000", "+86 13800138000", "１３８００１３８０００"])
def test_what_the_office_says_of_itself_may_stand_everywhere_however_written(written: str) -> None:
    guard = Guard.of(office(phone="0571-87654321，138-0013-8000（虚构）"))
    assert kinds("a/index.html", PAGE.format(written, written), guard) == []
    assert kinds("a/index.html", PAGE.format("13900139000", written), guard) == ["mobile"]


def test_header_and_footer_are_looked_through_again_when_they_change() -> None:
    guard = Guard()
    assert kinds("a/index.html", PAGE.format("甲", "一二三四"), guard) == []
    assert kinds("b/index.html", PAGE.format("乙", "一二三四"), guard) == []
    assert kinds("c/index.html", PAGE.format("丙", MOBILE), guard) == ["mobile"]
    assert kinds("d/index.html", PAGE.format("丁", MOBILE), guard) == ["mobile"]
    assert kinds("e/index.html", PAGE.format(MOBILE, "一二三四"), guard) == ["mobile"]
    same = MOBILE.replace("1", "2", 1)  # of the same length, and no number of a mobile
    assert kinds("f/index.html", PAGE.format("戊", same), guard) == []
    assert kinds("g/index.html", PAGE.format("己", MOBILE), guard) == ["mobile"]


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_word_files_slides_and_kits_are_opened() -> None:
    cut = f"<w:p><w:r><w:t>{MOBILE[:3]}</w:t></w:r><w:r><w:t>{MOBILE[3:]}</w:t></w:r></w:p><w:p><w:t>1</w:t></w:p>"
    document = packed({"word/document.xml": cut.encode()})
    assert kinds("a/press/bulletin.docx", document) == ["mobile"]
    slides = packed({"ppt/slides/slide1.xml": f"<a:t>{IDENTITY}</a:t>".encode()})
    assert kinds("a/press/slides.pptx", slides) == ["identity"]
    kit = packed({"a/sms.txt": CARD.encode(), "a/bulletin.docx": document, "a/sound.txt": "虚构".encode()})
    found = Guard().leaks("a/press/a.zip", kit)
    assert {leak.kind for leak in found} == {"card", "mobile"}
    assert {leak.path for leak in found} == {
        "a/press/a.zip: a/sms.txt",
        "a/press/a.zip: a/bulletin.docx: word/document.xml",
    }


def test_what_was_sound_in_one_file_is_not_taken_for_sound_where_it_is_read_otherwise() -> None:
    guard = Guard()
    cut = packed({"shared.xml": f"<w:t>{MOBILE[:3]}</w:t><w:t>{MOBILE[3:]}</w:t>".encode()})
    assert kinds("a/list.xlsx", cut, guard) == []  # cells are whole; two of them make no number
    assert kinds("a/list.zip", packed({"list.xlsx": cut}), guard) == []
    assert kinds("a/bulletin.docx", cut, guard) == ["mobile"]
    assert kinds("a/a.zip", packed({"bulletin.docx": cut}), guard) == ["mobile"]


def test_a_part_that_every_document_has_hides_none_that_is_new() -> None:
    guard = Guard()
    style = b"<w:style/>" * 9
    assert kinds("a/bulletin.docx", packed({"styles.xml": style, "document.xml": "虚构".encode()}), guard) == []
    new = packed({"styles.xml": style, "document.xml": MOBILE.encode()})
    assert kinds("b/bulletin.docx", new, guard) == ["mobile"]
    assert kinds("b/bulletin.docx", new, guard) == ["mobile"]
    assert kinds("b/b.zip", packed({"bulletin.docx": new}), guard) == ["mobile"]


def test_of_a_drawn_page_the_text_is_looked_through_and_not_the_bytes() -> None:
    assert Guard().leaks("a/press/poster.pdf", MOBILE.encode()) == ()
    assert [leak.kind for leak in Guard().leaks("a/press/poster.pdf", b"%PDF", f"电话 {MOBILE}")] == ["mobile"]
    assert [leak.kind for leak in Guard().leaks("a/press/poster.png", b"\x89PNG", IDENTITY)] == ["identity"]


def test_the_number_is_told_with_its_middle_hidden() -> None:
    (leak,) = Guard().leaks("a.txt", MOBILE.encode())
    assert leak.masked == "138******00"


PIECES = st.sampled_from(
    [MOBILE, "138 0013 8000", IDENTITY, CARD, "13900139000", "0", "12", "2011-07-01", *" -，：元a。"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_guard_sees_what_the_definition_says(text: str) -> None:
    assert kinds("a/press/a.txt", text) == [number.kind for number in private_numbers(text)]


ELSEWHERE = {
    "a hand-written page": ("site/about/index.md", "## 转载", "联系人：138 0013 8000\n\n## 转载", "about/index.html"),
    "a frame": ("templates/site/frames/profile.html", "更新于", f"{MOBILE} 更新于", "exemplars/li-si/index.html"),
    "the vocabulary": ("exemplars/vocabulary.yml", "zh: 农村", f"zh: 农村{MOBILE}", "api/exemplars.csv"),
}


@pytest.mark.parametrize(("file", "old", "new", "told"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_no_record_says_is_found_where_it_would_appear(
    make_world: MakeWorld, file: str, old: str, new: str, told: str
) -> None:
    world = make_world(people(zhang_san=record(), li_si=record("李四")))
    assert world.build().edition is not None
    before = contents(world.site)
    path = world.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    outcome = world.build()
    assert outcome.edition is None
    errors = [problem for problem in outcome.problems if problem.severity == "error"]
    assert {problem.rule for problem in errors} == {"private-data-in-output"}
    assert len(errors) == 1, "the same number on many pages is one thing to mend"
    assert told in errors[0].message
    assert MOBILE not in errors[0].message
    assert "0013" not in errors[0].message
    assert contents(world.site) == before
    assert not Path(f"{world.site}.staging").exists()
    path.write_text(text, "utf-8")
    assert world.build().edition is not None


def test_a_number_on_a_poster_stops_the_build_though_the_poster_is_a_picture(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()), documents=True)
    template = world.root / "templates" / "channels" / "poster" / "red.typ"
    template.write_text(template.read_text("utf-8") + f"\n#place(bottom)[联系电话 {MOBILE}]\n", "utf-8")
    outcome = world.build()
    (error,) = [problem for problem in outcome.problems if problem.severity == "error"]
    assert (error.rule, error.path) == ("private-data-in-output", "exemplars/people/zhang-san/record.md")
    assert "press/poster" in error.message
    assert not world.site.exists()


def test_the_number_in_office_yml_is_published(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    world.edit("office.yml", "phone: 虚构电话", "phone: 138 0013 8000")
    assert world.build().edition is not None
    assert "138 0013 8000" in (world.site / "index.html").read_text("utf-8")


def test_the_command_says_in_chinese_who_mends_it(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    page = world.root / "site" / "about" / "index.md"
    page.write_text(page.read_text("utf-8") + f"\n{MOBILE}\n", "utf-8")
    ran = world.run("build", "--today", "2026-11-22", lang="zh")
    assert ran.code == 1
    assert "about/index.html:1:1: error: " in ran.err
    assert "138******00" in ran.err
    assert MOBILE not in ran.err
    assert "office.yml" in ran.err


def test_a_record_is_looked_through_in_microseconds() -> None:
    """Not a time, which depends on the machine, but a ratio: less than reading the bytes of a page as text twice."""
    import timeit

    words = random.Random(1)
    line = "<p>" + "".join(words.choices("修路引水建档学习创新服务群众，。2011年7月", k=40)) + "</p>\n"
    page = PAGE.format(line * 200, "虚构").encode()
    guard = Guard()
    assert guard.leaks("a/index.html", page) == ()
    own = min(timeit.repeat(lambda: guard.leaks("a/index.html", page), number=50, repeat=7))
    decoding = min(timeit.repeat(lambda: page.decode().encode(), number=50, repeat=7))
    assert own < 6 * decoding


def test_what_was_staged_says_what_it_holds(tmp_path: Path, make_world: MakeWorld) -> None:
    from generator.output import Output

    output = Output(tmp_path / "site", tmp_path / "cache")
    output.put("a.txt", "key", MOBILE.encode())
    assert [leak.path for leak in output.leaks] == ["a.txt"]
    assert not list(tmp_path.rglob("a.txt"))
    assert Written._field_defaults["leaks"] == ()
