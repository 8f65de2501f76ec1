"""The bulletin as PDF and as Word, held against GB/T 9704-2012."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import docx
import pytest
from docx.shared import Mm

from generator.documents.commission import GlyphsMissing
from generator.documents.dossier import dossier_of, office_line
from generator.documents.issue import Issue, issue_of
from generator.documents.making import Commission, Subject, make
from generator.records.bulletin import Bulletin

from . import pages
from .shapes import CHANNELS, OFFICE, SENTENCE, SHAPES, file_of, made

HAN = "虚" * 3000
"""Nothing but ideographs: what fills a line exactly."""


def issue(file: str, *ids: str, **fields: object) -> bytes:
    """One document of a numbered issue about exemplars that differ in their ids."""
    files = [file_of(id_=id_, name=f"虚构{id_}", copy={"headline": f"虚构标题{id_}"}) for id_ in ids]
    given = {"number": "11", "date": "2026-11-02", "exemplars": ids, "report": "虚构县委", "copies": "120", **fields}
    bulletin = Bulletin.model_validate(given)
    said: Issue = issue_of(bulletin, [dossier_of(one, OFFICE, {}) for one in files], office_line(OFFICE))
    output = CHANNELS["bulletin"].output(file)
    where = Commission(CHANNELS["bulletin"].folder / output.template, output.file, output.page)
    return make(where, Subject(files[0], OFFICE, {}, said))


def test_a_full_page_has_22_lines_and_a_full_line_28_characters() -> None:
    pdf = made("bulletin", "bulletin.pdf", file_of(body=HAN))
    assert pages.count(pdf) > 4
    for page in (1, 2, 3):
        *text, number = pages.lines(pdf, page)
        assert len(text) == 22
        assert {len(line.text) for line in text} == {28}
        assert number.text == f"—{page + 1}—"


def test_the_type_area_lies_where_the_standard_puts_it() -> None:
    """37 mm from the top, 28 mm from the left, 156 × 225 mm, lines 28.99 pt apart."""
    pdf = made("bulletin", "bulletin.pdf", file_of(body=HAN))
    assert pages.size(pdf) == (210.0, 297.0)
    *text, _number = pages.lines(pdf, 1)
    assert text[0].left == pytest.approx(28 / 25.4 * 72, abs=1)
    pitches = {round(upper.height - lower.height, 1) for upper, lower in pairwise(text)}
    assert all(pitch == pytest.approx(28.99, abs=0.15) for pitch in pitches)
    top = (297 / 25.4 * 72) - text[0].height  # of the middle of the first line of 16 pt
    assert top == pytest.approx(37 / 25.4 * 72 + 8, abs=3)


def test_text_can_be_selected_and_fonts_are_embedded() -> None:
    pdf = made("bulletin", "bulletin.pdf", file_of())
    text = pages.text_of(pdf)
    assert "张三带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。" in text
    assert "2011年，虚构模范（虚构县委）" in text
    assert "2026年11月20日" in text
    assert len(re.findall(rb"/FontFile[23]?\b", pdf)) >= 1


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    """Whatever stands above, a heading moves to the next page with its paragraph."""
    for above in range(12, 24):
        pdf = made("bulletin", "bulletin.pdf", file_of(body="虚" * 28 * above + f"\n\n## 小标题\n\n{SENTENCE}\n"))
        for page in range(pages.count(pdf)):
            text = [line.text for line in pages.lines(pdf, page) if not line.text.startswith("—")]
            assert not text or text[-1] != "小标题", (above, page)


@pytest.mark.parametrize("headline", ["虚构标题", ""], ids=["with a headline", "with the name alone"])
def test_a_title_stands_with_two_lines_of_its_article(headline: str) -> None:
    """Whatever stands above: a title over one line at the foot of a page says that the editor did not look."""
    second = file_of(name="李四", copy={"headline": headline} if headline else {}, summary="李四" + "虚" * 60)
    for above in range(2, 26):
        first = file_of(body="虚" * 28 * above, honours=(), sources=())
        files = [first, second]
        bulletin = Bulletin.model_validate({"number": "1", "date": "2026-11-02", "exemplars": ("a", "b")})
        said = issue_of(bulletin, [dossier_of(one, OFFICE, {}) for one in files], office_line(OFFICE))
        output = CHANNELS["bulletin"].output("bulletin.pdf")
        where = Commission(CHANNELS["bulletin"].folder / output.template, output.file, output.page)
        pdf = make(where, Subject(first, OFFICE, {}, said))
        title = headline or "虚构县东坡村党支部书记李四"
        for page in range(pages.count(pdf)):
            text = [line.text for line in pages.lines(pdf, page)]
            # In the contents it has a page number behind it.
            if title in text:
                below = text[text.index(title) + (2 if headline else 1) :]
                assert [len(line) for line in below[:2]] == [26, 28], (above, page, below[:2])


def test_a_title_of_two_lines_is_even() -> None:
    """No single character stands below a full line; 22 pt leave 20 characters to a line."""
    for length in (21, 22, 30, 41):
        lines = pages.lines(made("bulletin", "bulletin.pdf", file_of(copy={"headline": "题" * length})), 0)
        title = [len(line.text) for line in lines if set(line.text) == {"题"}]
        assert sum(title) == length
        assert len(title) == -(-length // 20)
        assert max(title) - min(title) <= len(title), title
    long = file_of(name="虚构吾哈斯·虚构苏来曼·虚构托合提·虚构", copy={"headline": "虚构标题"})
    lines = [line.text for line in pages.lines(made("bulletin", "bulletin.pdf", long), 0)]
    under = lines[lines.index("虚构标题") + 1 :][:2]
    assert "".join(under) == "——记虚构县东坡村党支部书记虚构吾哈斯·虚构苏来曼·虚构托合提·虚构"
    assert min(map(len, under)) >= 12, under


def test_the_foot_stands_under_text_on_every_last_page() -> None:
    """A page with nothing but 版记 would want “此页无正文”; the last lines go with it instead."""
    for above in range(4, 30):
        pdf = made("bulletin", "bulletin.pdf", file_of(body="虚" * 28 * above + f"\n\n{SENTENCE}\n"))
        last = [line.text for line in pages.lines(pdf, pages.count(pdf) - 1)]
        assert "出处" in last, above
        assert SENTENCE[-5:] in last[last.index("出处") - 1], above
        assert last[-2] == "虚构县典型办公室共印份"


def test_an_issue_has_its_number_contents_and_foot() -> None:
    pdf = issue("bulletin.pdf", "a", "b", "c", "d", title="虚构专辑", send="虚构各乡镇", distribute="虚构各支部")
    text = pages.text_of(pdf)
    for said in ("虚构简报", "第11期", "2026年11月2日", "虚构专辑", "本期目录", "共印120份"):
        assert said in text, said
    assert ("报：虚构县委" in text, "送：虚构各乡镇" in text, "发：虚构各支部" in text) == (True, True, True)
    contents = [line.text for line in pages.lines(pdf, 0) if re.fullmatch(r"虚构标题.（虚构.）\.+\d+", line.text)]
    assert len(contents) == 4
    for entry in contents:
        title, page = entry.partition("（")[0], int(re.findall(r"\d+$", entry)[0])
        assert title in [line.text for line in pages.lines(pdf, page - 1)]


def test_a_bulletin_of_one_has_no_contents_and_leaves_its_number_to_the_editor() -> None:
    text = pages.text_of(made("bulletin", "bulletin.pdf", file_of()))
    assert "目录" not in text
    assert "第期" in text
    assert "共印份" in text


@pytest.mark.parametrize("file", ["bulletin.pdf", "bulletin.docx"])
def test_equal_content_gives_equal_bytes(file: str) -> None:
    assert issue(file, "a", "b") == issue(file, "a", "b")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_record_gives_both(shape: dict[str, object]) -> None:
    file = file_of(**shape)  # type: ignore[arg-type]
    said = "".join(file.value.name.split()) if file.value else ""
    assert said in pages.text_of(made("bulletin", "bulletin.pdf", file))
    document = docx.Document(io.BytesIO(made("bulletin", "bulletin.docx", file)))
    text = "".join("".join(paragraph.text.split()) for paragraph in document.paragraphs)
    assert said in text
    assert "".join(block.text for block in file.blocks if block.kind == "paragraph")[-20:].replace(" ", "") in text


def test_a_rare_character_is_taken_from_the_spare_face_and_can_be_copied() -> None:
    pdf = made("bulletin", "bulletin.pdf", file_of(name="张𠮷", summary="张𠮷带着61户乡亲远迁安家，修路引水。"))
    assert pages.text_of(pdf).count("张𠮷") == 2


@pytest.mark.parametrize("character", ["\U000f0000", "𠀡"], ids=["of private use", "of extension B"])
def test_a_character_that_no_font_has_is_named_and_nothing_is_drawn(character: str) -> None:
    """A Word file names its fonts and does not carry them: there the reader's machine has the last word."""
    with pytest.raises(GlyphsMissing) as caught:
        made("bulletin", "bulletin.pdf", file_of(name=f"张{character}"))
    assert caught.value.characters == (character,)
    assert made("bulletin", "bulletin.docx", file_of(name=f"张{character}"))


# --- Word


def word(file: str = "bulletin.docx", **fields: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(issue(file, "a", "b", **fields)))


def test_the_word_page_is_that_of_the_standard() -> None:
    document = word()
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28]
    assert round(Mm(section.page_width.mm - section.left_margin.mm - section.right_margin.mm).mm) == 156
    assert round(Mm(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm).mm) == 225
    grid = section._sectPr.find("{*}docGrid")
    assert grid is not None
    pitch = next(int(value) for name, value in grid.attrib.items() if name.endswith("linePitch"))
    assert 22 * pitch / 20 <= 225 / 25.4 * 72 < 23 * pitch / 20


def test_the_look_of_the_word_bulletin_is_in_its_styles() -> None:
    """A person changes the style, and every paragraph of its kind follows: none is formatted by hand."""
    document = word(title="虚构专辑", send="虚构各乡镇")
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.text.strip()}
    assert {"简报名", "期号", "报头", "目录项", "简报标题", "副题", "正文段落", "小标题", "原话", "版记"} <= used
    assert "Normal" not in used
    body = document.styles["正文段落"]
    assert body.font.size.pt == 16
    assert 'w:eastAsia="仿宋"' in body.element.xml
    by_hand = [p.text for p in document.paragraphs for run in p.runs if run.font.size or run.font.bold]
    assert by_hand == []


def test_the_rules_of_the_word_foot_are_as_wide_as_the_type_area() -> None:
    """Word draws a paragraph's rules from its indent: 版记 begins at the left edge and sets its words in by one."""
    document = word(send="虚构各乡镇")
    foot = [paragraph for paragraph in document.paragraphs if paragraph.style.name in ("版记", "印发")]
    assert [paragraph.text[0] for paragraph in foot] == ["　"] * 3
    for paragraph in foot:
        form = paragraph.style.paragraph_format
        assert (form.left_indent or 0) + (form.first_line_indent or 0) == 0


def test_word_says_what_the_record_says_and_no_tag_is_left() -> None:
    text = "\n".join(paragraph.text for paragraph in word(title="虚构专辑").paragraphs)
    assert "{" not in text
    for said in ("第 11 期", "2026年11月2日", "——记虚构县东坡村党支部书记虚构a", "共印 120 份", "报：虚构县委"):
        assert said in text, said
    assert "送：" not in text
    assert text.index("虚构标题a") < text.index("虚构标题b")
