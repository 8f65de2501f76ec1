"""Cards for names short and long, looked at the way a reader would: nothing runs out, nothing is a box."""

import hashlib
import io
import os
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image

from generator.images import share_card
from generator.images.fonts import find
from generator.images.lettering import Setting, fit, fit_or_cut
from generator.images.monogram import letters
from generator.images.photo import UnreadablePhoto
from generator.images.share_card import ShareCardText, draw

PAPER, DEEP_RED, GOLD, RED = (0xFB, 0xF8, 0xF2), (0x7B, 0x0F, 0x13), (0xA6, 0x7C, 0x2E), (0xA4, 0x16, 0x1A)
LONG = "新疆维吾尔自治区塔城地区裕民县哈拉布拉镇农牧区基层党总支部"
CARDS = {
    "one character": ShareCardText("单", "时代楷模", "某县", "某县委宣传部", "Shàn"),
    "two characters, no honour": ShareCardText("李夏", "", "安徽省绩溪县荆州乡", "绩溪县委宣传部", "Lǐ Xià"),
    "a name with a dot": ShareCardText("巴格努尔·哈那里汗", "优秀共产党员", "新疆裕民县牧业医院", "某县委"),
    "a very long name with dots": ShareCardText("阿不都热依木·买买提明·托合提", "“七一勋章”", "某县", "某县委"),
    "an organisation of thirty characters": ShareCardText(LONG[:30], "全国先进基层党组织", "裕民县", "裕民县委"),
    "everything long": ShareCardText(LONG * 2, LONG, LONG * 2, LONG * 2, "Ānn " * 30, LONG * 2),
    "nothing but a name": ShareCardText("王永志", "", "", ""),
    "a latin name": ShareCardText("Norman Bethune", "国际主义战士", "加拿大医疗队 (Medical Unit)", "某馆"),
    "white space of many kinds": ShareCardText("王　永\t志", "共和国\u00a0勋章", "甲\n乙", "某\u200b馆"),
}


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, ...]]:
    part = image.crop(box)
    return {colour for _, colour in part.getcolors(part.width * part.height) or []}  # type: ignore[misc]


def photograph(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.mark.parametrize("name", CARDS)
def test_a_card_keeps_its_margins_and_is_small(name: str) -> None:
    card = draw(CARDS[name])
    assert card.missing == ()
    assert len(card.png) < 60_000
    image = picture(card.png)
    assert image.size == (1200, 630)
    # Left and right margin, the gutter between text and frame, the head and the strip above the band.
    for box in (
        (0, 0, 74, 545),
        (1125, 0, 1200, 545),
        (720, 0, 775, 545),
        (0, 0, 1200, 56),
        (0, 498, 1200, 545),
    ):
        assert colours(image, box) == {PAPER}, box
    assert image.getpixel((5, 625)) == DEEP_RED
    assert RED in colours(image, (776, 63, 1120, 493))
    assert image.getpixel((776, 63)) == GOLD


@pytest.mark.parametrize("name", CARDS)
def test_the_name_and_the_unit_do_not_touch(name: str) -> None:
    image = picture(draw(CARDS[name]).png)
    rows = [y for y in range(63, 498) if colours(image, (80, y, 144, y + 1)) == {GOLD}]
    if not CARDS[name].unit:
        assert rows == []
        return
    assert len(rows) == 3
    assert colours(image, (74, rows[0] - 12, 720, rows[0])) == {PAPER}
    assert colours(image, (74, rows[-1] + 1, 720, rows[-1] + 8)) == {PAPER}


def test_the_same_card_has_the_same_bytes_in_another_process() -> None:
    card = draw(CARDS["a name with a dot"])
    assert draw(CARDS["a name with a dot"]) == card
    program = (
        "import hashlib, sys; from generator.images.share_card import *; "
        f"sys.stdout.write(hashlib.sha256(draw({CARDS['a name with a dot']!r}).png).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    assert run.stdout == hashlib.sha256(card.png).hexdigest()


def test_a_card_says_neither_when_nor_with_what_it_was_made() -> None:
    png = draw(CARDS["nothing but a name"]).png
    kinds, at = set(), 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kinds.add(png[at + 4 : at + 8])
        at += length + 12
    assert kinds == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


@pytest.mark.parametrize("field", ["name", "honour", "unit", "office", "pinyin", "summary"])
def test_a_character_without_a_glyph_is_named_and_nothing_is_drawn(field: str) -> None:
    text = ShareCardText(**({"name": "张", "honour": "", "unit": "", "office": ""} | {field: "甲\ue000乙"}))
    card = draw(text)
    assert card.missing == ("\ue000",)
    assert card.png == b""


def test_an_honour_stands_above_the_name_in_gold_and_without_one_the_name_stands_there() -> None:
    with_honour = ShareCardText("张富清", "时代楷模", "", "")
    without = ShareCardText("张富清", "", "", "")
    first_line = (80, 60, 712, 95)
    assert GOLD in colours(picture(draw(with_honour).png), first_line)
    assert GOLD not in colours(picture(draw(without).png), first_line)
    assert len(colours(picture(draw(without).png), first_line)) > 1


def test_a_portrait_fills_the_frame() -> None:
    image = picture(draw(CARDS["a name with a dot"], photograph(800, 1000)).png)
    for corner in ((777, 64), (1118, 64), (777, 491), (1118, 491), (948, 278)):
        pixel = image.getpixel(corner)
        assert isinstance(pixel, tuple)
        assert all(abs(seen - sent) < 8 for seen, sent in zip(pixel, (40, 90, 160), strict=True))
    assert image.getpixel((740, 278)) == PAPER


def test_a_small_portrait_is_not_enlarged_and_a_tiny_one_gives_way_to_the_monogram() -> None:
    text = CARDS["nothing but a name"]
    image = picture(draw(text, photograph(240, 300)).png)
    assert image.getpixel((776, 63)) == GOLD
    assert image.getpixel((790, 278)) == PAPER
    assert image.getpixel((948, 278)) != PAPER
    assert draw(text, photograph(112, 140)) == draw(text)


def test_a_configured_font_is_drawn_with_and_asked_for_its_glyphs(tmp_path: Path) -> None:
    text = CARDS["nothing but a name"]
    assert draw(text, song=find("hei").path).png not in (b"", draw(text).png)
    # A font that has only 王 of the three characters of 王永志: what lacks is drawn with the others.
    subsetter = subset.Subsetter()
    subsetter.populate(text="王")
    with TTFont(find("song").path, lazy=True) as poor:
        subsetter.subset(poor)
        poor.save(tmp_path / "poor.otf")
    mended = draw(text, song=tmp_path / "poor.otf", others=(find("song").path,))
    assert mended == draw(text), "the same shapes, from two files"


def test_a_rare_character_is_drawn_in_the_same_style_and_one_that_no_font_has_is_named() -> None:
    text = replace(CARDS["nothing but a name"], name="𠮷田")
    assert draw(text).missing == ()
    assert draw(text).png != draw(replace(text, name="吉田")).png
    assert draw(replace(text, name="虚\ue000构")).missing == ("\ue000",)


def test_a_bad_portrait_is_an_error() -> None:
    with pytest.raises(UnreadablePhoto):
        draw(CARDS["nothing but a name"], b"GIF89a")


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("张富清", "张"),
        ("欧阳修", "欧阳"),
        ("司马相如", "司马"),
        # Two characters are a surname and a name, however they read.
        ("欧阳", "欧"),
        ("司马台长城志愿服务队", "司"),
        ("巴格努尔·哈那里汗", "巴"),
        ("“老马工作室”", "老"),
        ("bethune", "B"),
        ("——", ""),
    ],
)
def test_a_monogram_is_the_surname_or_the_first_character(name: str, letter: str) -> None:
    assert letters(name) == letter


def test_a_text_takes_the_first_setting_that_holds_it() -> None:
    settings = [Setting(100), Setting(50), Setting(50, 2)]
    for text, size, lines in (("中" * 3, 100, 1), ("中" * 6, 50, 1), ("中" * 10, 50, 2)):
        block = fit(text, find("song"), settings, 300)
        assert block is not None
        assert (block.face.size, len(block.lines)) == (size, lines)
    assert fit("中" * 13, find("song"), settings, 300) is None


def test_what_no_setting_holds_loses_its_end_and_says_so() -> None:
    block = fit_or_cut("中" * 500, find("song"), [Setting(50, 2)], 300)
    assert "".join(block.lines) == "中" * 11 + "…"
    assert fit_or_cut("", find("song"), [Setting(50)], 300).lines == ()
    assert fit_or_cut("中", find("song"), [Setting(50)], 10).lines == ()


def test_marks_in_a_row_and_the_interpunct_give_up_their_blank_halves() -> None:
    def width(text: str) -> float:
        block = fit(text, find("hei"), [Setting(100)], 10_000)
        assert block is not None
        from generator.images.lettering import width as measured

        return measured(text, block.face)

    assert width("中中") == 200
    assert width("中”中") == 300
    assert width("中）。") == 250
    assert width("“中") == 150
    assert width("中·中") == pytest.approx(250, abs=1)
    assert width("中\u200d中") == 200


def test_the_module_says_the_size_that_it_draws() -> None:
    assert (share_card.WIDTH, share_card.HEIGHT) == (1200, 630)
