"""Photographs that somebody sent: looked at before they are trusted, then made into the sizes of the pages.

What comes out is a fresh JPEG in sRGB: no EXIF, no place, no small copy of the uncropped picture, no comment.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image

Format = Literal["JPEG", "PNG", "WEBP"]
Reason = Literal["format", "damaged", "too-heavy", "too-large"]
Size = tuple[int, int]

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
# Width and height in pixels, all 4:5.
SIZES: dict[str, Size] = {"portrait": (480, 600), "portrait-large": (960, 1200), "thumb": (112, 140)}

_PAPER = (0xFB, 0xF8, 0xF2)
_SIGNATURES: dict[bytes, Format] = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"RIFF": "WEBP"}
# What Pillow's three readers raise over bytes that are not what they claim to be.
_READER_ERRORS = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, OverflowError, TypeError),
    *(struct.error, zlib.error),
)


class UnreadablePhoto(ValueError):
    """The bytes are not a photograph that can be published; `reason` says why in one of four words."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """Width and height in pixels as a person sees the picture (EXIF orientation applied), and the format."""

    width: int
    height: int
    format: Format


def inspect(data: bytes) -> PhotoFacts:
    """What the photograph is, once every pixel of it has been read.

    Raises UnreadablePhoto: "too-heavy" over 20 MB, "format" if neither JPEG, PNG nor WebP, "too-large" over
    40 million pixels (known from the header, before a pixel is decoded), "damaged" if truncated or corrupt.
    """
    image, kind = _decoded(data)
    return PhotoFacts(image.width, image.height, kind)


def derive(data: bytes) -> dict[str, bytes]:
    """A progressive JPEG for every entry of SIZES; a photograph too small for one keeps its size, cut to 4:5.

    Raises UnreadablePhoto as inspect does. The same bytes in give the same bytes out.
    """
    large = crop(data, max(SIZES.values()))
    return {name: _jpeg(_reduced(large, size)) for name, size in SIZES.items()}


def crop(data: bytes, size: Size) -> Image.Image:
    """The photograph upright, in sRGB on paper, in the shape of size (width, height) and not bigger.

    The crop is centred from left to right; of the height cut away a third is taken above, so that a head has
    room. Nothing is enlarged. Raises UnreadablePhoto as inspect does.
    """
    image, _ = _decoded(data, size)
    left, top, width, height = _box(image.size, size)
    part = _plain(image).crop((left, top, left + width, top + height))
    return _on_paper(_reduced(part, size), image.info.get("icc_profile"))


def _decoded(data: bytes, size: Size | None = None) -> tuple[Image.Image, Format]:
    """The whole picture, upright, and its format; big enough for a crop of `size`, if not as big as it was.

    Whatever a reader raises becomes UnreadablePhoto.
    """
    from PIL import Image

    if len(data) > MOST_BYTES:
        raise UnreadablePhoto("too-heavy", f"the file has {len(data):,} bytes, more than {MOST_BYTES:,}")
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if kind is None or (kind == "WEBP" and data[8:12] != b"WEBP"):
        raise UnreadablePhoto("format", "the file is not a JPEG, PNG or WebP picture")
    too_large = f"the picture has more than {MOST_PIXELS:,} pixels"
    with warnings.catch_warnings():
        # Pillow warns of odd metadata, which we drop, and of very many pixels, which we refuse.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise UnreadablePhoto("too-large", f"{too_large}: {image.width} × {image.height}")
                if size is not None:
                    _draft(image, size)
                image.load()
                return _upright(image), kind
        except Image.DecompressionBombError as error:
            raise UnreadablePhoto("too-large", too_large) from error
        except UnreadablePhoto:
            raise
        except _READER_ERRORS as error:
            raise UnreadablePhoto("damaged", f"truncated or corrupt picture: {error}") from error


def _draft(image: Image.Image, size: Size) -> None:
    """Have a JPEG decoded at a half, a quarter or an eighth if that is large enough however it lies."""
    scale = max(size[1] / _box(seen, size)[3] for seen in (image.size, image.size[::-1]))
    if scale < 1:
        image.draft(None, (int(image.width * scale) + 2, int(image.height * scale) + 2))


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned the way its EXIF orientation says (tag 0x0112); unreadable EXIF counts as none."""
    from PIL import Image

    turn = Image.Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_270,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_90,
    }
    try:
        orientation = image.getexif().get(0x0112)
    except _READER_ERRORS:
        orientation = None
    return image.transpose(turns[orientation]) if orientation in turns else image.copy()


def _box(seen: Size, shape: Size) -> tuple[int, int, int, int]:
    """Left, top, width and height of the largest part of a `seen` picture in the proportion of `shape`."""
    width = min(seen[0], max(1, seen[1] * shape[0] // shape[1]))
    height = min(seen[1], max(1, seen[0] * shape[1] // shape[0]))
    return (seen[0] - width) // 2, (seen[1] - height) // 3, width, height


def _reduced(image: Image.Image, size: Size) -> Image.Image:
    from PIL import Image

    if image.width < size[0] or image.height < size[1]:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resampled: palettes resolved, one and sixteen bits made eight."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("1", "L", "RGB") and "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def _on_paper(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, what is transparent filled with paper, and nothing but pixels in it."""
    from PIL import Image, ImageCms

    alpha = image.getchannel("A") if "A" in image.getbands() else None
    if alpha is not None:
        image = image.convert("L" if image.mode == "LA" else "RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = converted or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A broken profile, or one for other channels, says nothing: the numbers are taken as sRGB.
    clean = Image.new("RGB", image.size, _PAPER)
    clean.paste(image.convert("RGB"), (0, 0), alpha)
    return clean


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, progressive=True, optimize=True)
    return out.getvalue()
