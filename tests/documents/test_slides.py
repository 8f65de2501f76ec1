"""Slides: five, editable, filled with the record's own words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
import zxingcpp
from PIL import Image

from .shapes import BODY, SENTENCE, SHAPES, file_of, made, with_photo


def show(file: Any) -> Any:
    return pptx.Presentation(io.BytesIO(made("slides", "slides.pptx", file)))


def texts(slide: Any) -> list[str]:
    return [p.text for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs if p.text]


def test_there_are_five_slides_in_the_order_of_a_lesson() -> None:
    slides = show(file_of(copy={"headline": "虚构标题"})).slides
    assert len(slides) == 5
    said = [texts(slide) for slide in slides]
    assert {"张三", "虚构标题", "虚构模范"} <= set(said[0])
    assert {"人物", "虚构县东坡村党支部书记"} <= set(said[1])
    assert said[2][0] == "事迹"
    assert SENTENCE * 3 in said[2]
    assert said[3][0] == "做法"
    assert {"“虚构的一句原话”", "——张三"} <= set(said[3])
    assert {"2011年，虚构模范（虚构县委）", "1. 《虚构报道》，虚构日报，2026-01-02"} <= set(said[4])


def test_text_is_text_in_fonts_that_one_place_names() -> None:
    """Runs name the theme's fonts, so that a person changes all of them at once."""
    for slide in show(file_of()).slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    assert 'typeface="+m' in run._r.xml


def test_the_code_leads_to_the_page_and_the_photo_takes_its_frame(tmp_path: Path) -> None:
    slides = show(with_photo(tmp_path)).slides
    code = next(shape for shape in slides[4].shapes if shape.name == "qr")
    seen = Image.open(io.BytesIO(code.image.blob)).convert("RGB")
    assert [read.text for read in zxingcpp.read_barcodes(seen)] == [
        "https://exemplars.example.org/exemplars/zhang-san/"
    ]
    for slide in (slides[0], slides[1]):
        portrait = next(shape for shape in slide.shapes if shape.name == "portrait")
        assert portrait.width / portrait.height == pytest.approx(4 / 5, abs=0.01)
        assert portrait.image.content_type == "image/jpeg"


def test_the_notes_hold_the_whole_story_for_the_speaker() -> None:
    body = "## 事迹\n\n" + "\n\n".join([SENTENCE * 4] * 6)
    slides = show(file_of(body=body)).slides
    shown = "".join(texts(slides[2]))
    assert shown.count(SENTENCE) < 24
    assert slides[2].notes_slide.notes_text_frame.text.count(SENTENCE) == 24


def test_a_slide_shows_whole_sentences() -> None:
    slide = show(file_of(body="## 事迹\n\n" + SENTENCE * 40)).slides[2]
    shown = next(shape.text_frame.text for shape in slide.shapes if shape.name == "正文")
    assert shown == SENTENCE * (340 // len(SENTENCE))


def test_a_slide_with_nothing_to_say_is_left_out_and_the_pages_count_on() -> None:
    """Neither a second section nor a quotation nor criteria: the summary is not shown a second time."""
    slides = show(file_of(body=f"## 事迹\n\n{SENTENCE}\n")).slides
    assert [texts(slide)[0] for slide in list(slides)[1:]] == ["人物", "事迹", "荣誉与出处"]
    assert [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.name == "页码"] == [
        "2",
        "3",
        "4",
    ]
    said = [texts(slide) for slide in slides]
    assert sum("张三带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。" in one for one in said) == 1


def test_what_there_is_to_learn_has_a_slide_where_there_is_nothing_more_to_tell() -> None:
    """The criteria of the record by the vocabulary's labels: five slides, and nothing said twice."""
    slides = show(file_of(body=f"## 事迹\n\n{SENTENCE}\n", criteria=("leads-service", "good-results"))).slides
    assert len(slides) == 5
    assert texts(slides[3])[0] == "学什么"
    assert "带头服务群众、工作业绩好" in texts(slides[3])


def test_a_quotation_alone_has_a_slide() -> None:
    slides = show(file_of(body=f"## 事迹\n\n{SENTENCE}\n\n> 虚构的一句原话\n> ——张三\n")).slides
    assert texts(slides[3])[:3] == ["原话", "虚构县典型办公室", "4"]
    assert "“虚构的一句原话”" in texts(slides[3])


def test_sources_stand_at_the_top_where_there_are_no_honours() -> None:
    slide = show(file_of(honours=())).slides[-1]
    boxes = {shape.name: shape for shape in slide.shapes}
    assert boxes["出处"].top == boxes["荣誉"].top


def test_honours_take_the_room_that_sources_leave() -> None:
    """Eight honours and one source stand in the size that the template gives them: the page has room for both."""
    honours = tuple({"title": f"虚构荣誉第{n}号", "by": "虚构机关", "on": str(2000 + n)} for n in range(8))
    slide = show(file_of(honours=honours)).slides[4]
    boxes = {shape.name: shape for shape in slide.shapes}
    sizes = {name: {run.font.size.pt for p in boxes[name].text_frame.paragraphs for run in p.runs} for name in boxes
             if boxes[name].has_text_frame}  # fmt: skip
    assert sizes["荣誉"] == {20}
    assert sizes["出处"] == {14}
    assert boxes["荣誉"].top + boxes["荣誉"].height < boxes["出处"].top
    assert boxes["出处"].top + boxes["出处"].height <= boxes["细线"].top


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_record_fits_its_boxes(shape: dict[str, Any]) -> None:
    """Ideographs are one em wide and lines 1.2 em high at least: what does not fit by that runs over."""
    for slide in show(file_of(**shape)).slides:
        for box in slide.shapes:
            if not box.has_text_frame or box.text_frame.auto_size is None:
                continue
            frame = box.text_frame
            need = 0.0
            for paragraph in frame.paragraphs:
                size = next((run.font.size.pt for run in paragraph.runs if run.font.size), 0)
                wide = sum(0.5 if sign.isascii() else 1 for sign in paragraph.text) * size
                need += max(1, -(-wide // (box.width / 12700))) * size * 1.2 if paragraph.text else 0
            assert need <= box.height / 12700 * 1.02, (box.name, frame.text[:40])


def test_equal_content_gives_equal_bytes() -> None:
    assert made("slides", "slides.pptx", file_of(body=BODY)) == made("slides", "slides.pptx", file_of(body=BODY))
