"""Photographs as people send them: sideways, telling where they were taken, half loaded, meant to do harm."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from generator.images.photo import SIZES, PhotoFacts, UnreadablePhoto, derive, inspect

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 30), (30, 30, 220), (240, 240, 240)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **({"quality": 95} if kind != "PNG" else {}), **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with detail everywhere, so that half a file is never a whole picture."""
    return Image.effect_noise((width, height), 60).convert(mode)


def near(pixel: object, colour: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels: if its size is the reason, nothing was decoded."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + struct.pack(">I", 9) + b"IDAT"
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_described(kind: str) -> None:
    facts = inspect(saved(scene(90, 120), kind))
    assert (facts.width, facts.height, facts.format) == (90, 120, kind)


def test_the_size_is_the_one_that_a_person_sees() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert inspect(saved(scene(120, 90), exif=exif)) == PhotoFacts(90, 120, "JPEG")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "format"),
        (b"GIF89a" + bytes(50), "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "format"),
        (b"\xff\xd8\xff" + bytes(20_000_000), "too-heavy"),
        (png_header(8_000, 5_001), "too-large"),
        (png_header(10_000, 10_000), "too-large"),
        (png_header(60_000, 60_000), "too-large"),
        (png_header(100, 100), "damaged"),
        (b"\xff\xd8\xff" + bytes(100), "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
    ],
)
@pytest.mark.parametrize("ask", [inspect, derive])
def test_what_is_no_modest_photograph_is_refused_with_a_reason(ask: object, data: bytes, reason: str) -> None:
    assert callable(ask)
    with pytest.raises(UnreadablePhoto) as refusal:
        ask(data)
    assert refusal.value.reason == reason
    assert str(refusal.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("ask", [inspect, derive])
def test_half_a_file_is_refused(ask: object, kind: str, part: float) -> None:
    assert callable(ask)
    data = saved(scene(600, 750), kind)
    with pytest.raises(UnreadablePhoto) as refusal:
        ask(data[: int(len(data) * part)])
    assert refusal.value.reason == "damaged"


def test_a_flipped_bit_in_a_png_is_noticed() -> None:
    data = bytearray(saved(scene(200, 250), "PNG"))
    data[len(data) // 2] ^= 0x10
    with pytest.raises(UnreadablePhoto):
        inspect(bytes(data))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2000, 2500), {"portrait": (480, 600), "portrait-large": (960, 1200), "thumb": (112, 140)}),
        ((4000, 3000), {"portrait": (480, 600), "portrait-large": (960, 1200), "thumb": (112, 140)}),
        ((961, 1999), {"portrait": (480, 600), "portrait-large": (960, 1200), "thumb": (112, 140)}),
        # Too small for the large one, then for both: the crop keeps its own pixels.
        ((600, 750), {"portrait": (480, 600), "portrait-large": (600, 750), "thumb": (112, 140)}),
        ((300, 300), {"portrait": (240, 300), "portrait-large": (240, 300), "thumb": (112, 140)}),
        ((80, 100), {"portrait": (80, 100), "portrait-large": (80, 100), "thumb": (80, 100)}),
        ((1, 1), {"portrait": (1, 1), "portrait-large": (1, 1), "thumb": (1, 1)}),
    ],
)
def test_every_size_is_made_and_none_is_enlarged(size: tuple[int, int], expected: dict[str, tuple[int, int]]) -> None:
    made = derive(saved(scene(*size)))
    assert {name: opened(data).size for name, data in made.items()} == expected
    assert set(made) == set(SIZES)
    for data in made.values():
        assert opened(data).format == "JPEG"
        assert opened(data).mode == "RGB"
        assert opened(data).info.get("progressive")


def test_of_a_tall_picture_a_third_of_what_goes_is_cut_above() -> None:
    # 400 × 1000 keeps 500 rows; of the other 500, 166 go above. Rows are grey by their number.
    tall = Image.new("L", (400, 1000))
    tall.putdata([row // 4 for row in range(1000) for _ in range(400)])
    portrait = opened(derive(saved(tall))["portrait"]).convert("L")
    assert portrait.size == (400, 500)
    first, last = portrait.getpixel((200, 1)), portrait.getpixel((200, 498))
    assert first == pytest.approx(166 // 4, abs=2)
    assert last == pytest.approx(665 // 4, abs=2)


def test_of_a_wide_picture_the_middle_is_kept() -> None:
    wide = Image.new("RGB", (1000, 500), RED)
    wide.paste(GREEN, (300, 0, 700, 500))
    portrait = opened(derive(saved(wide))["portrait"])
    assert portrait.size == (400, 500)
    assert near(portrait.getpixel((8, 250)), GREEN)
    assert near(portrait.getpixel((391, 250)), GREEN)


# EXIF 2.32, tag 0x0112: which side of the scene the stored row 0 and the stored column 0 show.
SIDES = {
    1: ("top", "left"),
    2: ("top", "right"),
    3: ("bottom", "right"),
    4: ("bottom", "left"),
    5: ("left", "top"),
    6: ("right", "top"),
    7: ("right", "bottom"),
    8: ("left", "bottom"),
}
QUARTERS = {
    ("top", "left"): RED,
    ("top", "right"): GREEN,
    ("bottom", "left"): BLUE,
    ("bottom", "right"): WHITE,
}
OPPOSITE = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


@pytest.mark.parametrize("orientation", SIDES)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_sideways_photograph_is_turned_upright(orientation: int, kind: str) -> None:
    row, column = SIDES[orientation]
    width, height = (400, 500) if orientation < 5 else (500, 400)
    stored = Image.new("RGB", (width, height))
    for side, top in ((row, 0), (OPPOSITE[row], height // 2)):
        for other, left in ((column, 0), (OPPOSITE[column], width // 2)):
            colour = QUARTERS.get((side, other)) or QUARTERS[(other, side)]
            stored.paste(colour, (left, top, left + width // 2, top + height // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = opened(derive(saved(stored, kind, exif=exif))["portrait"])
    assert upright.size == (400, 500)
    for place, quarter in (
        ((60, 60), RED),
        ((340, 60), GREEN),
        ((60, 440), BLUE),
        ((340, 440), WHITE),
    ):
        assert near(upright.getpixel(place), quarter, 20)


def test_where_when_and_with_what_a_photograph_was_taken_does_not_come_out() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(0x8769)[0x9003] = "2011:07:01 SECRET"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 1.0), 3: "E", 4: (120.0, 9.0, 2.0), 29: "SECRET"})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = saved(scene(600, 750), exif=exif, xmp=b"<x>SECRET</x>", comment=b"SECRET", icc_profile=profile, dpi=(72, 72))
    assert opened(sent).getexif().get_ifd(0x8825)
    assert sent.count(b"SECRET") >= 4
    for data in derive(sent).values():
        assert b"SECRET" not in data
        assert b"Exif" not in data
        assert b"ICC_PROFILE" not in data
        assert not dict(opened(data).getexif())
        assert set(opened(data).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }


def test_broken_exif_and_a_broken_profile_do_not_keep_a_good_picture_out() -> None:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\xff\xffjunk"
    data = saved(Image.new("RGB", (400, 500), RED), exif=exif, icc_profile=b"no profile at all" * 9)
    assert near(opened(derive(data)["portrait"]).getpixel((200, 250)), RED)


def test_colours_are_brought_to_srgb_by_the_profile_that_comes_with_them() -> None:
    # With red and green primaries exchanged in the sRGB profile, what is stored as green is meant as red.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    data = saved(Image.new("RGB", (400, 500), (0, 255, 0)), "PNG", icc_profile=exchanged)
    assert near(opened(derive(data)["portrait"]).getpixel((200, 250)), (255, 0, 0))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_shows_paper(mode: str) -> None:
    image = Image.new("RGBA", (400, 500), (0, 0, 0, 0))
    data = saved(image.convert(mode), "PNG")
    assert near(opened(derive(data)["portrait"]).getpixel((200, 250)), (0xFB, 0xF8, 0xF2), 3)


@pytest.mark.parametrize(
    ("image", "kind", "grey"),
    [
        (Image.new("1", (400, 500), 1), "PNG", 255),
        (Image.new("L", (400, 500), 90), "JPEG", 90),
        # Sixteen bits of grey: half of 65,535 is half of 255.
        (Image.new("I;16", (400, 500), 32_768), "PNG", 128),
        (Image.new("CMYK", (400, 500), (0, 0, 0, 128)), "JPEG", 127),
    ],
)
def test_pictures_of_other_depths_become_plain_ones(image: Image.Image, kind: str, grey: int) -> None:
    assert near(opened(derive(saved(image, kind))["portrait"]).getpixel((200, 250)), (grey, grey, grey), 3)


def test_the_same_photograph_gives_the_same_bytes() -> None:
    data = saved(scene(1200, 1500))
    assert derive(data) == derive(data)
