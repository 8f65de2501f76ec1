"""Posters: sizes, what stands on them, a code that a reader reads, and names that fit."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from . import pages
from .shapes import CHANNELS, SHAPES, file_of, made, with_photo

OUTPUTS = CHANNELS["poster"].settings.outputs
UNSEEN = ("20 honours", "a body of 10,000 characters", "one paragraph of 4,000 characters", "20 sources")
"""Shapes that a poster does not show."""
PNG = {"portrait": (1080, 1920), "landscape": (1920, 1080)}


def picture(name: str, data: bytes) -> Image.Image:
    """What a person sees of a poster; a PDF at 100 pixels per inch."""
    if name.endswith(".png"):
        return Image.open(io.BytesIO(data)).convert("RGB")
    image: Image.Image = pdfium.PdfDocument(data)[0].render(scale=100 / 72).to_pil().convert("RGB")
    return image


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.file)
def test_every_poster_has_its_size_and_a_code_that_leads_to_the_page(output, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for file in (file_of(), with_photo(tmp_path)):
        data = made("poster", output.file, file)
        seen = picture(output.file, data)
        if output.file.endswith(".png"):
            assert seen.size == PNG[output.file.rpartition("-")[2].removesuffix(".png")]
        else:
            assert pages.size(data) == (297.0, 420.0)
            assert pages.count(data) == 1
        read = zxingcpp.read_barcodes(seen)
        assert [code.text for code in read] == ["https://exemplars.example.org/exemplars/zhang-san/"]


@pytest.mark.parametrize("design", ["paper", "red"])
def test_a_poster_says_name_honour_summary_words_and_office(design: str) -> None:
    text = pages.text_of(made("poster", f"poster-{design}.pdf", file_of()))
    for said in (
        "张",
        "三",
        "虚构模范",
        "虚构县东坡村党支部书记",
        "把陌生的坡地种成了果园。",
        "“虚构的一句原话”",
        "虚构县典型办公室",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    "shape", [shape for name, shape in SHAPES.items() if name not in UNSEEN], ids=[n for n in SHAPES if n not in UNSEEN]
)
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.file)
def test_whatever_the_record_the_code_stays_readable_and_nothing_leaves_the_sheet(output, shape) -> None:  # type: ignore[no-untyped-def]
    """One page, its margins are of one colour each: no letter runs over an edge."""
    data = made("poster", output.file, file_of(**shape))
    seen = picture(output.file, data)
    assert len(zxingcpp.read_barcodes(seen)) == 1
    if output.file.endswith(".pdf"):
        assert pages.count(data) == 1
    width, height = seen.size
    for edge in ((width - 6, 0, width, height), (0, height - 6, width, height)):
        colours = seen.crop(edge).getcolors(maxcolors=10_000) or []
        assert 1 <= len(colours) <= 8


@pytest.mark.parametrize("output", ["poster-paper.pdf", "poster-red.pdf"])
@pytest.mark.parametrize("words", ["哪里的虚构群众最需要医生，我就去哪里", "我要发扬保持虚构队员的精神，我要站起来。"])
def test_a_quotation_is_broken_where_a_speaker_pauses(output: str, words: str) -> None:
    """No word of it is torn, and no single character stands on the last line."""
    lines = [line.text for line in pages.lines(made("poster", output, file_of(body=f"> {words}\n> ——张三\n")), 0)]
    first, second = words.split("，")
    assert f"“{words}”" in lines or {f"“{first}，", f"{second}”"} <= set(lines)


def test_a_name_of_up_to_four_han_characters_stands_upright_and_others_lie() -> None:
    def heights(name: str) -> int:
        """On how many heights its characters stand in the largest type of the page."""
        page = pdfium.PdfDocument(made("poster", "poster-paper.pdf", file_of(name=name, unit=None, post=None)))[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(n, loose=True) for n in range(text.count_chars())]
        large = [box for box in boxes if box[3] - box[1] > 60]
        return len({round(box[1] / 10) for box in large if box[0] > page.get_width() / 2})

    assert [heights(name) for name in ("张三", "虚构张三")] == [2, 4]
    assert heights("虚·构张三") <= 1
